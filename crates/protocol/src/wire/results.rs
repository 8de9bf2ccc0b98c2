use ctimock_time::Time;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::Made;

/// The result of `initialize`.
#[derive(Clone, Debug, Deserialize, JsonSchema, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Initialized {
    /// What the client calls itself.
    pub name: String,
    /// Its version.
    pub version: String,
    /// The vendor's methods that it can perform; an empty list does not say.
    #[serde(default)]
    pub methods: Vec<String>,
    /// Which time its timers go by.
    #[serde(default)]
    pub clock: ClientClock,
    /// One process serves all clients of a scenario; else each has a process of its own.
    #[serde(default = "yes")]
    pub multiple_clients: bool,
    /// One process serves case after case; else each case gets a fresh one.
    #[serde(default = "yes")]
    pub reusable: bool,
    /// It counts what goes between its clients and the mock: `settle` tells it what was sent, and its
    /// answer what was made. For clients whose network lives outside of their event loop.
    #[serde(default)]
    pub counts: bool,
}

/// Which time a client's timers go by.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ClientClock {
    /// The one that `advance` sets.
    Virtual,
    /// It has no timers.
    None,
    /// The real one: its cases are played in real time.
    #[default]
    Real,
}

/// The result of `settle`.
#[derive(Clone, Debug, Deserialize, JsonSchema, PartialEq, Serialize)]
#[schemars(extend("required" = ["next"]))]
pub struct Settled {
    /// When the client's nearest timer is due, in milliseconds of scenario time; null if it has none.
    // serde takes a missing `Option` for null; the function keeps it wanted.
    #[serde(deserialize_with = "wanted")]
    pub next: Option<f64>,
    /// What the client has sent to the mock so far, if it counts: the runner waits until that has come.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub made: Option<Made>,
}

impl Initialized {
    /// Reads the result.
    ///
    /// # Errors
    /// What was wanted and what was there.
    pub fn read(result: Option<Value>) -> Result<Self, String> {
        read("initialize", result)
    }
}

impl Settled {
    /// Reads the result.
    ///
    /// # Errors
    /// What was wanted and what was there.
    pub fn read(result: Option<Value>) -> Result<Self, String> {
        let settled: Self = read("settle", result)?;
        match settled.next {
            Some(next) if !(0.0..=LATEST).contains(&next) => Err(format!(
                "the result of `settle`: `next` is wanted in milliseconds of scenario time, and there \
                 was {next}"
            )),
            _ => Ok(settled),
        }
    }

    /// Returns when the nearest timer is due.
    #[must_use]
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "`read` has seen that it is in range"
    )]
    pub fn due(&self) -> Option<Time> {
        self.next
            .map(|millis| Time::from_micros((millis * 1000.0).ceil() as u64))
    }
}

/// Ten thousand years: a timer that is set further ahead is a mistake.
const LATEST: f64 = 3.2e14;

fn read<R: for<'de> Deserialize<'de>>(method: &str, result: Option<Value>) -> Result<R, String> {
    let result = result.unwrap_or(Value::Null);
    serde_json::from_value(result).map_err(|error| format!("the result of `{method}`: {error}"))
}

fn wanted<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Option<f64>, D::Error> {
    Option::deserialize(from)
}

fn yes() -> bool {
    true
}
