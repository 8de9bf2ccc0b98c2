use ctimock_conformance::{CaseReport, Summary, Verdict};
use ctimock_time::Time;

use super::case_line;
use crate::text::{columns::pad, page::Page, paint::Ink, plain::plain, span, wrap::wrap};

/// What is kept of a run for its end.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    /// What the cases came to so far.
    pub(crate) summary: Summary,
    /// Scenario time of all cases, in microseconds.
    scenario_us: u64,
    /// Cases that failed or were errored, with their reason.
    trouble: Vec<(Verdict, String, String)>,
}

impl Tally {
    /// Counts a case.
    pub(crate) fn count(&mut self, case: &CaseReport) {
        self.summary.count(case.verdict);
        self.scenario_us = self.scenario_us.saturating_add(case.timing.scenario_us);
        match case.verdict {
            Verdict::Passed | Verdict::Skipped => {}
            Verdict::Failed | Verdict::Errored => {
                let why = case.explanations.first().map(|one| one.title.clone());
                self.trouble
                    .push((case.verdict, case.id.clone(), why.unwrap_or_default()));
            }
        }
    }

    /// How many cases are over.
    pub(crate) const fn over(&self) -> usize {
        let Summary {
            passed,
            failed,
            skipped,
            errored,
            not_run: _,
        } = self.summary;
        passed + failed + skipped + errored
    }

    /// Writes the end of a report: what did not pass once more in one place, how long it took, and as its
    /// last line [`counts`].
    pub(crate) fn write(&self, page: &mut Page, end: &End) {
        if !self.trouble.is_empty() && self.over() > 1 {
            self.list_trouble(page);
            page.blank();
        }
        let played = Time::from_micros(self.scenario_us);
        let cases = match self.over() {
            1 => "1 case".to_owned(),
            many => format!("{many} cases"),
        };
        let took = end
            .real_us
            .map(|micros| format!(" in {}", span::real(micros)))
            .unwrap_or_default();
        page.line(&format!("{cases}, {played} of scenario time{took}"));
        if end.interrupted {
            let told = match end.summary.not_run {
                0 => "the run was interrupted".to_owned(),
                1 => "the run was interrupted: 1 case did not run".to_owned(),
                many => format!("the run was interrupted: {many} cases did not run"),
            };
            let told = page.ink(Ink::Odd, &told);
            page.line(&told);
        }
        let good = end.summary.failed == 0 && end.summary.errored == 0 && !end.interrupted;
        let ink = if good { Ink::Good } else { Ink::Bad };
        let line = page.ink(ink, &counts(&end.summary));
        page.line(&line);
    }

    fn list_trouble(&self, page: &mut Page) {
        let title = page.ink(Ink::Title, "did not pass:");
        page.line(&title);
        for (verdict, id, why) in &self.trouble {
            let word = page.ink(case_line::ink(*verdict), &pad(case_line::word(*verdict), 8));
            page.line(&format!("{word}  {}", plain(id)));
            if why.is_empty() {
                continue;
            }
            for line in wrap(&plain(why), page.rest(12)) {
                page.line(&format!("            {line}"));
            }
        }
    }
}

/// How a run ended.
#[derive(Debug)]
pub(crate) struct End {
    /// What it came to.
    pub(crate) summary: Summary,
    /// Not all cases had run.
    pub(crate) interrupted: bool,
    /// How long it took, in microseconds of real time, if it told.
    pub(crate) real_us: Option<u64>,
}

/// Returns the last line of a report, which other tools read: `3 passed, 1 failed, 2 skipped`.
fn counts(summary: &Summary) -> String {
    let mut line = format!("{} passed, {} failed", summary.passed, summary.failed);
    let others = [
        (summary.skipped, "skipped"),
        (summary.errored, "errored"),
        (summary.not_run, "not run"),
    ];
    for (count, word) in others.into_iter().filter(|(count, _)| *count > 0) {
        line.push_str(&format!(", {count} {word}"));
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passed_and_failed_are_always_told_and_the_rest_only_if_there_is_any() {
        let none = Summary::default();
        let all = Summary {
            passed: 1,
            failed: 2,
            skipped: 3,
            errored: 4,
            not_run: 5,
        };
        let some = Summary {
            errored: 1,
            ..Summary::default()
        };

        assert_eq!(
            [none, all, some].map(|summary| counts(&summary)),
            [
                "0 passed, 0 failed",
                "1 passed, 2 failed, 3 skipped, 4 errored, 5 not run",
                "0 passed, 0 failed, 1 errored",
            ]
        );
    }
}
