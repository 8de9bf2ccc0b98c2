use std::fmt::Write;

use crate::{CaseReport, Explanation, Relation};

/// Returns a report as a reader sees it, for whole comparisons.
pub(crate) fn in_words(report: &CaseReport) -> String {
    let mut text = format!("{:?}\n", report.verdict);
    for explanation in &report.explanations {
        write_explanation(&mut text, explanation);
    }
    text
}

fn write_explanation(text: &mut String, explanation: &Explanation) {
    let mut line = |args: std::fmt::Arguments<'_>| {
        text.write_fmt(args).expect("a string takes any text");
        text.push('\n');
    };
    line(format_args!("{}", explanation.title));
    line(format_args!(
        "{:?}: {}",
        explanation.blame, explanation.because
    ));
    if let Some(excerpt) = &explanation.excerpt {
        let place = excerpt
            .lines
            .iter()
            .find(|line| line.number == excerpt.line);
        let shown = place.map_or("", |line| line.text.trim());
        line(format_args!(
            "{}:{}:{} {shown} <- {}",
            excerpt.file, excerpt.line, excerpt.column, excerpt.label
        ));
    }
    for row in &explanation.alignment {
        let sign = match row.relation {
            Relation::Equal => "=",
            Relation::Different => "~",
            Relation::Missing => "-",
            Relation::Unexpected => "+",
            Relation::WrongPlace => "^",
            Relation::Tolerated => ".",
            Relation::Omitted => "o",
        };
        let expected = row.expected.as_deref().unwrap_or("");
        let observed = row.observed.as_deref().unwrap_or("");
        let at = row
            .at_us
            .map_or_else(String::new, |at| format!(" @{}ms", at / 1000));
        line(format_args!("{sign} {expected} | {observed}{at}"));
        for one in &row.differences {
            line(format_args!(
                "    {}: {} != {}",
                one.path, one.expected, one.observed
            ));
        }
    }
    for note in &explanation.notes {
        line(format_args!("note: {note}"));
    }
}
