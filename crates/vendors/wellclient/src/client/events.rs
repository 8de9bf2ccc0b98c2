use ctimock_time::Time;
use serde_json::{Map, Value};

use super::{legs::LegState, log::LogType, model::field, page::Behaviour, sdk::Sdk, timers::Timer};

/// The client's counters on the event stream.
#[derive(Debug, Default)]
pub(super) struct Stream {
    /// The preceding event's serial; survives reconnects.
    last_serial: Option<Value>,
    /// Counts the events of a connection: 1…999.
    brs: u16,
    /// When the last event was, by the server's clock.
    pub(super) last_time: String,
}

impl Stream {
    /// Starts counting anew on a fresh connection.
    pub(super) fn restart(&mut self) {
        self.brs = 0;
    }

    /// Takes an event, or returns `false`: its serial is that of the event before, so it is a
    /// repetition. For 1.3.7 two events without a serial are that too, even at the start.
    fn admit(&mut self, event: &mut Map<String, Value>, behaviour: Behaviour) -> bool {
        let serial = event.get("serial");
        let is_comparable = serial.is_some() || behaviour == Behaviour::Sdk137;
        if is_comparable && serial == self.last_serial.as_ref() {
            return false;
        }
        self.last_serial = event.get("serial").cloned();
        if let Some(serial) = self.last_serial.clone() {
            event.insert("lastEventSerial".into(), serial);
        }
        true
    }

    /// Numbers an event.
    fn count(&mut self, event: &mut Map<String, Value>) {
        field(event, "eventTime").clone_into(&mut self.last_time);
        self.brs = self.brs % 999 + 1;
        event.insert("brs".into(), self.brs.into());
    }
}

impl Sdk {
    /// Takes the body of a MESSAGE (dossier §6): first the SDK's own reaction, then the app. What is
    /// no JSON object is ignored.
    pub(super) fn on_message(&mut self, now: Time, body: &str) {
        let Ok(mut event) = serde_json::from_str::<Map<String, Value>>(body) else {
            return;
        };
        for diagnostics in ["params", "_type", "topics"] {
            event.shift_remove(diagnostics);
        }
        if !self.stream.admit(&mut event, self.page.behaviour) {
            self.note(now, LogType::Error, || "event repeat sent".to_owned());
            return;
        }
        self.deliver(now, event);
    }

    /// Hands an event on: first the SDK's own reaction, then the app.
    pub(super) fn deliver(&mut self, now: Time, mut event: Map<String, Value>) {
        self.stream.count(&mut event);
        let name = field(&event, "eventName").to_owned();
        self.allocated = name == "agentAllocated";
        if let Some(mode) = event.get("agentMode").and_then(Value::as_str) {
            mode.clone_into(&mut self.agent_mode);
        }
        if event.contains_key("callId") {
            self.dialling = None;
        }
        self.note(now, LogType::Log, || format!("{name} was told"));
        self.react(now, &name, &event);
        self.tell(name, event);
    }

    fn react(&mut self, now: Time, name: &str, event: &Map<String, Value>) {
        let own = &self.who.device;
        match name {
            "agentLoggedOn" => self.on_logged_on(now),
            "agentLoggedOff" if self.logged_in => self.on_logged_off(),
            "originated" => self.calls.originated(event),
            "delivered" => self.calls.delivered(event),
            "established" => self.calls.established(event),
            "held" => self.calls.own_leg(event, own, LegState::Held),
            "retrieved" => self.calls.own_leg(event, own, LegState::Connected),
            "transferred" => self.calls.transferred(event, own),
            "conferenced" => self.calls.conferenced(event, own),
            "connectionCleared" => {
                if let Some(call) = self.calls.cleared(event, own) {
                    self.trigger_cleared(&call, event);
                }
            }
            _ => {}
        }
    }

    fn on_logged_on(&mut self, now: Time) {
        self.logged_in = true;
        self.dialling = None;
        self.calls.clear();
        self.beat(now);
    }

    /// The prefix list and the cookie outlive the logout.
    fn on_logged_off(&mut self) {
        self.logged_in = false;
        self.calls.clear();
        self.session.clear();
        self.timers.clear(Timer::AgentHeartbeat);
        self.close_socket();
    }
}
