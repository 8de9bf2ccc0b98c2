//! The switch's events, for readers of the journal. Ids are the switch's own numbers.

use ctimock_switch::{AgentEvent, AgentState, By, CallEvent, ConnectionState, Event, Party, Role};
use serde_json::Value;

use super::json::{Fields, split_debug};

/// Puts an event's name and its particulars into an entry.
pub(super) fn put_event(fields: Fields, event: &Event) -> Fields {
    match event {
        Event::Agent(event) => put_agent_event(fields, event),
        Event::Call(event) => put_call_event(fields, event),
        Event::DeviceRegistered { device } => fields
            .with("event", "DeviceRegistered")
            .with("device", device.0),
        Event::DeviceUnregistered { device } => fields
            .with("event", "DeviceUnregistered")
            .with("device", device.0),
    }
}

fn put_agent_event(fields: Fields, event: &AgentEvent) -> Fields {
    match event {
        AgentEvent::LoggedOn {
            agent,
            device,
            state,
        } => fields
            .with("event", "AgentLoggedOn")
            .with("agent", agent.0)
            .with("device", device.0)
            .with("state", agent_state(*state)),
        AgentEvent::LoggedOff {
            agent,
            device,
            forced,
        } => fields
            .with("event", "AgentLoggedOff")
            .with("agent", agent.0)
            .with("device", device.0)
            .with("forced", *forced),
        AgentEvent::StateChanged {
            agent,
            device,
            from,
            to,
            reason,
        } => fields
            .with("event", "AgentStateChanged")
            .with("agent", agent.0)
            .with("device", device.0)
            .with("from", agent_state(*from))
            .with("to", agent_state(*to))
            .with("reason", reason.map(|reason| reason.0)),
    }
}

fn put_call_event(fields: Fields, event: &CallEvent) -> Fields {
    let (name, parameters) = split_debug(&event.kind);
    let parties: Vec<Value> = event.parties.iter().map(party).collect();
    let mut fields = fields
        .with("event", name)
        .with("call", event.call.0)
        .with("subject", event.subject.0)
        .with("from", event.from.map(connection))
        .with("to", event.to.map(connection))
        .with("cause", format!("{:?}", event.cause))
        .with(
            "by",
            match event.by {
                By::Device(device) => device.to_string(),
                By::System => "system".to_owned(),
            },
        )
        .with("parties", parties);
    if let Some(parameters) = parameters {
        fields = fields.with("parameters", parameters);
    }
    match event.consult_of {
        Some(held) => fields.with("consult_of", held.0),
        None => fields,
    }
}

fn party(party: &Party) -> Value {
    let role = match party.role {
        Role::Host => "host",
        Role::Peer => "peer",
        Role::Guest => "guest",
    };
    Fields::default()
        .with("device", party.device.0)
        .with("role", role)
        .with("state", party.state.map(connection))
        .into()
}

fn connection(state: ConnectionState) -> &'static str {
    match state {
        ConnectionState::Initiated => "initiated",
        ConnectionState::Alerting { .. } => "alerting",
        ConnectionState::Connected => "connected",
        ConnectionState::Held => "held",
        ConnectionState::Queued(_) => "queued",
        ConnectionState::Failed(_) => "failed",
    }
}

fn agent_state(state: AgentState) -> &'static str {
    match state {
        AgentState::LoggedOff => "logged_off",
        AgentState::NotReady(_) => "not_ready",
        AgentState::Ready => "ready",
        AgentState::Reserved { .. } => "reserved",
        AgentState::AfterWork { .. } => "after_work",
    }
}
