use std::collections::VecDeque;

use bytes::Bytes;
use ctimock_protocol::Invoke;
use ctimock_time::Time;
use http::{HeaderValue, Request, header};
use serde_json::{Value, json};

use super::{answer::Answer, awaits::Awaits, sdk::Sdk};

/// So many lines are kept.
const KEPT: usize = 1000;

/// In this environment `getLog` is empty (dossier §14).
const SILENT: &str = "CMB-PRO";

const TOKEN: &str = "token=welljoint";

/// What a line of the log is about, in the words of `onLog` (dossier §14).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum LogType {
    /// What the SDK does; written under `debug`.
    Log,
    /// What goes wrong.
    Error,
    /// What the person is told in a window.
    Alert,
}

impl LogType {
    const fn word(self) -> &'static str {
        match self {
            Self::Log => "log",
            Self::Error => "error",
            Self::Alert => "alert",
        }
    }
}

/// What the SDK wrote.
#[derive(Debug, Default)]
pub(super) struct Log {
    lines: VecDeque<String>,
    /// The page has an `onLog`.
    pub(super) is_heard: bool,
}

impl Sdk {
    /// Writes a line: for `getLog`, for the page's `onLog`, and to the log server if the page has one.
    pub(super) fn note(&mut self, now: Time, kind: LogType, content: impl FnOnce() -> String) {
        if kind == LogType::Log && !self.config.debug {
            return;
        }
        let content = content();
        if self.log.lines.len() == KEPT {
            self.log.lines.pop_front();
        }
        let line = format!("{} {content}", kind.word());
        self.log.lines.push_back(line);
        let entry = json!({ "type": kind.word(), "content": content });
        if self.config.remote_log {
            let text = entry.to_string();
            let request = Request::post(self.log_url("wellclient")).body(Bytes::from(text));
            self.put(now, request, Awaits::Logged);
        }
        if let (true, Value::Object(entry)) = (self.log.is_heard, entry) {
            self.tell("onLog".to_owned(), entry);
        }
    }

    /// Returns the log as one text.
    pub(super) fn log_text(&self) -> String {
        if self.config.env_name() == SILENT {
            return String::new();
        }
        let lines: Vec<&str> = self.log.lines.iter().map(String::as_str).collect();
        lines.join("\n")
    }

    /// Performs `uploadLog` (dossier §2).
    pub(super) fn upload_log(&mut self, now: Time, invoke: &Invoke) {
        let (http, path) = (&self.page.http, &self.config.sdk_path);
        let url = format!(
            "{http}{path}/client-log/upload?filename={}",
            self.log_name()
        );
        let request = Request::post(url)
            .header(header::CONTENT_TYPE, HeaderValue::from_static("text/xml"))
            .body(Bytes::from(self.log_text()));
        self.put(now, request, Awaits::Method(invoke.id));
    }

    /// Asks the log server, if the page has one, whether it wants logs (dossier §2).
    pub(super) fn ask_log_server(&mut self, now: Time) {
        if self.config.remote_log {
            let request = Request::get(self.log_url("conf")).body(Bytes::new());
            self.put(now, request, Awaits::LogSwitch);
        }
    }

    /// Anything but `yes` switches remote logging off.
    pub(super) fn on_log_switch(&mut self, answer: &Answer) {
        let said = answer.as_ref().err().map(super::answer::Failure::text);
        self.config.remote_log &= said == Some("yes");
    }

    /// A line that cannot be sent switches remote logging off; an empty 200 is one (dossier §3).
    pub(super) fn on_logged(&mut self, answer: &Answer) {
        self.config.remote_log &= answer.is_ok();
    }

    fn log_url(&self, what: &str) -> String {
        format!("{}/log/{what}?{TOKEN}", self.page.http)
    }

    /// Returns `{domain}w{number}w{MMDDHH}txt`, letters and digits only. This machine reads no clock:
    /// the time is that of the last event.
    fn log_name(&self) -> String {
        let digits = |range| self.stream.last_time.get(range).unwrap_or_default();
        let hour = [digits(5..7), digits(8..10), digits(11..13)].concat();
        let mut name = format!("{}w{}w{hour}txt", self.who.domain, self.who.job_number);
        name.retain(|character| character.is_ascii_alphanumeric());
        name
    }
}
