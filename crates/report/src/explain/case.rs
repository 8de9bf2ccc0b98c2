use ctimock_conformance::{CaseReport, Verdict};

use super::explanation;
use crate::{
    ladder::{drawing, window},
    text::{page::Page, paint::Ink, plain::plain_lines},
};

/// Columns that everything under a case's line is indented by.
const INDENT: usize = 2;

/// Writes why a case did not pass: what it is about, each explanation, what went between the people.
pub(crate) fn write(page: &mut Page, case: &CaseReport) {
    headline(page, case);
    for (index, one) in case.explanations.iter().enumerate() {
        page.blank();
        let word = match (index, case.verdict) {
            (0, Verdict::Errored) => "error:",
            (0, Verdict::Skipped) => "skipped:",
            (0, Verdict::Failed | Verdict::Passed) => "failed:",
            (_, _) => "also:",
        };
        explanation::write(page, word, one);
    }
    if let Some(ladder) = &case.ladder
        && !ladder.rungs.is_empty()
    {
        let window = window::around_marks(ladder);
        let lines = drawing::lines(&ladder.lanes, &window, page.rest(INDENT));
        page.blank();
        let title = page.ink(Ink::Title, "what went on:");
        page.line(&format!("  {title}"));
        page.blank();
        for line in lines {
            let ink = line.ink.map(|ink| page.ink(ink, &line.text));
            page.line(&format!("  {}", ink.as_ref().unwrap_or(&line.text)));
        }
    }
}

fn headline(page: &mut Page, case: &CaseReport) {
    let about = [
        ("case:", Some(&case.name)),
        ("source:", case.source.as_ref()),
        ("known issue:", case.known_issue.as_ref()),
    ];
    for (label, words) in about {
        if let Some(words) = words.filter(|words| !words.is_empty()) {
            page.paragraph(label, Ink::Faint, &plain_lines(words));
        }
    }
}
