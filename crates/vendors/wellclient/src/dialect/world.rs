use ctimock_dialect::Context;
use serde::Serialize;
use serde_json::Value;

use super::{call_events::call_type, client_state::leg_state, mode::Mode, server::Server};

/// The vendor's state (`GET world`, `state:`).
#[derive(Debug, Serialize)]
struct Shown {
    agents: Vec<ShownAgent>,
    calls: Vec<ShownCall>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct ShownAgent {
    agent_id: String,
    device_id: String,
    agent_mode: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pending_mode: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    extension_registered: bool,
    sessions: usize,
    sockets: usize,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct ShownCall {
    call_id: String,
    call_type: &'static str,
    calling_device: String,
    called_device: String,
    /// What parties dialled in it.
    #[serde(skip_serializing_if = "String::is_empty")]
    digits: String,
    connections: Vec<ShownConnection>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct ShownConnection {
    device_id: String,
    local_state: &'static str,
}

impl Server {
    /// Returns all agents in the world's order and all calls, oldest first.
    pub(super) fn show(&self, cx: &Context<'_>) -> Value {
        let shown = Shown {
            agents: self.shown_agents(cx),
            calls: self.shown_calls(cx),
        };
        serde_json::to_value(shown).expect("wire types have text keys and no failing fields")
    }

    fn shown_agents(&self, cx: &Context<'_>) -> Vec<ShownAgent> {
        let switch = cx.switch();
        let shown = |agent: &super::roster::Agent| {
            let state = switch.agent(agent.id)?;
            let device = state.device.unwrap_or(agent.home);
            let reason = match state.state {
                ctimock_switch::AgentState::NotReady(reason) => self.roster.reasons.text(reason),
                _ => None,
            };
            Some(ShownAgent {
                agent_id: agent.login.to_string(),
                device_id: self
                    .roster
                    .device(device)
                    .name_in(&agent.domain)
                    .to_string(),
                agent_mode: Mode::from(state.state).word(),
                pending_mode: state.pending.map(|pending| Mode::from(pending).word()),
                reason: reason.map(str::to_owned),
                extension_registered: switch.device(device).is_some_and(|it| it.registered),
                sessions: agent.sessions.len(),
                sockets: agent.sockets(),
            })
        };
        self.roster.agents().filter_map(shown).collect()
    }

    fn shown_calls(&self, cx: &Context<'_>) -> Vec<ShownCall> {
        let mut calls = Vec::new();
        for call in cx.switch().calls() {
            let Some(record) = self.book.call(call.id) else {
                continue;
            };
            let connections = call.connections.iter().map(|connection| ShownConnection {
                device_id: self
                    .name_for(record.origin, record, connection.device)
                    .to_string(),
                local_state: leg_state(connection, record.rang.is_some()),
            });
            calls.push(ShownCall {
                call_id: record.name.to_string(),
                call_type: call_type(record),
                calling_device: record.calling_name.to_string(),
                called_device: record.called_name.to_string(),
                digits: record.digits.clone(),
                connections: connections.collect(),
            });
        }
        calls
    }
}
