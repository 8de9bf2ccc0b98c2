use ctimock_switch::{Cause, Media};
use serde_json::{Map, Value};

/// What a simulated person does (`party: carl` + `does:`). `W` is a word: text that is known, or in a
/// scenario perhaps a `$name`.
#[derive(Clone, Debug, PartialEq)]
pub enum Deed<W = String> {
    /// Calls somebody.
    Calls {
        /// A name, number, extension, identity or queue.
        to: W,
        /// What the call carries.
        media: Media,
        /// What travels with it.
        data: Map<String, Value>,
    },
    /// Takes the ringing call.
    Answers,
    /// Declines the ringing call.
    Rejects {
        /// Why.
        cause: Cause,
    },
    /// Is engaged from here on: calls to it fail.
    Busy,
    /// Hangs up.
    HangsUp,
    /// Sends digits.
    SendsDigits {
        /// `0`–`9`, `*`, `#`.
        text: W,
    },
    /// Puts the call on hold.
    Holds,
    /// Takes the held call back.
    Retrieves,
    /// Sends the other party elsewhere.
    Transfers {
        /// Where.
        to: W,
    },
    /// Rings somebody into the call.
    Invites {
        /// Whom.
        who: W,
    },
    /// Takes part in a meeting.
    Joins,
    /// Leaves a meeting that goes on.
    Leaves,
    /// Shows its screen, stops to, or fails to.
    Shares(Sharing),
    /// Its media stream is lost.
    LosesStream,
    /// Its media stream is back.
    RegainsStream,
    /// Writes something.
    Says {
        /// What.
        text: W,
    },
    /// Consents to what was asked.
    Accepts,
    /// Refuses what was asked.
    Denies,
}

/// What becomes of a shared screen.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Sharing {
    /// It is shown.
    On,
    /// It is not shown any more.
    Off,
    /// Showing it failed.
    Fails,
}

impl<W> Deed<W> {
    /// Returns the deed's word in scenarios and contracts: `calls`, `answers`, `hangs_up`…
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Calls { .. } => "calls",
            Self::Answers => "answers",
            Self::Rejects { .. } => "rejects",
            Self::Busy => "busy",
            Self::HangsUp => "hangs_up",
            Self::SendsDigits { .. } => "sends_digits",
            Self::Holds => "holds",
            Self::Retrieves => "retrieves",
            Self::Transfers { .. } => "transfers",
            Self::Invites { .. } => "invites",
            Self::Joins => "joins",
            Self::Leaves => "leaves",
            Self::Shares(_) => "shares",
            Self::LosesStream => "loses_stream",
            Self::RegainsStream => "regains_stream",
            Self::Says { .. } => "says",
            Self::Accepts => "accepts",
            Self::Denies => "denies",
        }
    }

    /// Replaces every word, for example a `$name` by what it is bound to.
    ///
    /// # Errors
    /// The first error of `resolve`.
    pub fn resolve<V, E>(self, mut resolve: impl FnMut(W) -> Result<V, E>) -> Result<Deed<V>, E> {
        Ok(match self {
            Self::Calls { to, media, data } => Deed::Calls {
                to: resolve(to)?,
                media,
                data,
            },
            Self::Answers => Deed::Answers,
            Self::Rejects { cause } => Deed::Rejects { cause },
            Self::Busy => Deed::Busy,
            Self::HangsUp => Deed::HangsUp,
            Self::SendsDigits { text } => Deed::SendsDigits {
                text: resolve(text)?,
            },
            Self::Holds => Deed::Holds,
            Self::Retrieves => Deed::Retrieves,
            Self::Transfers { to } => Deed::Transfers { to: resolve(to)? },
            Self::Invites { who } => Deed::Invites { who: resolve(who)? },
            Self::Joins => Deed::Joins,
            Self::Leaves => Deed::Leaves,
            Self::Shares(sharing) => Deed::Shares(sharing),
            Self::LosesStream => Deed::LosesStream,
            Self::RegainsStream => Deed::RegainsStream,
            Self::Says { text } => Deed::Says {
                text: resolve(text)?,
            },
            Self::Accepts => Deed::Accepts,
            Self::Denies => Deed::Denies,
        })
    }
}
