use std::fmt;

use serde_json::Value;

/// Where in a payload the comparison stands. Segments live on the stack, so that a match allocates
/// nothing.
#[derive(Clone, Copy, Debug)]
pub(super) enum Path<'a> {
    Root,
    Field(&'a Self, &'a str),
    Index(&'a Self, usize),
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Root => Ok(()),
            Self::Field(Self::Root, name) => write!(f, "{name}"),
            Self::Field(parent, name) => write!(f, "{parent}.{name}"),
            Self::Index(parent, index) => write!(f, "{parent}[{index}]"),
        }
    }
}

/// Returns what stands at a dotted path: `userData.data.originalANI`.
pub(crate) fn dig<'v>(value: &'v Value, path: &str) -> Option<&'v Value> {
    match value.get(path) {
        Some(found) => Some(found),
        None => path.split('.').try_fold(value, |at, name| at.get(name)),
    }
}
