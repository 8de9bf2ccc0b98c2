use std::collections::{BTreeMap, VecDeque};

use bytes::Bytes;
use ctimock_protocol::{
    CallError, CallErrorKind, ClientOutput, Connect, Invoke, InvokeId, LocalClient, Outcome,
    SocketNews, TransportError,
};
use ctimock_time::{Deadline, Time};
use http::Response;
use serde_json::{Map, Value};

use super::{
    answer,
    awaits::Awaits,
    config::Config,
    events::Stream,
    link::{After, Link},
    log::{Log, LogType},
    model::Calls,
    page::Page,
    timers::{Timer, Timers},
    who::Who,
};

/// One page with the SDK in it.
#[derive(Debug, Default)]
pub(super) struct Sdk {
    pub(super) page: Page,
    /// Why no method can be performed.
    pub(super) fault: Option<String>,
    pub(super) config: Config,
    pub(super) who: Who,
    /// The session in memory; empty until a login has succeeded.
    pub(super) session: String,
    /// The session in the page's cookie; survives a reload.
    pub(super) cookie: String,
    /// Whether `agentLoggedOn` came and no `agentLoggedOff` since.
    pub(super) logged_in: bool,
    /// Whether the last event was `agentAllocated`.
    pub(super) allocated: bool,
    /// The agent's mode by the last event that had one.
    pub(super) agent_mode: String,
    pub(super) prefixes: Vec<String>,
    pub(super) calls: Calls,
    /// When the last `makeCall` was sent.
    pub(super) dialled: Option<Time>,
    /// The `makeCall` of whose call no event was told yet.
    pub(super) dialling: Option<InvokeId>,
    pub(super) stream: Stream,
    pub(super) log: Log,
    pub(super) link: Link,
    /// What is done when the pause after CONNECTED is over.
    pub(super) after: Option<After>,
    /// Reconnects since the last CONNECTED.
    pub(super) reconnects: u32,
    pub(super) timers: Timers,
    pub(super) exchanges: BTreeMap<u64, Awaits>,
    pub(super) last_number: u64,
    pub(super) outputs: VecDeque<ClientOutput>,
}

impl LocalClient for Sdk {
    fn handle_connect(&mut self, _: Time, connect: &Connect) {
        self.unload();
        let cookie = connect.options.get("sessionId").and_then(Value::as_str);
        let mut fresh = Self {
            cookie: cookie.map_or_else(|| std::mem::take(&mut self.cookie), str::to_owned),
            last_number: self.last_number,
            outputs: std::mem::take(&mut self.outputs),
            ..Self::default()
        };
        match Page::from_connect(connect) {
            Ok(page) => {
                fresh.config.suit(page.behaviour);
                fresh.config.remote_log = page.remote_log;
                fresh.page = page;
                fresh.fault = fresh.config.adjust(&connect.options).err();
            }
            Err(fault) => fresh.fault = Some(fault),
        }
        *self = fresh;
    }

    fn handle_invoke(&mut self, now: Time, invoke: &Invoke) {
        match &self.fault {
            Some(fault) => {
                let error = CallError {
                    kind: CallErrorKind::Errored,
                    message: fault.clone(),
                    data: Value::Null,
                };
                self.settle(invoke.id, Err(error));
            }
            None => self.perform(now, invoke),
        }
    }

    fn handle_response(
        &mut self,
        now: Time,
        request: u64,
        response: Result<Response<Bytes>, TransportError>,
    ) {
        if let Some(awaits) = self.exchanges.remove(&request) {
            self.on_answer(now, awaits, answer::read(response));
        }
    }

    fn handle_socket(&mut self, now: Time, socket: u64, news: SocketNews) {
        if self.link.socket() == Some(socket) {
            self.on_news(now, news);
        }
    }

    fn handle_timeout(&mut self, now: Time) {
        while let Some(timer) = self.timers.take_due(now) {
            match timer {
                Timer::StompPing => self.ping(now),
                Timer::StompCheck => self.check_silence(now),
                Timer::Reconnect => self.reconnect(now),
                Timer::Subscribed => self.go_on(now),
                Timer::AgentHeartbeat => self.beat(now),
            }
        }
    }

    fn poll_output(&mut self) -> Option<ClientOutput> {
        self.outputs.pop_front()
    }

    fn poll_timeout(&self) -> Option<Deadline> {
        self.timers.deadline()
    }
}

impl Sdk {
    /// Hands an answer to what waits for it; 426 renews the session first (dossier §3).
    pub(super) fn on_answer(&mut self, now: Time, awaits: Awaits, answer: answer::Answer) {
        self.warn(now, &awaits, &answer);
        let elsewhere = matches!(
            awaits,
            Awaits::Token(_) | Awaits::Relogin | Awaits::LogSwitch | Awaits::Logged
        );
        if !elsewhere && answer.as_ref().is_err_and(|failure| failure.status == 426) {
            self.relogin(now);
        }
        match awaits {
            Awaits::Token(login) => self.on_token(now, login, answer),
            Awaits::LoggedOn(login) => self.on_logged_on_answer(now, login, answer),
            Awaits::Evicted(login) => self.on_evicted(now, login, answer),
            Awaits::Method(id) => {
                if answer.is_err() {
                    self.dialling.take_if(|dialling| *dialling == id);
                }
                self.settle(id, answer.map_err(answer::Failure::into_error));
            }
            Awaits::Recovery(recovery) => self.on_recovery(now, *recovery, answer),
            Awaits::Rebuild => self.on_rebuild(answer),
            Awaits::Relogin => self.on_relogin(answer),
            Awaits::Prefixes => self.on_prefixes(answer),
            Awaits::LogSwitch => self.on_log_switch(&answer),
            Awaits::Logged => self.on_logged(&answer),
            Awaits::Nothing => {}
        }
    }

    /// Tells the person what only windows say: a refused login if `useErrorAlert` is set, and a quota
    /// that is used up (dossier §14).
    fn warn(&mut self, now: Time, awaits: &Awaits, answer: &answer::Answer) {
        let Err(failure) = answer else { return };
        let status = failure.status;
        if matches!(awaits, Awaits::Token(_)) {
            self.warn_of_login(now, failure);
        }
        if matches!(awaits, Awaits::Method(_)) && status == 465 {
            let text = "the quota of automatic outbound agents is used up";
            self.note(now, LogType::Alert, || text.to_owned());
        }
    }

    /// Tells the person of a refused login, if `useErrorAlert` is set.
    pub(super) fn warn_of_login(&mut self, now: Time, failure: &answer::Failure) {
        if self.config.use_error_alert {
            self.note(now, LogType::Alert, || {
                format!("the login failed: {}", failure.status)
            });
        }
    }

    /// Settles a method's promise.
    pub(super) fn settle(&mut self, id: InvokeId, outcome: Outcome) {
        self.outputs
            .push_back(ClientOutput::Returned { id, outcome });
    }

    /// Tells the app something.
    pub(super) fn tell(&mut self, name: String, data: Map<String, Value>) {
        let data = Value::Object(data);
        self.outputs.push_back(ClientOutput::Event { name, data });
    }

    /// Returns the next number of a request or socket.
    pub(super) fn number(&mut self) -> u64 {
        self.last_number += 1;
        self.last_number
    }
}
