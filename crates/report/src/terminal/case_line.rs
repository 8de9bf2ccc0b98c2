use ctimock_conformance::{CaseReport, Verdict};
use ctimock_time::Time;

use crate::text::{
    columns::{pad, pad_left},
    page::Page,
    paint::Ink,
    plain::plain,
    span,
};

/// Columns that a line has beside the case's id.
const ROUND_ID: usize = 10 + 2 + 9 + 4 + 10;

/// Writes a case's line: `passed    scenarios/wellclient/x.yaml    00:15.000 in   0.4 ms`; the first time
/// is what the scenario's clock showed, the second what it took. A case under the real clock has
/// the lag of scheduling behind them.
pub(crate) fn write(page: &mut Page, case: &CaseReport) {
    let verdict = page.ink(ink(case.verdict), &pad(word(case.verdict), 8));
    let id = pad(
        &plain(&case.id),
        page.width().saturating_sub(ROUND_ID).max(24),
    );
    let played = Time::from_micros(case.timing.scenario_us);
    let took = pad_left(&span::real(case.timing.real_us), 9);
    let lag = case.timing.lag_us.map_or_else(String::new, |lag| {
        format!(", real clock, lag {}", span::real(lag))
    });
    let times = page.ink(Ink::Faint, &format!("{played} in {took}{lag}"));
    page.line(&format!("{verdict}  {id}  {times}"));
}

/// Returns the word for a verdict.
pub(crate) const fn word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Passed => "passed",
        Verdict::Failed => "failed",
        Verdict::Errored => "errored",
        Verdict::Skipped => "skipped",
    }
}

/// Returns the ink of a verdict.
pub(crate) const fn ink(verdict: Verdict) -> Ink {
    match verdict {
        Verdict::Passed => Ink::Good,
        Verdict::Failed => Ink::Bad,
        Verdict::Errored => Ink::Odd,
        Verdict::Skipped => Ink::Faint,
    }
}
