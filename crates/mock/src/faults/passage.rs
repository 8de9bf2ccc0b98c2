use std::time::Duration;

use serde_json::Value;

use super::Subject;

/// What the faults made of one thing on its way.
#[derive(Debug)]
pub(crate) struct Passage {
    /// Each copy that goes on. None: it is lost.
    pub(crate) copies: Vec<Copy>,
    /// What is said instead of the vendor's own answer.
    pub(crate) refusal: Option<Refusal>,
    /// How the WebSockets concerned end.
    pub(crate) cut: Option<Cut>,
    /// What was taken, in order, for the journal.
    pub(crate) taken: Vec<Taken>,
}

/// One copy that goes on, after so long.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) struct Copy {
    pub(crate) after: Duration,
}

/// An answer that is not the vendor's.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Refusal {
    pub(crate) code: u16,
    pub(crate) body: Option<Value>,
}

/// How a WebSocket is ended.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Cut {
    pub(crate) code: u16,
    pub(crate) reason: String,
}

/// What a fault took and what became of it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Taken {
    pub(crate) kind: &'static str,
    pub(crate) on: String,
    pub(crate) effect: String,
}

impl Passage {
    pub(super) fn new() -> Self {
        Self {
            copies: vec![Copy::default()],
            refusal: None,
            cut: None,
            taken: Vec::new(),
        }
    }

    pub(super) fn note(&mut self, kind: &'static str, subject: &Subject<'_>, effect: String) {
        self.taken.push(Taken {
            kind,
            on: subject.shown().to_owned(),
            effect,
        });
    }
}
