use ctimock_protocol::{Invoke, InvokeId};
use ctimock_time::Time;
use http::Method;
use serde_json::Value;

use super::{
    answer::{Answer, Failure},
    args,
    awaits::Awaits,
    link::{After, Link},
    sdk::Sdk,
    who::Who,
};

/// What the page does when the agent is logged on already (dossier §4.2).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum LoginMode {
    /// Logs the old session off.
    Force,
    /// Asks the person.
    Ask,
    /// Gives up.
    Stop,
}

/// An `agentLogin` under way.
#[derive(Debug)]
pub(super) struct Login {
    id: InvokeId,
    pub(super) who: Who,
    mode: LoginMode,
    pub(super) agent_mode: String,
    /// What the TPI gave; kept once the login has succeeded.
    pub(super) session: String,
    evicted: bool,
    /// The person says OK once, then gives up.
    asked: bool,
}

impl Sdk {
    /// Performs `agentLogin` (dossier §4.1).
    pub(super) fn agent_login(&mut self, now: Time, invoke: &Invoke) {
        let identity = &self.page.identity;
        let given =
            |name: &str| args::text(&invoke.args, name).or_else(|| args::text(identity, name));
        let mode = match given("loginMode").as_deref() {
            None | Some("force") => LoginMode::Force,
            Some("ask") => LoginMode::Ask,
            Some(_) => LoginMode::Stop,
        };
        let agent_mode = given("agentMode").map_or_else(|| "NotReady".into(), |text| text.into());
        let who = Who::from_args(&invoke.args, identity);
        let login = Box::new(Login {
            id: invoke.id,
            who: who.clone(),
            mode,
            agent_mode,
            session: String::new(),
            evicted: false,
            asked: false,
        });
        self.tpi(now, &who, Awaits::Token(login));
    }

    /// Goes on with the socket. While another socket is open the login never settles.
    pub(super) fn on_token(&mut self, now: Time, mut login: Box<Login>, answer: Answer) {
        match token(answer) {
            Ok(session) => {
                if matches!(self.link, Link::Closed | Link::Lost) {
                    login.session = session;
                    self.who = login.who.clone();
                    self.reconnects = 0;
                    self.open_socket(now, After::Login(login));
                }
            }
            Err(failure) => self.settle(login.id, Err(failure.into_error())),
        }
    }

    /// Resolves the login, tries to evict the old session, or gives up.
    pub(super) fn on_logged_on_answer(&mut self, now: Time, login: Box<Login>, answer: Answer) {
        match answer {
            Ok(value) => {
                self.keep_session(login.session);
                let value = value.filter(|_| !login.evicted);
                self.settle(login.id, Ok(value));
                self.fetch_prefixes(now);
            }
            Err(failure) if matches!(failure.status, 454 | 455) => {
                self.on_taken(now, login, failure);
            }
            Err(failure) => self.give_up(now, &login, failure),
        }
    }

    /// Logs on again. If the old session cannot be logged off, the login never settles.
    pub(super) fn on_evicted(&mut self, now: Time, mut login: Box<Login>, answer: Answer) {
        if answer.is_ok() {
            login.evicted = true;
            self.log_on(now, login);
        }
    }

    /// Keeps a session, in memory and cookie.
    pub(super) fn keep_session(&mut self, session: String) {
        self.cookie.clone_from(&session);
        self.session = session;
    }

    /// Asks for the agent's dialling prefixes.
    pub(super) fn fetch_prefixes(&mut self, now: Time) {
        let path = format!(
            "/api/operation/operation/tenants/{}/agents/{}",
            self.who.domain, self.who.login_id
        );
        self.rest(now, Method::GET, &path, Vec::new(), Awaits::Prefixes);
    }

    /// Takes the prefixes, each once, in their order.
    pub(super) fn on_prefixes(&mut self, answer: Answer) {
        let Ok(Some(list)) = answer else { return };
        let Some(trunks) = list.get("agentTrunks").and_then(Value::as_array) else {
            return;
        };
        self.prefixes.clear();
        for trunk in trunks {
            if let Some(prefix) = trunk.get("scanPrefix").and_then(Value::as_str)
                && !self.prefixes.iter().any(|known| known == prefix)
            {
                self.prefixes.push(prefix.to_owned());
            }
        }
    }

    /// The second time, a forced login asks as well.
    fn on_taken(&mut self, now: Time, mut login: Box<Login>, failure: Failure) {
        let asks = login.mode == LoginMode::Ask || login.evicted;
        let go_on = match login.mode {
            LoginMode::Stop => false,
            LoginMode::Force | LoginMode::Ask => !asks || (self.page.confirm && !login.asked),
        };
        if !go_on {
            // Whoever has said no just now knows.
            let declines = asks && login.mode != LoginMode::Stop && !login.asked;
            if declines {
                self.end_login(&login, failure);
            } else {
                self.give_up(now, &login, failure);
            }
            return;
        }
        login.asked |= asks;
        if self.calls.is_empty() {
            self.evict(now, login);
        }
    }

    fn give_up(&mut self, now: Time, login: &Login, failure: Failure) {
        self.warn_of_login(now, &failure);
        self.end_login(login, failure);
    }

    fn end_login(&mut self, login: &Login, failure: Failure) {
        self.close_socket();
        self.settle(login.id, Err(failure.into_error()));
    }
}

/// Reads the session of a TPI answer.
pub(super) fn token(answer: Answer) -> Result<String, Failure> {
    let value = answer?;
    match value.as_ref().and_then(|value| value.get("sessionId")) {
        Some(Value::String(session)) => Ok(session.clone()),
        Some(other @ Value::Number(_)) => Ok(other.to_string()),
        _ => Err(Failure::unusable(value)),
    }
}
