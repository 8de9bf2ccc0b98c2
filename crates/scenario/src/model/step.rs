use std::time::Duration;

use crate::{Act, Call, Expect, Handle, Never, Pattern, Place, Reply};

/// One step.
#[derive(Clone, Debug)]
pub struct Step {
    /// The whole step in its file.
    pub place: Place,
    /// What it does.
    pub verb: Verb,
}

/// What a step does.
#[derive(Clone, Debug)]
pub enum Verb {
    /// A client calls a method.
    Call(Box<Call>),
    /// A call that was started with `as` is taken up.
    Result {
        /// Which.
        handle: Handle,
        /// What it must come to.
        reply: Reply,
        /// By when, from the start of this step.
        within: Duration,
    },
    /// A client's app must have been told these events.
    Expect(Expect),
    /// A client's app must not be told these events.
    Never(Never),
    /// A party, the vendor or a fault acts on the mock.
    Act(Act),
    /// Scenario time passes.
    Wait(Duration),
    /// The mock's state must look so.
    State(Pattern),
    /// Steps that start at one instant: calls and acts only.
    Together(Vec<Step>),
}
