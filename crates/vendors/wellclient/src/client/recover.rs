use ctimock_protocol::{CallError, CallErrorKind, Invoke, InvokeId};
use ctimock_time::Time;
use http::Method;
use serde_json::{Map, Value};

use super::{
    answer::Answer, awaits::Awaits, client_state::ClientState, legs::LegState, link::After,
    page::Behaviour, rebuild::CLIENT_STATE, sdk::Sdk, who::Who,
};

/// A `checkRecoverStateAbility` under way.
#[derive(Debug)]
pub(super) struct Recovery {
    id: InvokeId,
    who: Who,
}

/// An accepted recovery that waits for the socket: the client-state.
#[derive(Debug)]
pub(super) struct Recovered(Value);

impl Sdk {
    /// Performs `checkRecoverStateAbility` (dossier §4.4): without a cookie there is nothing to ask.
    pub(super) fn check_recover(&mut self, now: Time, invoke: &Invoke) {
        if self.cookie.is_empty() {
            let error = not_recoverable("there is no session in the cookie");
            return self.settle(invoke.id, Err(error));
        }
        let mut who = Who::from_args(&invoke.args, &self.page.identity);
        who.password.clear();
        let recovery = Recovery { id: invoke.id, who };
        let session = self.cookie.clone();
        let awaits = Awaits::Recovery(Box::new(recovery));
        self.rest_as(now, &session, Method::GET, CLIENT_STATE, Vec::new(), awaits);
    }

    /// Resolves at once if the server still knows this agent at this extension, then connects.
    pub(super) fn on_recovery(&mut self, now: Time, recovery: Recovery, answer: Answer) {
        let body = match answer {
            Ok(body) => body.unwrap_or_default(),
            Err(failure) => return self.settle(recovery.id, Err(failure.into_error())),
        };
        let known = ClientState::read(&body).is_some_and(|state| {
            state.has_extension()
                && state.agent("agentMode") != "Logout"
                && state.agent("agentId") == recovery.who.login_id
                && state.agent("extensionId") == recovery.who.device
        });
        if !known {
            let error = not_recoverable("the server knows no such agent at that extension");
            return self.settle(recovery.id, Err(error));
        }
        self.close_socket();
        self.who = recovery.who;
        self.session = self.cookie.clone();
        self.settle(recovery.id, Ok(Some(body.clone())));
        self.fetch_prefixes(now);
        self.open_socket(now, After::Recovery(Box::new(Recovered(body))));
    }

    /// Is logged on again, with the call that went on meanwhile; no `agentLoggedOn` comes.
    pub(super) fn resume(&mut self, now: Time, recovered: Recovered) {
        let Some(state) = ClientState::read(&recovered.0) else {
            return;
        };
        self.logged_in = true;
        state.agent("agentMode").clone_into(&mut self.agent_mode);
        self.calls.clear();
        self.beat(now);
        let mut fields = Map::new();
        for name in ["agentId", "extensionId", "agentMode", "agentName"] {
            fields.insert(name.into(), state.agent(name).into());
        }
        let call = state.active_call();
        if let Some(call) = call {
            let legs = call.leg_state();
            let id = call.text("callId");
            let model = legs.unwrap_or(LegState::Delivered);
            self.calls.restore(id, call.to_call(), model);
            let mut told = Map::new();
            told.insert("callId".into(), id.into());
            told.insert("callingDevice".into(), call.text("ani").into());
            told.insert("calledDevice".into(), call.text("dnis").into());
            told.insert("state".into(), event_of(legs).into());
            fields.insert("call".into(), Value::Object(told));
        }
        self.trigger("recoverStateSuccess", fields);
        if let Some(call) = call
            && self.config.auto_answer
            && (self.page.behaviour == Behaviour::Sdk137 || call.text("state") == "Alerting")
        {
            self.answer_unasked(now, call.text("callId"));
        }
    }
}

fn event_of(legs: Option<LegState>) -> &'static str {
    match legs {
        Some(LegState::Connected) => "established",
        Some(LegState::Delivered) => "delivered",
        Some(LegState::Held | LegState::Originated) | None => "",
    }
}

fn not_recoverable(message: &str) -> CallError {
    CallError {
        kind: CallErrorKind::Rejected,
        message: message.to_owned(),
        data: Value::Null,
    }
}
