use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet, renderer::DecorStyle};

use crate::{Diagnostic, Place};

/// Whether text for people has colours.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Colour {
    /// Plain text.
    Never,
    /// ANSI colours; nothing is said by colour alone.
    Always,
}

/// Returns diagnostics as a person reads them.
pub(crate) fn render(diagnostics: &[Diagnostic], colour: Colour) -> String {
    let renderer = match colour {
        Colour::Never => Renderer::plain(),
        Colour::Always => Renderer::styled(),
    }
    .decor_style(DecorStyle::Ascii)
    .term_width(WIDTH);
    let mut text = String::new();
    for diagnostic in diagnostics {
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(&render_one(diagnostic, &renderer));
        text.push('\n');
    }
    text
}

fn render_one(diagnostic: &Diagnostic, renderer: &Renderer) -> String {
    let title = Level::ERROR
        .primary_title(diagnostic.title.as_str())
        .id(diagnostic.code);
    let path = |place: &Place| place.file.path.display().to_string();
    let mut group = Group::with_title(title);
    if let Some(place) = &diagnostic.place {
        let mut snippet = Snippet::source(place.file.text.as_str())
            .path(path(place))
            .annotation(
                AnnotationKind::Primary
                    .span(first_line(place))
                    .label(diagnostic.label.as_str()),
            );
        let mut elsewhere = None;
        if let Some((related, label)) = &diagnostic.related {
            let annotation = |place| {
                AnnotationKind::Context
                    .span(first_line(place))
                    .label(label.as_str())
            };
            if related.file == place.file {
                snippet = snippet.annotation(annotation(related));
            } else {
                elsewhere = Some(
                    Snippet::source(related.file.text.as_str())
                        .path(path(related))
                        .annotation(annotation(related)),
                );
            }
        }
        group = group.element(snippet);
        if let Some(snippet) = elsewhere {
            group = group.element(snippet);
        }
    }
    if let Some(note) = &diagnostic.note {
        group = group.element(Level::NOTE.message(note.as_str()));
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    renderer.render(&[group])
}

/// Cuts a span that goes over several lines down to its first one: what is wrong begins there, and the
/// rest would push it off the screen.
fn first_line(place: &Place) -> std::ops::Range<usize> {
    let text = &place.file.text;
    let start = floor(text, place.span.start);
    let end = floor(text, place.span.end.max(start));
    let line = text[start..end].find(['\r', '\n']);
    start..line.map_or(end, |length| start + length)
}

fn floor(text: &str, at: usize) -> usize {
    text.floor_char_boundary(at)
}

/// Wide enough for the lines that people write; longer ones are cut by the renderer.
const WIDTH: usize = 140;
