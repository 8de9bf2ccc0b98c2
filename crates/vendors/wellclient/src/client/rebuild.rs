use ctimock_time::Time;
use http::Method;
use serde_json::{Map, Value};

use super::{
    answer::Answer,
    awaits::Awaits,
    client_state::{ActiveCall, ClientState},
    legs::LegState,
    sdk::Sdk,
};

/// Where the page asks what the server knows of it.
pub(super) const CLIENT_STATE: &str = "/api/csta/agent/client-state";

impl Sdk {
    /// Asks for the client-state after a reconnect.
    pub(super) fn ask_what_was_missed(&mut self, now: Time) {
        self.rest(now, Method::GET, CLIENT_STATE, Vec::new(), Awaits::Rebuild);
    }

    /// Rebuilds the call memory (dossier §5). A call that is still being dialled changes nothing, not
    /// even for the app.
    pub(super) fn on_rebuild(&mut self, answer: Answer) {
        let body = answer.ok().flatten();
        let Some(state) = body.as_ref().and_then(ClientState::read) else {
            self.trigger("wsReconnectSucceed", mode("Logout"));
            self.close_socket();
            return;
        };
        let mut fields = mode(state.agent("agentMode"));
        match state.active_call() {
            None => self.calls.clear(),
            Some(call) if call.text("state") == "Initiate" => return,
            Some(call) => {
                let legs = call.leg_state().unwrap_or(LegState::Delivered);
                self.calls
                    .restore(call.text("callId"), call.to_call(), legs);
                fields.insert("activeCall".into(), self.rebuilt(call));
            }
        }
        self.trigger("wsReconnectSucceed", fields);
    }

    fn rebuilt(&self, active: ActiveCall<'_>) -> Value {
        let mut fields = Map::new();
        for (name, from) in [
            ("callingDevice", "ani"),
            ("calledDevice", "dnis"),
            ("state", "state"),
            ("callId", "callId"),
            ("direction", "direction"),
        ] {
            fields.insert(name.into(), active.text(from).into());
        }
        if let Some(call) = self.calls.call(active.text("callId")) {
            if !call.created.is_empty() {
                fields.insert("createTimeId".into(), call.created.as_str().into());
            }
            if let Some(established) = &call.established {
                fields.insert("establishedTimeId".into(), established.as_str().into());
            }
        }
        Value::Object(fields)
    }
}

fn mode(mode: &str) -> Map<String, Value> {
    let mut fields = Map::new();
    fields.insert("agentMode".into(), mode.into());
    fields
}
