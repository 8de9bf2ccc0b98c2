use ctimock_conformance::{Conductor, StepProgress, StepState, Verdict};
use ctimock_time::Time;

use crate::PlayOutcome;

/// Says how far a scenario came: one line a step, then what was broken.
pub(super) fn tell(id: String, conductor: Conductor, now: Time) -> PlayOutcome {
    let progress = conductor.progress();
    let was_over = conductor.is_over();
    let report = conductor.report(now, now.as_micros());
    let mut lines: Vec<String> = progress.steps.iter().map(line).collect();
    if was_over {
        for explanation in &report.explanations {
            lines.push(explanation.title.clone());
            lines.push(explanation.because.clone());
            lines.extend(explanation.notes.iter().cloned());
        }
    }
    PlayOutcome {
        id,
        done: was_over && report.verdict == Verdict::Passed,
        lines,
    }
}

fn line(step: &StepProgress) -> String {
    let (line, _) = step.place.line_and_column();
    let state = match step.state {
        StepState::Done(at) => format!("done at {at}"),
        StepState::Waits(since) => format!("waits since {since}"),
        StepState::Broken(since) => format!("broken, begun at {since}"),
        StepState::Ahead => "ahead".to_owned(),
    };
    let mut text = format!("line {line}: {}: {state}", step.title);
    if !step.not_observed.is_empty() {
        text.push_str("; not observed here: ");
        text.push_str(&step.not_observed.join(", "));
    }
    text
}
