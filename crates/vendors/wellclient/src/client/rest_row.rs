/// A method that is one request, as data (dossier §7).
#[derive(Clone, Copy, Debug)]
pub(super) struct Row {
    /// The vendor's name.
    pub(super) name: &'static str,
    /// The request's method.
    pub(super) verb: Verb,
    /// The request's path, in parts.
    pub(super) path: &'static [Part],
    /// The fields of the body; none is no body.
    pub(super) body: &'static [(&'static str, Field)],
    /// What a missing argument leads to.
    pub(super) missing: Missing,
}

/// A request's method.
#[derive(Clone, Copy, Debug)]
pub(super) enum Verb {
    /// `GET`.
    Get,
    /// `POST`.
    Post,
    /// `DELETE`.
    Delete,
}

/// A part of a path.
#[derive(Clone, Copy, Debug)]
pub(super) enum Part {
    /// As it stands.
    Text(&'static str),
    /// Where calls live.
    Calls,
    /// An argument.
    Arg(&'static str),
    /// An argument; without it the id of the only call in memory, without that nothing.
    CallOrOnly(&'static str),
    /// The device that logged in.
    OwnDevice,
}

/// A field's value in a body.
#[derive(Clone, Copy, Debug)]
pub(super) enum Field {
    /// As it stands.
    Text(&'static str),
    /// An argument, as text.
    Arg(&'static str),
    /// An argument with its default.
    ArgOr(&'static str, &'static str),
    /// An argument; the own job number by default.
    ArgOrJobNumber(&'static str),
    /// An argument as it is.
    Json(&'static str),
    /// An argument with `@` and the own domain.
    AtOwnDomain(&'static str),
    /// The device that logged in.
    OwnDevice,
    /// The own domain.
    OwnDomain,
}

/// What a missing argument leads to.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Missing {
    /// A rejection by the client itself.
    Refused,
    /// `undefined` instead of a promise: the supervisor's methods.
    Undefined,
}
