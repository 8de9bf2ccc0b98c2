//! The scenario language: YAML becomes a checked [`Scenario`], or [`Diagnostics`] with places.
//!
//! Everything that a file can get wrong is found here, all of it at once, before anything runs. The
//! crate opens no file: [`Files`] gives it the text. It plays nothing: that is the conductor's.

mod contracts;
mod control;
mod diagnostic;
mod diagnostics;
mod files;
mod load;
mod lower;
mod model;
mod read;
mod reference;
mod render;
mod schema;
#[cfg(test)]
mod tests;
mod words;

pub use contracts::Contracts;
pub use control::{StepNames, steps_from_json};
pub use diagnostic::Diagnostic;
pub use diagnostics::Diagnostics;
pub use files::{Files, FilesError};
pub use load::load;
pub use model::act::{Act, Word};
pub use model::call::{Call, Handle, Reply, RequestItem, RequestPattern, Sends};
pub use model::expect::{EventPattern, Expect, Item, Never, Others, Presence, Span};
pub use model::fault::{Fault, FaultKind, Occurrence, Times};
pub use model::pattern::{Kind, NumberRange, Pattern, PatternNode};
pub use model::place::{Place, SourceFile};
pub use model::scenario::{Row, Scenario};
pub use model::step::{Step, Verb};
pub use model::template::{Template, TemplateError};
pub use reference::reference;
pub use render::Colour;
pub use schema::json_schema;
