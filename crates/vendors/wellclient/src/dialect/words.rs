use std::sync::Arc;

use ctimock_switch::{AgentId, CallId, DeviceId, Refusal};

use super::server::Server;

impl Server {
    /// Says why the switch refused, with the vendor's names for agents, devices and calls.
    pub(super) fn why(&self, refusal: Refusal) -> String {
        let (agent, device) = (|id| self.agent_word(id), |id| self.device_word(id));
        let call = |id| self.call_word(id);
        match refusal {
            Refusal::UnknownAgent(_)
            | Refusal::UnknownDevice(_)
            | Refusal::UnknownCall(_)
            | Refusal::UnknownQueue(_)
            | Refusal::CannotHold(_)
            | Refusal::EmptyQueue(_) => refusal.to_string(),
            Refusal::AgentOnHere {
                agent: who,
                device: at,
            }
            | Refusal::AgentOnElsewhere {
                agent: who,
                device: at,
            } => format!("`{}` is logged on at `{}`", agent(who), device(at)),
            Refusal::DeviceTaken { device: at, by } => {
                format!("`{}` is used by `{}`", device(at), agent(by))
            }
            Refusal::NotRegistered(at) => format!("`{}` is not registered", device(at)),
            Refusal::NotAStation(at) => format!("`{}` is no extension", device(at)),
            Refusal::DeviceBusy(at) => format!("`{}` is in a call", device(at)),
            Refusal::NotLoggedOn(who) => format!("`{}` is not logged on", agent(who)),
            Refusal::AgentBusy(who) => format!("`{}` is in a call", agent(who)),
            Refusal::NotReady(who) => format!("`{}` is not ready", agent(who)),
            Refusal::Reserved(who) => format!("`{}` is allocated", agent(who)),
            Refusal::NotReserved(who) => format!("`{}` is not allocated", agent(who)),
            Refusal::NotInCall {
                call: of,
                device: at,
            } => {
                format!("`{}` is not in call `{}`", device(at), call(of))
            }
            Refusal::NotAlerting {
                call: of,
                device: at,
            } => {
                format!("`{}` does not ring in call `{}`", device(at), call(of))
            }
            Refusal::NotConnected {
                call: of,
                device: at,
            } => {
                format!("`{}` is not connected in call `{}`", device(at), call(of))
            }
            Refusal::NotHeld {
                call: of,
                device: at,
            } => {
                format!("`{}` does not hold call `{}`", device(at), call(of))
            }
            Refusal::NotAConsultation { held, active } => {
                format!(
                    "call `{}` is no consultation of `{}`",
                    call(active),
                    call(held)
                )
            }
            Refusal::AlreadyInCall {
                call: of,
                device: at,
            } => {
                format!("`{}` is in call `{}` already", device(at), call(of))
            }
            Refusal::OwnDevice(at) => format!("`{}` cannot call itself", device(at)),
            Refusal::SecondCall(at) => format!("`{}` has a call", device(at)),
            Refusal::NotParked(of) => format!("call `{}` is not parked", call(of)),
            Refusal::NotRecording(of) => format!("call `{}` is not recorded", call(of)),
            Refusal::Recording(of) => format!("call `{}` is recorded already", call(of)),
        }
    }

    fn agent_word(&self, agent: AgentId) -> &str {
        &self.roster.agent(agent).login
    }

    fn device_word(&self, device: DeviceId) -> Arc<str> {
        let device = self.roster.device(device);
        device.name_in(device.domain().map_or("outside", AsRef::as_ref))
    }

    fn call_word(&self, call: CallId) -> String {
        self.book.name(call).unwrap_or_else(|| call.to_string())
    }
}
