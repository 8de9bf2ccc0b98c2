use super::{Phrase, Shape, Term, causes::CAUSE_WORDS};

/// What a party does at once.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum DeedWord {
    Calls,
    Answers,
    Rejects,
    Busy,
    HangsUp,
    SendsDigits,
    Holds,
    Retrieves,
    Transfers,
    Invites,
    Joins,
    Leaves,
    Shares,
    LosesStream,
    RegainsStream,
    Says,
    Accepts,
    Denies,
}

/// The words of `does`, with the parameters that stand beside them. The first one may also stand
/// directly behind the word: `does: { shares: on }`.
pub(crate) static DEEDS: &[Phrase<DeedWord>] = &[
    Phrase {
        word: DeedWord::Calls,
        name: "calls",
        summary: "calls somebody",
        terms: &[
            Term::new("to", Shape::Target, "whom: a name, a number, a queue"),
            Term::new(
                "media",
                Shape::Words(&["voice", "video", "im", "screen"]),
                "what the call carries (default: voice)",
            ),
            Term::new("data", Shape::Object, "what travels with the call"),
        ],
    },
    plain(DeedWord::Answers, "answers", "takes the ringing call"),
    Phrase {
        word: DeedWord::Rejects,
        name: "rejects",
        summary: "declines the ringing call",
        terms: &[Term::new(
            "cause",
            Shape::Causes(CAUSE_WORDS),
            "why (default: rejected)",
        )],
    },
    plain(DeedWord::Busy, "busy", "is engaged from here on"),
    plain(DeedWord::HangsUp, "hangs_up", "hangs up"),
    Phrase {
        word: DeedWord::SendsDigits,
        name: "sends_digits",
        summary: "sends digits",
        terms: &[Term::new("text", Shape::Text, "`0`–`9`, `*` and `#`")],
    },
    plain(DeedWord::Holds, "holds", "puts the call on hold"),
    plain(DeedWord::Retrieves, "retrieves", "takes the held call back"),
    Phrase {
        word: DeedWord::Transfers,
        name: "transfers",
        summary: "sends the other party elsewhere",
        terms: &[Term::new(
            "to",
            Shape::Target,
            "where: a name, a number, a queue",
        )],
    },
    Phrase {
        word: DeedWord::Invites,
        name: "invites",
        summary: "rings somebody into the call",
        terms: &[Term::new("who", Shape::Target, "whom: a name or a number")],
    },
    plain(DeedWord::Joins, "joins", "takes part in a meeting"),
    plain(DeedWord::Leaves, "leaves", "leaves a meeting that goes on"),
    Phrase {
        word: DeedWord::Shares,
        name: "shares",
        summary: "shares its screen, stops to, or fails to",
        terms: &[Term::new(
            "sharing",
            Shape::Words(&["on", "off", "fails"]),
            "what becomes of the screen",
        )],
    },
    plain(
        DeedWord::LosesStream,
        "loses_stream",
        "its media stream is lost",
    ),
    plain(
        DeedWord::RegainsStream,
        "regains_stream",
        "its media stream is back",
    ),
    Phrase {
        word: DeedWord::Says,
        name: "says",
        summary: "writes something",
        terms: &[Term::new("text", Shape::Text, "what")],
    },
    plain(DeedWord::Accepts, "accepts", "consents to what was asked"),
    plain(DeedWord::Denies, "denies", "refuses what was asked"),
];

const fn plain(word: DeedWord, name: &'static str, summary: &'static str) -> Phrase<DeedWord> {
    Phrase {
        word,
        name,
        summary,
        terms: &[],
    }
}
