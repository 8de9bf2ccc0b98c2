use std::sync::Arc;

use ctimock_dialect::{ActionError, Context};
use ctimock_switch::AgentId;
use serde_json::{Map, Value};

use super::{actions::text, clock, serials::Stream, server::Server, wire};

impl Server {
    /// Sends an event as a scenario wrote it. Root fields that it does not give are filled in.
    pub(super) fn emit(
        &mut self,
        cx: &mut Context<'_>,
        agent: AgentId,
        params: &Map<String, Value>,
    ) -> Result<(), ActionError> {
        let word = text(params, "event")?;
        let Some(name) = EVENTS.into_iter().find(|known| *known == word) else {
            return Err(ActionError::Invalid(format!(
                "`event`: wellClient sends no `{word}`"
            )));
        };
        let fields = match params.get("fields") {
            None => Map::new(),
            Some(Value::Object(fields)) => fields.clone(),
            Some(other) => {
                let message = format!("`fields`: wanted an object, and there was `{other}`");
                return Err(ActionError::Invalid(message));
            }
        };
        let stream = match name.starts_with("agent") {
            true => Stream::Agent,
            false => Stream::Csta,
        };
        let Some(serial) = self.next_serial(agent, stream) else {
            return Ok(());
        };
        let mut event = self.root(cx, agent, name, stream, serial);
        event.extend(fields);
        let body: Arc<str> = wire::text(&event).into();
        self.deliver(cx, agent, name, body);
        Ok(())
    }

    fn root(
        &self,
        cx: &Context<'_>,
        agent: AgentId,
        name: &str,
        stream: Stream,
        serial: u64,
    ) -> Map<String, Value> {
        let account = self.roster.agent(agent);
        let seat = cx.switch().agent(agent).and_then(|agent| agent.device);
        let device = self.roster.device(seat.unwrap_or(account.home)).name_in("");
        let source = match stream {
            Stream::Agent => &account.login,
            Stream::Csta => &device,
        };
        let fields: [(&str, Value); 7] = [
            ("eventName", name.into()),
            ("eventSrc", (**source).into()),
            ("eventTime", clock::stamp(cx.wall()).into()),
            ("eventType", stream.word().into()),
            ("serial", serial.into()),
            ("namespace", (*account.domain).into()),
            ("srcDeviceId", (*device).into()),
        ];
        fields
            .map(|(name, value)| (name.to_owned(), value))
            .into_iter()
            .collect()
    }
}

/// Every event that the vendor sends (dossier §8).
pub(super) const EVENTS: [&str; 19] = [
    "agentLoggedOn",
    "agentReady",
    "agentNotReady",
    "agentAllocated",
    "agentWorkingAfterCall",
    "agentLoggedOff",
    "serviceInitiated",
    "originated",
    "delivered",
    "established",
    "held",
    "retrieved",
    "connectionCleared",
    "transferred",
    "conferenced",
    "recordStarted",
    "recordStopped",
    "failed",
    "ChannelStateChangedEvent",
];
