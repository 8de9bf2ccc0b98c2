use std::{sync::Arc, time::Duration};

use ctimock_dialect::{ProvisionError, Quirks, Variant, World};
use ctimock_stomp::{Config, HeartBeat};
use ctimock_switch::Settings;
use serde_json::Value;

use super::{
    problems::{Problem, Problems},
    span,
};

/// Everything about the server that a scenario can choose.
#[derive(Clone, Debug)]
pub(super) struct Options {
    pub(super) quirks: Chosen,
    pub(super) problems: Problems,
    /// How long an agent may be silent before being logged off; 3 min (dossier §12).
    pub(super) heartbeat_timeout: Duration,
    /// How many agents may be logged on at once (461).
    pub(super) max_agents: Option<usize>,
    pub(super) recording: Recording,
    /// How the broker treats its clients, shared by all sockets.
    pub(super) stomp: Arc<Config>,
}

/// The quirks of the contract, as they were chosen.
#[derive(Clone, Copy, Debug)]
pub(super) struct Chosen {
    pub(super) answer_order: AnswerOrder,
    pub(super) unanswered_clears: FarClear,
    pub(super) internal_clears: FarClear,
    pub(super) mode_in_call: ModeInCall,
    /// `localState` of `connectionCleared`.
    pub(super) cleared_state: &'static str,
    pub(super) consult_end: ConsultEnd,
    pub(super) single_step_transfer: SingleStepTransfer,
    /// Whether `retrieved` tells those of a held call that is merged that it is held no more.
    pub(super) merge_retrieves: bool,
    /// Whether who sends a call on hears its target ring.
    pub(super) single_step_delivered: bool,
    pub(super) early_login: EarlyLogin,
    pub(super) conference_ids: ConferenceIds,
}

/// What becomes of the events of a login before anybody listens (dossier §4.2).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum EarlyLogin {
    /// They wait a while.
    Deferred,
    Lost,
}

/// Which of its two calls' ids a conference has (dossier §10.11).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum ConferenceIds {
    /// That of the held call.
    Held,
    /// That of the consultation, as clients up to 4.3.1 expect.
    Consult,
}

/// Under which id the target of a single-step transfer is rung (dossier §10.7).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum SingleStepTransfer {
    SameId,
    Rename,
}

/// Who takes the held call back when a consultation ends (dossier §10.9).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum ConsultEnd {
    AutoRetrieve,
    ClientRetrieves,
}

/// Whether an answer leaves before the events that its request causes.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum AnswerOrder {
    AnswerFirst,
    EventsFirst,
}

/// Whether the end of the far leg is told after that of the own one.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum FarClear {
    Told,
    Untold,
}

/// What becomes of a change of mode during a call.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum ModeInCall {
    Pending,
    Refused,
}

/// When calls are recorded.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Recording {
    /// Every answered call, from its answer on (dossier §10.2).
    Always,
    /// When an agent asks for it.
    OnRequest,
    /// Never: requests get 466.
    Disabled,
}

impl Options {
    pub(super) fn new(variant: &Variant) -> Self {
        Self {
            quirks: Chosen::new(&variant.quirks),
            problems: Problems::new(&variant.problems),
            heartbeat_timeout: Duration::from_secs(180),
            max_agents: None,
            recording: Recording::Always,
            stomp: Arc::new(stomp(BEATS)),
        }
    }

    /// Takes over what a world's settings say.
    pub(super) fn read(&mut self, world: &World) -> Vec<ProvisionError> {
        let mut errors = Vec::new();
        // Without the header nobody beats, on either side.
        if self.problems.has(Problem::IdleCut) || self.problems.has(Problem::NoHeartBeatHeader) {
            self.stomp = Arc::new(stomp(HeartBeat::default()));
        }
        for (name, value) in &world.settings {
            if let Err(message) = self.set(name, value) {
                errors.push(ProvisionError {
                    path: format!("given.settings.{name}"),
                    message,
                });
            }
        }
        if self.problems.has(Problem::NoRecordings) {
            self.recording = Recording::Disabled;
        }
        if self.problems.has(Problem::PendingMode) {
            self.quirks.mode_in_call = ModeInCall::Pending;
        }
        if self.problems.has(Problem::Busy) {
            self.quirks.mode_in_call = ModeInCall::Refused;
        }
        errors
    }

