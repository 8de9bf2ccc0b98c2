use std::time::Duration;

use crate::{Pattern, Place, Template};

/// The name under which a started call is taken up later (`as: dial`).
pub type Handle = String;

/// A client calls a method of the vendor's API.
#[derive(Clone, Debug)]
pub struct Call {
    /// The scenario's name of the client.
    pub client: String,
    /// The vendor's name of the method.
    pub method: String,
    /// Its arguments, by parameter name; identity fields that the method takes are in already.
    pub args: Template,
    /// What it must come to. Unused when `handle` is set: the `result` step says it then.
    pub reply: Reply,
    /// By when it must have come to that (or, for `pending`, until when it must not settle).
    pub within: Duration,
    /// Go on at once; `result` takes it up.
    pub handle: Option<Handle>,
    /// What must go over the wire meanwhile.
    pub sends: Option<Sends>,
}

/// What a call must come to.
#[derive(Clone, Debug)]
pub enum Reply {
    /// Any success.
    Succeeds,
    /// A success with this result.
    Returns(Pattern),
    /// A refusal with this error.
    Fails(Pattern),
    /// Nothing: it must not settle.
    Pending,
}

/// Requests that a client must send during a call.
#[derive(Clone, Debug)]
pub struct Sends {
    /// In this order.
    pub items: Vec<RequestItem>,
    /// Others are forbidden.
    pub exactly: bool,
}

/// One request that must be sent.
#[derive(Clone, Debug)]
pub struct RequestItem {
    /// Where it stands.
    pub place: Place,
    /// What it must be.
    pub pattern: RequestPattern,
}

/// What a request must be.
#[derive(Clone, Debug)]
#[expect(
    clippy::large_enum_variant,
    reason = "a scenario has a handful of them, and they are read as they stand"
)]
pub enum RequestPattern {
    /// An operation of the contract, with a partial body.
    Operation {
        /// Its name.
        name: String,
        /// Its body.
        body: Pattern,
    },
    /// A raw request; what is absent is free.
    Raw {
        /// The verb.
        method: Option<Pattern>,
        /// The path, with its query.
        path: Option<Pattern>,
        /// Headers by lower-case name.
        headers: Option<Pattern>,
        /// The body: JSON if it parses, else its text.
        body: Option<Pattern>,
    },
}
