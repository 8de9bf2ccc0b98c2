//! Which documented words the passed cases of a suite asserted, and which none did.

mod documented;
mod outcome;
mod word;

pub use documented::{DocumentedWord, UncountedWords};
pub use outcome::{Coverage, KindCoverage};
pub use word::WordKind;