    fn set(&mut self, name: &str, value: &Value) -> Result<(), String> {
        match name {
            // These two tune the switch; they are read here once more for their errors.
            "ring_timeout" => span::read(value).map(drop),
            "after_call" => after_call(value).map(drop),
            "heartbeat_timeout" => span::read(value).map(|span| self.heartbeat_timeout = span),
            "max_agents" => {
                let number = value
                    .as_u64()
                    .and_then(|number| usize::try_from(number).ok());
                let number = number.ok_or_else(|| wanted("a whole number", value))?;
                self.max_agents = Some(number);
                Ok(())
            }
            "recording" => recording(value).map(|recording| self.recording = recording),
            "stomp_heartbeat" => {
                let beats = value.as_str().and_then(HeartBeat::parse);
                let beats =
                    beats.ok_or_else(|| wanted("two numbers such as `10000,10000`", value))?;
                self.stomp = Arc::new(stomp(beats));
                Ok(())
            }
            _ => Err(format!("`{name}` is no setting of wellClient")),
        }
    }
}

/// Returns how a world tunes the switch. Errors in it are reported when the world is built.
pub(super) fn switch_settings(world: &World) -> Settings {
    let mut settings = Settings::default();
    if let Some(Ok(span)) = world.settings.get("ring_timeout").map(span::read) {
        settings.ring_timeout = Some(span);
    }
    if let Some(Ok(work)) = world.settings.get("after_call").map(after_call) {
        settings.after_work = work;
    }
    settings
}

impl Chosen {
    fn new(quirks: &Quirks) -> Self {
        let is = |name, value| quirks.value(name) == Some(value);
        let told = |untold| {
            if untold {
                FarClear::Untold
            } else {
                FarClear::Told
            }
        };
        Self {
            answer_order: if is("events_before_response", "true") {
                AnswerOrder::EventsFirst
            } else {
                AnswerOrder::AnswerFirst
            },
            unanswered_clears: told(is("unanswered_clears", "one")),
            internal_clears: told(is("internal_clears", "own")),
            mode_in_call: if is("mode_in_call", "refused") {
                ModeInCall::Refused
            } else {
                ModeInCall::Pending
            },
            cleared_state: if is("cleared_state", "Queued") {
                "Queued"
            } else {
                "Idle"
            },
            consult_end: if is("consult_end", "client_retrieves") {
                ConsultEnd::ClientRetrieves
            } else {
                ConsultEnd::AutoRetrieve
            },
            single_step_transfer: if is("single_step_transfer", "rename") {
                SingleStepTransfer::Rename
            } else {
                SingleStepTransfer::SameId
            },
            merge_retrieves: is("merge_retrieves", "true"),
            single_step_delivered: is("single_step_delivered", "true"),
            early_login: if is("early_login", "lost") {
                EarlyLogin::Lost
            } else {
                EarlyLogin::Deferred
            },
            conference_ids: if is("conference_ids", "consult") {
                ConferenceIds::Consult
            } else {
                ConferenceIds::Held
            },
        }
    }
}

/// What a broker behind RabbitMQ's relay says (dossier §5).
const BEATS: HeartBeat = HeartBeat {
    sends: 10_000,
    wants: 10_000,
};

fn stomp(heart_beat: HeartBeat) -> Config {
    Config {
        heart_beat,
        ..Config::default()
    }
}

/// After-call work: `none`, or how long it lasts unless the agent ends it.
fn after_call(value: &Value) -> Result<Option<Duration>, String> {
    match value.as_str() {
        Some("none") => Ok(None),
        Some(_) => span::read(value).map(Some),
        None => Err(wanted("`none` or a span such as `30s`", value)),
    }
}

fn recording(value: &Value) -> Result<Recording, String> {
    match (value.as_str(), value.as_bool()) {
        (Some("always" | "on"), _) | (_, Some(true)) => Ok(Recording::Always),
        (Some("on_request" | "off"), _) | (_, Some(false)) => Ok(Recording::OnRequest),
        (Some("disabled"), _) => Ok(Recording::Disabled),
        _ => Err(wanted("`on`, `off` or `disabled`", value)),
    }
}

fn wanted(wanted: &str, there: &Value) -> String {
    format!("wanted {wanted}, and there was `{there}`")
}
