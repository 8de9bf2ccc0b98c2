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

const fn words<const N: usize, T>(table: &[(&'static str, T)]) -> [&'static str; N] {
    let mut words = [""; N];
    let mut at = 0;
    while at < N {
        words[at] = table[at].0;
        at += 1;
    }
    words
}
