use std::time::Duration;

use ctimock_conformance::{Blame, CaseReport, Verdict};
use quick_junit::{NonSuccessKind, Property, TestCase, TestCaseStatus};

use crate::{Colour, explain, text::page::Page};

/// Columns of the text of a failure.
const WIDTH: usize = 100;

/// A case's id, taken apart: `scenarios/wellclient/calls.yaml[mode=auto]`.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Place<'a> {
    /// The folder of the file; `.` if it has none.
    pub(crate) folder: &'a str,
    /// The file with its folder, without a row.
    pub(crate) file: &'a str,
    /// The name of the file, with the row.
    pub(crate) name: &'a str,
}

impl<'a> Place<'a> {
    /// Takes an id apart. What stands in the brackets of a row may hold a slash.
    pub(crate) fn of(id: &'a str) -> Self {
        let file = id.split_once('[').map_or(id, |(file, _)| file);
        let (folder, name) = match file.rfind('/') {
            Some(slash) => (&id[..slash], &id[slash + 1..]),
            None => (".", id),
        };
        Self { folder, file, name }
    }
}

/// Returns a case as JUnit has it.
pub(crate) fn test_case(place: &Place<'_>, report: &CaseReport) -> TestCase {
    let mut case = TestCase::new(place.name, status(report));
    case.set_classname(place.folder.replace('/', "."));
    case.set_time(Duration::from_micros(report.timing.real_us));
    case.extra.insert("file".into(), place.file.into());
    case.add_properties(properties(report));
    case
}

fn properties(report: &CaseReport) -> Vec<Property> {
    let seconds = format!(
        "{}.{:06}",
        report.timing.scenario_us / 1_000_000,
        report.timing.scenario_us % 1_000_000
    );
    let tags = report.tags.join(" ");
    [
        ("scenario", Some(report.name.as_str())),
        ("vendor", Some(report.vendor.as_str())),
        ("source", report.source.as_deref()),
        ("known_issue", report.known_issue.as_deref()),
        ("tags", (!tags.is_empty()).then_some(tags.as_str())),
        ("scenario_seconds", Some(seconds.as_str())),
    ]
    .into_iter()
    .filter_map(|(name, value)| value.map(|value| Property::new(name, value)))
    .collect()
}

fn status(report: &CaseReport) -> TestCaseStatus {
    let mut status = match report.verdict {
        Verdict::Passed => return TestCaseStatus::success(),
        Verdict::Failed => TestCaseStatus::non_success(NonSuccessKind::Failure),
        Verdict::Errored => TestCaseStatus::non_success(NonSuccessKind::Error),
        Verdict::Skipped => TestCaseStatus::skipped(),
    };
    let first = report.explanations.first();
    if let Some(first) = first {
        status.set_message(first.title.as_str());
    }
    match report.verdict {
        Verdict::Passed | Verdict::Skipped => {}
        Verdict::Failed | Verdict::Errored => {
            if let Some(blame) = report.blame.or_else(|| first.map(|first| first.blame)) {
                status.set_type(whose(blame));
            }
            let mut page = Page::new(Colour::Off, WIDTH);
            page.blank();
            explain::case::write(&mut page, report);
            status.set_description(page.into_text());
        }
    }
    status
}

const fn whose(blame: Blame) -> &'static str {
    match blame {
        Blame::Client => "client",
        Blame::Scenario => "scenario",
        Blame::Harness => "harness",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_stays_with_the_name_even_if_it_has_a_slash() {
        let place = Place::of("scenarios/wellclient/in.yaml[number=a/b]");

        assert_eq!(
            place,
            Place {
                folder: "scenarios/wellclient",
                file: "scenarios/wellclient/in.yaml",
                name: "in.yaml[number=a/b]",
            }
        );
    }

    #[test]
    fn a_file_without_a_folder_lies_in_the_one_where_one_is() {
        assert_eq!(Place::of("in.yaml").folder, ".");
    }
}
