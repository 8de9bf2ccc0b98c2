use std::sync::Arc;

use super::yaml::{YamlError, YamlErrorKind};
use crate::{Diagnostic, Place, SourceFile};

/// Says what is wrong with text that is no YAML, or too much of it.
pub(super) fn explain(error: YamlError, file: &Arc<SourceFile>) -> Diagnostic {
    let place = word_at(file, error.at);
    match error.kind {
        YamlErrorKind::Syntax(message) => {
            let help = layout_help(&place, &message).or_else(|| quote_help(&place));
            Diagnostic::at("yaml", &place, "the file is not valid YAML", message).maybe_help(help)
        }
        YamlErrorKind::Tag(tag) => Diagnostic::at(
            "yaml-tag",
            &tag_before(file, error.at),
            "YAML tags mean nothing in a scenario",
            format!("`{tag}` is read as a tag"),
        )
        .help("put text that starts with `!` in quotes"),
        YamlErrorKind::Alias => Diagnostic::at(
            "yaml-alias",
            &place,
            "an alias without its anchor",
            "`*` begins an alias, and no `&` of that name stands before",
        )
        .help("put text that starts with `*` in quotes"),
        YamlErrorKind::Key => Diagnostic::at(
            "yaml-key",
            &place,
            "a key that is no text",
            "a word should stand here",
        )
        .help("write `word: value`"),
        YamlErrorKind::Documents => Diagnostic::at(
            "yaml-documents",
            &place,
            "more than one document in a file",
            "the second begins here",
        )
        .help("a file is one scenario: give the second a file of its own"),
        YamlErrorKind::Depth(limit) => Diagnostic::at(
            "yaml-depth",
            &place,
            format!("nested more than {limit} deep"),
            "this is one level too many",
        )
        .help("no scenario needs as many: is a bracket left open?"),
        YamlErrorKind::Aliases => Diagnostic::at(
            "yaml-alias-bomb",
            &place,
            "aliases repeat more than a scenario can hold",
            "the limit is passed here",
        )
        .help("write out what is meant, or put it into a file and `include` it"),
        YamlErrorKind::Limit(limit) => Diagnostic::at(
            "yaml-limit",
            &place,
            "the file is larger than a scenario can be",
            limit,
        )
        .help("split it"),
    }
}

/// Returns the word that begins at a byte: up to the next space, or at least one character.
fn word_at(file: &Arc<SourceFile>, at: usize) -> Place {
    let start = file.text.floor_char_boundary(at);
    let rest = &file.text[start..];
    let end = rest
        .char_indices()
        .find(|(at, c)| *at > 0 && (c.is_whitespace() || matches!(c, ',' | '}' | ']')))
        .map_or(rest.len(), |(at, _)| at);
    Place {
        file: Arc::clone(file),
        span: start..start + end,
    }
}

/// Returns the tag that ends at a byte: the reader knows where its node begins.
fn tag_before(file: &Arc<SourceFile>, at: usize) -> Place {
    let before = &file.text[..file.text.floor_char_boundary(at)];
    word_at(file, before.rfind('!').unwrap_or(at))
}

fn on_line_of(place: &Place) -> &str {
    let text = &place.file.text;
    let start = text[..place.span.start].rfind('\n').map_or(0, |at| at + 1);
    let end = text[start..]
        .find('\n')
        .map_or(text.len(), |length| start + length);
    &text[start..end]
}

/// Whoever does not know YAML well stumbles over tabs and indentation, and the reader's words about them
/// are for those who do.
fn layout_help(place: &Place, message: &str) -> Option<String> {
    if message.starts_with("tabs disallowed") {
        return Some("indent with spaces".to_owned());
    }
    if message.contains("did not find expected '-' indicator") {
        return Some(
            "begin the line with `- `, or indent it as deep as the words of the step above"
                .to_owned(),
        );
    }
    let is_key = on_line_of(place)
        .trim_start()
        .split_once(':')
        .is_some_and(|(key, _)| {
            !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || c == '_')
        });
    let misplaced = message.starts_with("mapping values are not allowed");
    (misplaced && is_key)
        .then(|| "is the line indented as deep as the ones that it belongs to?".to_owned())
}

/// Text that starts with an indicator of YAML is the commonest mistake in patterns.
fn quote_help(place: &Place) -> Option<String> {
    let word = &place.file.text[place.span.clone()];
    if on_line_of(place).contains("${") {
        return Some("inside brackets `${…}` needs quotes: `\"${name}\"`".to_owned());
    }
    let indicator = word.chars().next()?;
    if indicator == ':' {
        return Some("is a bracket or a quote left open above?".to_owned());
    }
    "@`%>|&*!".contains(indicator).then(|| {
        format!(
            "put text that starts with `{indicator}` in quotes, such as `\"{}\"`",
            word.trim_end()
        )
    })
}
