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
        let mut front = format!("  {:KIND$}{name}  ", word.kind);
        let indent = " ".repeat(2 + KIND + wide + 2);
        for line in wrap(&plain(&word.source), page.rest(indent.len())) {
            page.line(&format!("{front}{line}"));
            front.clone_from(&indent);
        }
    }
}

fn uncounted(page: &mut Page, words: &UncountedWords) {
    let kind = match words.names.len() {
        1 => words.kind.to_string(),
        _ => plural(words.kind).to_owned(),
    };
    let front = format!("{} {kind}: {}", words.names.len(), plain(&words.reason));
    for line in wrap(&front, page.rest(2)) {
        page.line(&format!("  {line}"));
    }
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

#[cfg(test)]
mod tests {
    use ctimock_conformance::KindCoverage;

    use super::*;

    #[test]
    fn what_is_not_counted_is_told_with_its_reason() {
        let coverage = Coverage {
            vendor: "bell".to_owned(),
            passed: 2,
            kinds: vec![KindCoverage {
                kind: WordKind::Method,
                covered: 999,
                total: 1000,
            }],
            missing: vec![DocumentedWord {
                kind: WordKind::Method,
                name: "mute".to_owned(),
                source: "manual 3".to_owned(),
            }],
            uncounted: vec![UncountedWords {
                kind: WordKind::Value,
                reason: "ours".to_owned(),
                names: vec!["modes.a".to_owned(), "modes.b".to_owned()],
            }],
        };

        assert_eq!(
            coverage_text(&coverage, 72),
            "\
bell: 2 passed cases

  methods               999 of 1000   99 %

not covered
  method     mute  manual 3

not counted
  2 values: ours
    modes.a, modes.b

bell: 999 of 1000 documented words covered, 99 %
"
        );
    }
}
