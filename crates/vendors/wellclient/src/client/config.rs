use std::time::Duration;

use serde_json::{Map, Value};

use super::{page::Behaviour, preset::preset};

/// The version that is written after.
pub(super) const VERSION: &str = "1.3.7";

/// The SDK's configuration object, as far as it makes a difference without a page (dossier §2).
#[derive(Clone, Debug)]
pub(super) struct Config {
    env_name: String,
    /// The path of the TPI login.
    pub(super) login_path: String,
    /// What stands before REST and WebSocket paths.
    pub(super) sdk_path: String,
    /// Whether a call that rings at a recovery is answered.
    pub(super) auto_answer: bool,
    /// Whether troubles at the login are shown in a window.
    pub(super) use_error_alert: bool,
    /// Whether the log says what the SDK does.
    pub(super) debug: bool,
    /// Whether the log goes to a server: there is a `logPrefix`, and `sendLog` is set.
    pub(super) remote_log: bool,
    use_ws_log: bool,
    click_call_class: String,
    hide_button: Value,
    /// Between two agent heartbeats.
    pub(super) heartbeat: Duration,
    /// Before a lost socket is opened again.
    pub(super) reconnect_after: Duration,
    /// How often in a row.
    pub(super) max_reconnects: u32,
}

impl Default for Config {
    /// The environment without a preset is the plain-http one, which answers nothing by itself.
    fn default() -> Self {
        Self {
            env_name: "AWS-PRO".into(),
            login_path: "/login".into(),
            sdk_path: String::new(),
            auto_answer: false,
            use_error_alert: true,
            debug: false,
            remote_log: false,
            use_ws_log: false,
            click_call_class: "well-canBeCalled".into(),
            hide_button: Value::Array(Vec::new()),
            heartbeat: Duration::from_secs(60),
            reconnect_after: Duration::from_secs(3),
            max_reconnects: 30,
        }
    }
}

impl Config {
    /// Takes what a page may write into the live object of `getConfig`.
    ///
    /// # Errors
    /// The first option whose value cannot be meant.
    pub(super) fn adjust(&mut self, options: &Map<String, Value>) -> Result<(), String> {
        for (name, value) in options {
            let taken = match name.as_str() {
                "loginPath" => text(value).map(|path| self.login_path = path),
                "sdkPath" => text(value).map(|path| self.sdk_path = path),
                "autoAnswer" => value.as_bool().map(|on| self.auto_answer = on),
                "heartbeatLength" => value
                    .as_u64()
                    .filter(|millis| *millis > 0)
                    .map(|millis| self.heartbeat = Duration::from_millis(millis)),
                "timeout" => value
                    .as_u64()
                    .map(|secs| self.reconnect_after = Duration::from_secs(secs)),
                "maxReconnectTimes" => value
                    .as_u64()
                    .and_then(|times| u32::try_from(times).ok())
                    .map(|times| self.max_reconnects = times),
                _ => Some(()),
            };
            taken.ok_or_else(|| format!("option `{name}` cannot be `{value}`"))?;
        }
        Ok(())
    }

    /// Performs `setConfig`. 1.3.7 honours some keys, and some of those in one direction only.
    pub(super) fn set(&mut self, conf: &Map<String, Value>, behaviour: Behaviour) {
        let one_way =
            |wanted: bool| move |on: &bool| behaviour == Behaviour::Manual || *on == wanted;
        let flag = |name: &str| conf.get(name).and_then(Value::as_bool);
        if let Some(on) = flag("debug").filter(one_way(false)) {
            self.debug = on;
        }
        if let Some(on) = flag("useErrorAlert").filter(one_way(true)) {
            self.use_error_alert = on;
        }
        if let Some(on) = flag("useWsLog").filter(one_way(true)) {
            self.use_ws_log = on;
        }
        if let Some(on) = flag("autoAnswer").filter(one_way(true)) {
            self.auto_answer = on;
        }
        if let Some(class) = conf.get("clickCallClass").and_then(text) {
            self.click_call_class = class;
        }
        if let Some(ids) = conf.get("hideButton").filter(|ids| ids.is_array()) {
            self.hide_button = ids.clone();
        }
    }

    /// Returns the environment's name.
    pub(super) fn env_name(&self) -> &str {
        &self.env_name
    }

    /// Performs `useConfig`; hosts stay those of `connect`, an unknown name is ignored.
    pub(super) fn choose(&mut self, env_name: &str) {
        let Some(preset) = preset(env_name) else {
            return;
        };
        self.env_name = preset.name.into();
        self.login_path = preset.login_path.into();
        self.sdk_path = preset.sdk_path.into();
        self.auto_answer = preset.auto_answer;
    }

    /// Makes the defaults those of 1.3.7 where it differs from the manual (dossier §17).
    pub(super) fn suit(&mut self, behaviour: Behaviour) {
        self.use_error_alert = behaviour == Behaviour::Manual;
    }

    /// Returns what `getConfig` gives.
    pub(super) fn to_value(&self) -> Value {
        let fields: [(&str, Value); 13] = [
            ("version", VERSION.into()),
            ("ENV_NAME", self.env_name.as_str().into()),
            ("loginPath", self.login_path.as_str().into()),
            ("sdkPath", self.sdk_path.as_str().into()),
            ("autoAnswer", self.auto_answer.into()),
            ("useErrorAlert", self.use_error_alert.into()),
            ("debug", self.debug.into()),
            ("useWsLog", self.use_ws_log.into()),
            ("clickCallClass", self.click_call_class.as_str().into()),
            ("hideButton", self.hide_button.clone()),
            ("heartbeatLength", millis(self.heartbeat)),
            ("timeout", self.reconnect_after.as_secs().into()),
            ("maxReconnectTimes", self.max_reconnects.into()),
        ];
        fields
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value))
            .collect()
    }
}

fn millis(span: Duration) -> Value {
    u64::try_from(span.as_millis()).unwrap_or(u64::MAX).into()
}

fn text(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn after_set(behaviour: Behaviour) -> Value {
        let mut config = Config::default();
        let conf = json!({"autoAnswer": true, "useErrorAlert": false, "debug": true, "SDK": "x"});
        config.set(conf.as_object().unwrap(), behaviour);
        config.set(json!({"autoAnswer": false}).as_object().unwrap(), behaviour);
        let value = config.to_value();
        json!([
            value["autoAnswer"],
            value["useErrorAlert"],
            value["debug"],
            value["SDK"]
        ])
    }

    #[test]
    fn the_manual_honours_both_directions_of_a_flag_and_1_3_7_only_one() {
        assert_eq!(
            after_set(Behaviour::Manual),
            json!([false, false, true, null])
        );
        assert_eq!(
            after_set(Behaviour::Sdk137),
            json!([true, true, false, null])
        );
    }

    #[test]
    fn an_environment_brings_its_login_path_and_an_unknown_one_nothing() {
        let mut config = Config::default();

        config.choose("CMB-OFFICE");
        config.choose("CMB-PRD2");

        assert_eq!(config.login_path, "/api/security/loginTrusted");
        assert_eq!(config.to_value()["ENV_NAME"], "CMB-OFFICE");
    }

    #[test]
    fn an_option_that_cannot_be_meant_is_named() {
        for (value, shown) in [(json!("1m"), "\"1m\""), (json!(0), "0")] {
            let mut config = Config::default();
            let options = json!({"heartbeatLength": value});

            assert_eq!(
                config.adjust(options.as_object().unwrap()),
                Err(format!("option `heartbeatLength` cannot be `{shown}`"))
            );
        }
    }
}
