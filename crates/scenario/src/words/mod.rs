//! Every word of the language, as data: lowering, the JSON Schema and the reference page read the same
//! tables.

mod causes;
mod deeds;
mod faults;
mod given;
mod items;
mod reactions;
mod term;
mod top;
mod verbs;

pub(crate) use causes::{CAUSE_WORDS, CAUSES, UNREACHABLE, UNREACHABLE_WORDS, vendor_words};
pub(crate) use deeds::{DEEDS, DeedWord};
pub(crate) use faults::{FAULTS, FaultWord, UNSIMULATED_FAULTS};
pub(crate) use given::{GIVEN, PARTY, PARTY_KINDS, QUEUE};
pub(crate) use items::{ITEMS, ItemWord, RAW_REQUEST};
pub(crate) use reactions::{AFTER_ANSWER, AfterAnswer, WHEN_CALLED, WhenCalled};
pub(crate) use term::{Phrase, Shape, Term};
pub(crate) use top::TOP;
pub(crate) use verbs::{VERBS, VerbWord, Where};
