use ctimock_dialect::Contract;
use ctimock_switch::{Cause, Unreachable};

/// Why a party declines, by its word in scenarios.
pub(crate) const CAUSES: &[(&str, Cause)] = &[
    ("normal", Cause::Normal),
    ("busy", Cause::Busy),
    ("no_answer", Cause::NoAnswer),
    ("rejected", Cause::Rejected),
    ("cancelled", Cause::Cancelled),
    ("invalid", Cause::Invalid),
    ("transferred", Cause::Transferred),
    ("forced", Cause::Forced),
    ("timed_out", Cause::TimedOut),
    ("lost", Cause::Lost),
];

/// The words of [`CAUSES`].
pub(crate) static CAUSE_WORDS: &[&str] = &words::<10, _>(CAUSES);

/// What keeps a party from being reached, by its word in scenarios.
pub(crate) const UNREACHABLE: &[(&str, Unreachable)] = &[
    ("absent", Unreachable::Absent),
    ("no_route", Unreachable::NoRoute),
    ("out_of_order", Unreachable::OutOfOrder),
    ("temporary", Unreachable::Temporary),
    ("network", Unreachable::Network),
    ("unallocated", Unreachable::Unallocated),
    ("no_response", Unreachable::NoResponse),
    ("interworking", Unreachable::Interworking),
    ("not_subscribed", Unreachable::NotSubscribed),
    ("recovery", Unreachable::Recovery),
    ("unknown", Unreachable::Unknown),
];

/// The words of [`UNREACHABLE`].
pub(crate) static UNREACHABLE_WORDS: &[&str] = &words::<11, _>(UNREACHABLE);

/// Returns the vendor's own words for some of these, each with the one that it stands for.
pub(crate) fn vendor_words<'c>(
    contract: &'c Contract,
    words: &'static [&'static str],
) -> impl Iterator<Item = (&'c str, &'static str)> {
    let tables = contract.values.values();
    tables
        .flat_map(|table| &table.words)
        .flat_map(move |(vendor_word, meaning)| {
            let stands_for = |word: &&&str| meaning.causes.iter().any(|cause| cause == **word);
            words
                .iter()
                .find(stands_for)
                .map(|word| (vendor_word.as_str(), *word))
        })
}

const fn words<const N: usize, T>(table: &[(&'static str, T)]) -> [&'static str; N] {
    let mut words = [""; N];
    let mut at = 0;
    while at < N {
        words[at] = table[at].0;
        at += 1;
    }
    words
}
