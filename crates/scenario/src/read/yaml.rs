//! The only file of this crate that knows the YAML reader.

use std::{fmt, ops::Range, sync::Arc};

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::Number;
use serde_yaml::{
    DuplicateKeyPolicy, Location, NonFiniteFloatPolicy, Options, Spanned, alias_limits, budget,
    budget::BudgetBreach, options,
};

use super::{build::Builder, node::Node};
use crate::SourceFile;

/// What is wrong with text that is no YAML, or too much of it.
pub(super) struct YamlError {
    /// What.
    pub(super) kind: YamlErrorKind,
    /// At which byte.
    pub(super) at: usize,
}

/// What is wrong with the text.
pub(super) enum YamlErrorKind {
    /// It is no YAML; why, in the reader's words.
    Syntax(String),
    /// A tag (`!word`) that means nothing here.
    Tag(String),
    /// An alias (`*word`) without its anchor.
    Alias,
    /// A key that is no text.
    Key,
    /// More than one document.
    Documents,
    /// Mappings and lists in one another, more than so many.
    Depth(usize),
    /// Aliases that repeat more than a file can want.
    Aliases,
    /// Another limit; which, in the reader's words.
    Limit(String),
}

/// Reads a file's text into a tree; an empty file is `null`.
pub(super) fn read(file: &Arc<SourceFile>) -> Result<Node, YamlError> {
    let tree: Spanned<Raw> = serde_yaml::from_str_with_options(&file.text, limits())
        .map_err(|error| describe(&error, &file.text))?;
    Ok(Builder { file }.node(tree).node)
}

fn limits() -> Options {
    options! {
        budget: budget! {
            max_depth: MAX_DEPTH,
            flow_nesting_limit: MAX_DEPTH,
            max_documents: 1,
            max_aliases: 1_000,
            max_anchors: 1_000,
        },
        alias_limits: alias_limits! {
            max_total_replayed_events: 20_000,
            max_replay_stack_depth: 8,
        },
        duplicate_keys: DuplicateKeyPolicy::PassThrough,
        leading_zero_numbers_as_strings: true,
        underscored_numbers_as_strings: true,
        strict_booleans: true,
        non_finite_float_policy: NonFiniteFloatPolicy::AsString,
        reject_unsupported_tags: true,
        with_snippet: false,
    }
}

fn describe(error: &serde_yaml::Error, text: &str) -> YamlError {
    use serde_yaml::Error as E;
    let mut innermost = error;
    while let E::AliasError { error, .. } | E::WithSnippet { error, .. } = innermost {
        innermost = error;
    }
    let kind = match innermost {
        E::Budget { breach, .. } => match breach {
            BudgetBreach::Depth { .. } => YamlErrorKind::Depth(MAX_DEPTH),
            BudgetBreach::Documents { .. } => YamlErrorKind::Documents,
            BudgetBreach::Aliases { .. }
            | BudgetBreach::Anchors { .. }
            | BudgetBreach::AliasAnchorRatio { .. } => YamlErrorKind::Aliases,
            other => YamlErrorKind::Limit(format!("{other:?}")),
        },
        E::MultipleDocuments { .. } => YamlErrorKind::Documents,
        E::AliasReplayLimitExceeded { .. }
        | E::AliasExpansionLimitExceeded { .. }
        | E::AliasReplayStackDepthExceeded { .. } => YamlErrorKind::Aliases,
        E::UnsupportedTag { tag, .. } => YamlErrorKind::Tag(tag.clone()),
        E::UnknownAnchor { .. } => YamlErrorKind::Alias,
        E::NullIntoString { .. } => YamlErrorKind::Key,
        other => syntax(&other.to_string()),
    };
    YamlError {
        kind,
        at: error
            .location()
            .map_or(0, |location| offset(&location, text)),
    }
}

/// Takes what the reader says apart: it appends the place, and knows some kinds by their words only.
fn syntax(message: &str) -> YamlErrorKind {
    let message = message.split(" at line ").next().unwrap_or(message);
    match message {
        "alias references unknown anchor" => YamlErrorKind::Alias,
        "expected string scalar" => YamlErrorKind::Key,
        message if message.contains("nesting limit") || message.contains("recursion limit") => {
            YamlErrorKind::Depth(MAX_DEPTH)
        }
        message => YamlErrorKind::Syntax(message.to_owned()),
    }
}

/// Returns the byte at which a location begins. Errors of the scanner know line and column only.
fn offset(location: &Location, text: &str) -> usize {
    if location.span().byte_offset().is_some() {
        return span(location, text).start;
    }
    let count = |number: u64| usize::try_from(number.saturating_sub(1)).unwrap_or(usize::MAX);
    let line_start = text
        .split_inclusive('\n')
        .take(count(location.line()))
        .map(str::len)
        .sum::<usize>();
    text[line_start..]
        .char_indices()
        .nth(count(location.column()))
        .map_or(text.len(), |(at, _)| line_start + at)
}

/// Returns the bytes of a location.
pub(super) fn span(location: &Location, text: &str) -> Range<usize> {
    let span = location.span();
    let byte = |at: Option<u64>| at.and_then(|at| usize::try_from(at).ok());
    let start = byte(span.byte_offset()).unwrap_or(0).min(text.len());
    let length = byte(span.byte_len()).unwrap_or(0);
    start..start.saturating_add(length).min(text.len())
}

/// Deeper than any scenario, and shallow enough for every stack.
const MAX_DEPTH: usize = 48;

/// A value as the YAML reader resolves it.
pub(super) enum Raw {
    Null,
    Bool(bool),
    Number(Number),
    Text(String),
    List(Vec<Located<Self>>),
    Map(Vec<(Located<String>, Located<Self>)>),
}

/// Something with its bytes in the file.
pub(super) type Located<T> = Spanned<T>;

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RawVisitor)
    }
}

struct RawVisitor;

impl<'de> Visitor<'de> for RawVisitor {
    type Value = Raw;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E: Error>(self) -> Result<Raw, E> {
        Ok(Raw::Null)
    }

    fn visit_none<E: Error>(self) -> Result<Raw, E> {
        Ok(Raw::Null)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Raw, E> {
        Ok(Raw::Bool(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Raw, E> {
        Ok(Raw::Number(value.into()))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Raw, E> {
        Ok(Raw::Number(value.into()))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Raw, E> {
        Ok(Number::from_f64(value).map_or_else(|| Raw::Text(value.to_string()), Raw::Number))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Raw, E> {
        Ok(Raw::Text(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Raw, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = access.next_element()? {
            items.push(item);
        }
        Ok(Raw::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Raw, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = access.next_entry()? {
            entries.push(entry);
        }
        Ok(Raw::Map(entries))
    }
}
