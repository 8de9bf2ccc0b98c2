use ctimock_conformance::{Coverage, DocumentedWord, UncountedWords, WordKind};

use crate::{
    Colour,
    text::{
        columns::{columns, pad, pad_left},
        page::Page,
        plain::plain,
        wrap::wrap,
    },
};

/// Returns a vendor's coverage for people, ending in a line: per kind, then the words that no passed case
/// asserts, each with its source, then what is not counted and why.
#[must_use]
pub fn coverage_text(coverage: &Coverage, width: usize) -> String {
    let mut page = Page::new(Colour::Off, width);
    let cases = count(coverage.passed, "passed case");
    page.line(&format!("{}: {cases}", coverage.vendor));
    page.blank();
    kinds(&mut page, coverage);
    if !coverage.missing.is_empty() {
        page.blank();
        page.line("not covered");
        missing(&mut page, &coverage.missing);
    }
    if !coverage.uncounted.is_empty() {
        page.blank();
        page.line("not counted");
        for words in &coverage.uncounted {
            uncounted(&mut page, words);
        }
    }
    page.blank();
    page.line(&format!(
        "{}: {} of {} documented words covered, {} %",
        coverage.vendor,
        coverage.covered(),
        coverage.total(),
        percent(coverage.covered(), coverage.total())
    ));
    page.into_text()
}

fn kinds(page: &mut Page, coverage: &Coverage) {
    for kind in &coverage.kinds {
        let covered = pad_left(&kind.covered.to_string(), 5);
        let total = pad_left(&kind.total.to_string(), 5);
        let percent = pad_left(&percent(kind.covered, kind.total).to_string(), 3);
        let name = pad(plural(kind.kind), 20);
        page.line(&format!("  {name}{covered} of{total}  {percent} %"));
    }
}

fn missing(page: &mut Page, words: &[DocumentedWord]) {
    let longest = words.iter().map(|word| columns(&word.name)).max();
    let wide = longest.unwrap_or_default().min(page.rest(2 + KIND) / 2);
    for word in words {
        let name = pad(&plain(&word.name), wide);
        let source = plain(&word.source);
        page.line(&format!("  {:KIND$}{name}  {source}", word.kind));
    }
}

fn uncounted(page: &mut Page, words: &UncountedWords) {
    let kind = match words.names.len() {
        1 => words.kind.to_string(),
        _ => plural(words.kind).to_owned(),
    };
    let reason = plain(&words.reason);
    page.line(&format!("  {} {kind}: {reason}", words.names.len()));
    let names = words.names.iter().map(|name| plain(name));
    let names: Vec<String> = names.map(|name| name.into_owned()).collect();
    for line in wrap(&names.join(", "), page.rest(4)) {
        page.line(&format!("    {line}"));
    }
}

/// Rounds down, so that only all is 100 %.
fn percent(covered: usize, total: usize) -> usize {
    match total {
        0 => 100,
        _ => covered * 100 / total,
    }
}

fn count(number: usize, word: &str) -> String {
    format!("{number} {word}{}", if number == 1 { "" } else { "s" })
}

const fn plural(kind: WordKind) -> &'static str {
    match kind {
        WordKind::Method => "methods",
        WordKind::Parameter => "parameters",
        WordKind::Result => "fields of results",
        WordKind::Operation => "operations",
        WordKind::Body => "fields of bodies",
        WordKind::Event => "events",
        WordKind::Field => "fields of events",
        WordKind::Value => "values",
        WordKind::Order => "rules on order",
    }
}

/// The column of a word's kind.
const KIND: usize = 11;
