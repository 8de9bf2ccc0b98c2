use ctimock_dialect::Context;
use ctimock_switch::{AgentId, Connection, ConnectionState, DeviceId};
use serde::Serialize;

use super::{
    clock,
    mode::Mode,
    reply::{Handled, Reply},
    server::Server,
};

/// The body of `client-state` (dossier §4.4).
#[derive(Debug, Serialize)]
struct ClientState<'a> {
    agent: AgentPart<'a>,
    extension: ExtensionPart<'a>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct AgentPart<'a> {
    agent_id: &'a str,
    extension_id: &'a str,
    agent_mode: &'static str,
    agent_name: &'a str,
    namespace: &'a str,
    /// Absent when idle: a client takes anything else for a call.
    #[serde(skip_serializing_if = "Option::is_none")]
    active_call: Option<ActiveCall>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct ActiveCall {
    call_id: String,
    /// The same pair that the agent was told in events.
    ani: String,
    dnis: String,
    state: &'static str,
    direction: &'static str,
    other_side: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    ring_time: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    answer_time: Option<String>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct ExtensionPart<'a> {
    extension_id: &'a str,
    namespace: &'a str,
    registered: bool,
}

impl Server {
    /// Returns what a client that was reloaded or reconnected needs to go on.
    pub(super) fn client_state(&self, cx: &Context<'_>, agent_id: AgentId) -> Handled {
        let agent = self.roster.agent(agent_id);
        let state = cx.switch().agent(agent_id);
        let seat = state.and_then(|state| state.device);
        let device = seat.unwrap_or(agent.home);
        let extension = self.roster.device(device).name_in(&agent.domain);
        let mode = state.map_or(Mode::Logout, |state| state.state.into());
        Ok(Reply::json(&ClientState {
            agent: AgentPart {
                agent_id: &agent.login,
                extension_id: &extension,
                agent_mode: mode.word(),
                agent_name: &agent.name,
                namespace: &agent.domain,
                active_call: seat.and_then(|device| self.active_call(cx, device)),
            },
            extension: ExtensionPart {
                extension_id: &extension,
                namespace: &agent.domain,
                registered: cx.switch().device(device).is_some_and(|it| it.registered),
            },
        }))
    }

    /// Returns the call that a device is in; of several the one that is not held.
    fn active_call(&self, cx: &Context<'_>, device: DeviceId) -> Option<ActiveCall> {
        let held = |call: &&ctimock_switch::Call| {
            let connection = call.connection(device);
            connection.is_some_and(|it| it.state == ConnectionState::Held)
        };
        let call = cx.switch().calls_of(device).min_by_key(held)?;
        let connection = call.connection(device)?;
        let record = self.book.call(call.id)?;
        let own = self.roster.device(device).name_in(&record.domain);
        let (ani, dnis) = record.pair(device, &own);
        let (direction, other_side) = if device == record.origin {
            ("Out", &dnis)
        } else {
            ("In", &ani)
        };
        Some(ActiveCall {
            call_id: record.name.to_string(),
            state: match connection.state {
                // The client's list has no word for waiting in a queue.
                ConnectionState::Queued(_) => "Initiate",
                _ => leg_state(connection, record.rang.is_some()),
            },
            direction,
            other_side: other_side.to_string(),
            ring_time: record.rang.map(clock::stamp),
            answer_time: record.answered.map(clock::stamp),
            ani: ani.to_string(),
            dnis: dnis.to_string(),
        })
    }
}

/// Returns the vendor's word for a leg. An originator who hears it ring is `Alerting`: with `Initiate`
/// a client recovers nothing at all (dossier §5).
pub(super) const fn leg_state(connection: &Connection, rang: bool) -> &'static str {
    match connection.state {
        ConnectionState::Initiated if rang => "Alerting",
        ConnectionState::Initiated => "Initiate",
        ConnectionState::Alerting { .. } => "Alerting",
        ConnectionState::Connected => "Connect",
        ConnectionState::Held => "Hold",
        ConnectionState::Queued(_) => "Queued",
        ConnectionState::Failed(_) => "Fail",
    }
}
