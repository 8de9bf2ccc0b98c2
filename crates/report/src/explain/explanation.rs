use ctimock_conformance::{Blame, Explanation};

use super::{alignment, excerpt};
use crate::text::{page::Page, paint::Ink, plain::plain_lines};

/// Writes one explanation: what is wrong, whose fault it is, where the YAML says so, what was expected
/// against what was observed, and what else helps.
pub(crate) fn write(page: &mut Page, word: &str, explanation: &Explanation) {
    let title = format!(
        "{} (at {})",
        plain_lines(&explanation.title),
        explanation.at()
    );
    page.paragraph(word, Ink::Bad, &title);
    page.paragraph("blame:", Ink::Odd, &blame(explanation));

    if let Some(place) = &explanation.excerpt {
        page.blank();
        excerpt::write(page, place);
    }
    if !explanation.alignment.is_empty() {
        page.blank();
        alignment::write(page, &explanation.alignment);
    }
    if !explanation.notes.is_empty() {
        page.blank();
    }
    for note in &explanation.notes {
        page.paragraph("note:", Ink::Place, &plain_lines(note));
    }
}

/// Says whose fault it is, and why if that was told.
fn blame(explanation: &Explanation) -> String {
    let whose = whose(explanation.blame);
    if explanation.because.is_empty() {
        return whose.to_owned();
    }
    format!("{whose}, because {}", plain_lines(&explanation.because))
}

const fn whose(blame: Blame) -> &'static str {
    match blame {
        Blame::Client => "the client",
        Blame::Scenario => "the scenario, not the client",
        Blame::Harness => "the harness, not the client",
    }
}
