use serde::{Deserialize, Serialize};
use serde_json::Value;

/// What went between the people of a case, in order: the data of a ladder diagram.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Ladder {
    /// The vertical lines, from left to right: clients, the vendor, parties.
    pub lanes: Vec<Lane>,
    /// What happened, from top to bottom.
    pub rungs: Vec<Rung>,
}

/// A vertical line.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Lane {
    /// Its name: a client's or party's name of the scenario, or the vendor's word.
    pub name: String,
}

/// Something that happened.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Rung {
    /// When, in microseconds of scenario time.
    pub at_us: u64,
    /// The lane that it starts at.
    pub from: usize,
    /// The lane that it ends at; the same for what happens in one place.
    pub to: usize,
    /// What kind of thing it is.
    pub arrow: Arrow,
    /// In a few words: `POST agentState`, `204`, `delivered`.
    pub label: String,
    /// Its content, if it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<Value>,
    /// A difference was found here.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub marked: bool,
}

/// What kind of thing a rung is.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Arrow {
    /// A request.
    Request,
    /// Its answer.
    Response,
    /// A message on a socket.
    Message,
    /// What the client told its app.
    Event,
    /// A method that the scenario called, or its result.
    Call,
    /// A party's act.
    Act,
    /// A fault.
    Fault,
    /// A socket opened or closed.
    Socket,
}
