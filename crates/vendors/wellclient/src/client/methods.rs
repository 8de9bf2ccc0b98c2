use ctimock_protocol::{CallError, CallErrorKind, Invoke};
use ctimock_time::Time;
use serde_json::{Map, Value, json};

use super::{args, config::VERSION, page::Behaviour, rest_table::row, sdk::Sdk};

impl Sdk {
    /// Performs a method of the vendor's API (dossier §14).
    pub(super) fn perform(&mut self, now: Time, invoke: &Invoke) {
        match invoke.method.as_str() {
            "agentLogin" => self.agent_login(now, invoke),
            "login" => self.login_of_old(now, invoke),
            "logout" => self.logout(now, invoke.id),
            "setAgentMode" => self.set_agent_mode(now, invoke),
            "makeCall" => self.make_call(now, invoke),
            "useConfig" => self.use_config(now, invoke),
            "deliverEvent" => {
                self.deliver_event(now, &invoke.args);
                self.settle(invoke.id, Ok(None));
            }
            "uploadLog" => self.upload_log(now, invoke),
            "heartbeat" => self.heartbeat(now, invoke.id),
            "checkRecoverStateAbility" => self.check_recover(now, invoke),
            name => match (row(name), self.at_once(invoke)) {
                (Some(row), _) => self.rest_method(now, row, invoke),
                (None, Some(result)) => self.settle(invoke.id, Ok(result)),
                (None, None) => self.settle(invoke.id, Err(unsupported(name))),
            },
        }
    }

    /// Performs the deprecated `login`, which calls the job number `number`, as the login that works:
    /// in 1.3.7 it loses the race against its own events (dossier §4.2).
    fn login_of_old(&mut self, now: Time, invoke: &Invoke) {
        let mut invoke = invoke.clone();
        if let Some(number) = invoke.args.shift_remove("number") {
            invoke.args.insert("jobNumber".into(), number);
        }
        self.agent_login(now, &invoke);
    }

    /// Performs `useConfig`, which asks the log server whether it wants logs.
    fn use_config(&mut self, now: Time, invoke: &Invoke) {
        let name = args::text(&invoke.args, "envName").unwrap_or_default();
        self.config.choose(&name);
        self.ask_log_server(now);
        self.settle(invoke.id, Ok(None));
    }

    /// Performs what needs no server. `None`: there is no such method.
    fn at_once(&mut self, invoke: &Invoke) -> Option<Option<Value>> {
        let args = &invoke.args;
        let result = match invoke.method.as_str() {
            "isLogined" => self.logged_in.into(),
            "getMyPrefix" => self.prefixes.clone().into(),
            "getCallMemory" => self.calls.to_value(),
            "getConfig" => self.config.to_value(),
            "getVersion" => VERSION.into(),
            "getSessionId" => self.session.as_str().into(),
            "getEnv" => self.env(),
            "getLog" => self.log_text().into(),
            "getWs" => json!({ "connected": self.link.is_subscribed() }),
            "isPhoneNumber" => {
                let number = args.get("phoneNumber").and_then(Value::as_str);
                is_phone_number(number.unwrap_or_default(), self.page.behaviour).into()
            }
            "setConfig" => {
                self.config.set(args, self.page.behaviour);
                return Some(None);
            }
            "setDebug" => {
                self.config.debug |= args.get("debug") == Some(&Value::Bool(true));
                return Some(None);
            }
            "onLog" => {
                self.log.is_heard = true;
                return Some(None);
            }
            "triggerInnerOn" => {
                self.trigger_inner_on(args);
                return Some(None);
            }
            "trigger" => {
                self.trigger_handler(args);
                return Some(None);
            }
            "setSessionId" => {
                let session = args::text(args, "sessionId").unwrap_or_default();
                self.keep_session(session.into_owned());
                return Some(None);
            }
            _ => return None,
        };
        Some(Some(result))
    }

    fn env(&self) -> Value {
        let fields = [
            ("loginId", self.who.login_id.as_str()),
            ("deviceId", &self.who.device),
            ("jobNumber", &self.who.job_number),
            ("ext", &self.who.ext),
            ("domain", &self.who.domain),
            ("agentMode", &self.agent_mode),
            ("sessionId", &self.session),
        ];
        let mut env: Map<String, Value> = fields
            .into_iter()
            .map(|(name, text)| (name.to_owned(), text.into()))
            .collect();
        env.insert("isLogined".into(), self.logged_in.into());
        Value::Object(env)
    }
}

/// The manual means digits, 1.3.7 takes any text that is not empty (dossier §17).
fn is_phone_number(number: &str, behaviour: Behaviour) -> bool {
    let digits = behaviour == Behaviour::Manual;
    !number.is_empty() && (!digits || number.bytes().all(|byte| byte.is_ascii_digit()))
}

fn unsupported(name: &str) -> CallError {
    CallError {
        kind: CallErrorKind::Unsupported,
        message: format!("the reference client of wellClient has no method `{name}`"),
        data: Value::Null,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_1_3_7_takes_any_text_for_a_telephone_number() {
        let check =
            |number| [Behaviour::Manual, Behaviour::Sdk137].map(|b| is_phone_number(number, b));

        assert_eq!(check("17602176375"), [true, true]);
        assert_eq!(check("anna"), [false, true]);
        assert_eq!(check(""), [false, false]);
    }
}
