use regex::Regex;
use serde_json::Value;

use crate::Place;

/// JSON that is expected, with its place.
#[derive(Clone, Debug)]
pub struct Pattern {
    /// Where it stands.
    pub place: Place,
    /// What it demands.
    pub node: PatternNode,
}

/// What a pattern demands.
#[derive(Clone, Debug)]
pub enum PatternNode {
    /// This value: a string, number, boolean or null. Numbers compare by value.
    Literal(Value),
    /// A value of this kind.
    Kind(Kind),
    /// Nothing: the field must not be there (JavaScript's `undefined`).
    Absent,
    /// A string that this expression, anchored at both ends, matches.
    Regex(Regex),
    /// A number in this range.
    Range(NumberRange),
    /// What the name is bound to; on first use whatever is there (which must be there).
    Bind(String),
    /// An array of this length.
    Array(Vec<Pattern>),
    /// An object with at least these fields, in the file's order.
    Object {
        /// The fields.
        fields: Vec<(String, Pattern)>,
        /// It has no others.
        closed: bool,
    },
}

/// A kind of value.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Kind {
    /// `<any>`: whatever is there, null included.
    Any,
    /// `<string>`.
    String,
    /// `<number>`.
    Number,
    /// `<boolean>`.
    Boolean,
    /// `<object>`.
    Object,
    /// `<array>`.
    Array,
    /// `<uuid>`: 8-4-4-4-12 hexadecimal digits, any case, any version.
    Uuid,
    /// `<timestamp>`: a date with a time, in ISO 8601 or with `.` or `/` between its parts, or a number
    /// of seconds or milliseconds since 1970.
    Timestamp,
}

/// A range of numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NumberRange {
    /// The lower bound and whether it belongs to the range.
    pub from: Option<(f64, bool)>,
    /// The upper bound and whether it belongs to the range.
    pub to: Option<(f64, bool)>,
}
