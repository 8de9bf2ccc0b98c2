use std::cmp::Ordering;

use ctimock_scenario::NumberRange;
use serde_json::Number;

/// Compares by value: `1` and `1.0` are the same number.
pub(super) fn compare(one: &Number, other: &Number) -> Option<Ordering> {
    match (integer(one), integer(other)) {
        (Some(one), Some(other)) => Some(one.cmp(&other)),
        _ => one.as_f64()?.partial_cmp(&other.as_f64()?),
    }
}

/// Returns whether a number lies in a range.
pub(super) fn lies_in(range: &NumberRange, number: &Number) -> bool {
    let Some(number) = number.as_f64() else {
        return false;
    };
    let above = range
        .from
        .is_none_or(|(bound, closed)| number > bound || (closed && number == bound));
    let below = range
        .to
        .is_none_or(|(bound, closed)| number < bound || (closed && number == bound));
    above && below
}

fn integer(number: &Number) -> Option<i128> {
    number
        .as_i64()
        .map(i128::from)
        .or_else(|| number.as_u64().map(i128::from))
}
