use serde_json::{Map, Value};

use super::{
    legs::{Call, LegState},
    model::field,
};

/// The body of `GET client-state`, as far as it is read (dossier §4.4).
#[derive(Clone, Copy, Debug)]
pub(super) struct ClientState<'a> {
    agent: &'a Map<String, Value>,
    extension: Option<&'a Value>,
}

impl<'a> ClientState<'a> {
    /// Returns the state if the body has an agent.
    pub(super) fn read(body: &'a Value) -> Option<Self> {
        Some(Self {
            agent: body.get("agent")?.as_object()?,
            extension: body
                .get("extension")
                .filter(|extension| is_truthy(extension)),
        })
    }

    /// Returns whether an extension belongs to it.
    pub(super) fn has_extension(&self) -> bool {
        self.extension.is_some()
    }

    /// Returns a text of the agent; `""` if there is none.
    pub(super) fn agent(&self, name: &str) -> &'a str {
        field(self.agent, name)
    }

    /// Returns the call that the agent is in.
    pub(super) fn active_call(&self) -> Option<ActiveCall<'a>> {
        let call = self.agent.get("activeCall")?.as_object()?;
        Some(ActiveCall(call))
    }
}

/// The call of a client-state.
#[derive(Clone, Copy, Debug)]
pub(super) struct ActiveCall<'a>(&'a Map<String, Value>);

impl<'a> ActiveCall<'a> {
    /// Returns a text; `""` if there is none.
    pub(super) fn text(&self, name: &str) -> &'a str {
        field(self.0, name)
    }

    /// Returns what the page remembers of it.
    pub(super) fn to_call(self) -> Call {
        let (ani, dnis) = (self.text("ani"), self.text("dnis"));
        let mut call = Call::new(LegState::Delivered, ani, dnis, self.text("ringTime"));
        call.established = Some(self.text("answerTime").to_owned()).filter(|at| !at.is_empty());
        call
    }

    /// Returns the state of its legs, if the switch's word says one.
    pub(super) fn leg_state(&self) -> Option<LegState> {
        LegState::from_switch(self.text("state"))
    }
}

fn is_truthy(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => false,
        Value::String(text) => !text.is_empty(),
        Value::Number(number) => number.as_f64() != Some(0.0),
        Value::Bool(true) | Value::Array(_) | Value::Object(_) => true,
    }
}
