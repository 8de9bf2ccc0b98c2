use ctimock_time::Time;
use serde::{Deserialize, Serialize};

use super::{alignment::AlignedRow, blame::Blame};

/// Why a case did not pass, for a reader who has ten seconds.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Explanation {
    /// What is wrong, one sentence: ``client `anna` was not told `established` within 3s ``.
    pub title: String,
    /// Whose fault it is.
    pub blame: Blame,
    /// Why it is theirs: what the mock did and what the client made of it.
    pub because: String,
    /// When it was found, in microseconds of scenario time.
    pub at_us: u64,
    /// Where in the YAML it says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub excerpt: Option<Excerpt>,
    /// Expected against observed, aligned.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub alignment: Vec<AlignedRow>,
    /// What else helps: the nearest candidate for what is missing, a fault that took it, a hint.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
}

impl Explanation {
    /// Returns when it was found.
    #[must_use]
    pub fn at(&self) -> Time {
        Time::from_micros(self.at_us)
    }
}

/// Lines of a scenario file round a place.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Excerpt {
    /// The file.
    pub file: String,
    /// The line of the place, from 1.
    pub line: usize,
    /// Its column, from 1, in characters.
    pub column: usize,
    /// How many characters of that line are meant.
    pub width: usize,
    /// The lines.
    pub lines: Vec<ExcerptLine>,
    /// What stands at the place.
    pub label: String,
}

/// A line of an excerpt.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ExcerptLine {
    /// Its number, from 1.
    pub number: usize,
    /// Its text.
    pub text: String,
}
