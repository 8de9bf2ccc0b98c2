use std::time::Duration;

use crate::{Cause, Media, PendingState, Target};

/// What a simulated party does by itself: rules in order, each fired by a trigger after a time. Actions
/// are the services that every other party has, so a plan can never do what the switch forbids: what
/// is refused when it is due does not happen.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Plan {
    /// The rules. Several with the same trigger all fire, in order.
    pub rules: Vec<Rule>,
}

/// One rule of a plan.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Rule {
    /// What starts it.
    pub trigger: Trigger,
    /// How long after the trigger it acts.
    pub after: Duration,
    /// What the party does.
    pub action: Action,
}

/// What starts a rule.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Trigger {
    /// A call is offered to the device.
    Offered,
    /// The device's connection became connected.
    Connected,
    /// The device's connection ended.
    Cleared,
}

/// What a party with a plan does.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Action {
    /// Takes the call.
    Answer,
    /// Lets it ring, then declines with this cause.
    Reject(Cause),
    /// Never rings: the call fails with this cause (engaged, unreachable, invalid) after the rule's
    /// time, during which the caller is still dialling. Only for `Offered`.
    Fail(Cause),
    /// Hangs up.
    HangUp,
    /// Puts the call on hold.
    Hold,
    /// Takes the held call back.
    Retrieve,
    /// Sends digits.
    SendDigits(String),
    /// Turns its microphone off or on.
    Mute(bool),
    /// Shows its screen, or stops to.
    Share(bool),
    /// Loses its media stream (`false`), or has it back.
    Stream(bool),
    /// Sends what rings elsewhere.
    Deflect(Target),
    /// Sends the other party to a third one (single step).
    Transfer(Target),
    /// Dials; for `Cleared`: calls back.
    MakeCall {
        /// Whom.
        to: Target,
        /// With what.
        media: Media,
    },
    /// The agent who is logged on there asks for a state.
    SetState(PendingState),
}
