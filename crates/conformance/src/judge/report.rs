use super::{Evidence, explain::explain};
use crate::{Blame, CaseReport, Explanation, Timing, Verdict, conductor::Finding};

/// Returns what is told about a case.
pub(crate) fn report(
    evidence: &Evidence<'_>,
    finding: Option<&Finding>,
    real_us: u64,
    _words: bool,
) -> CaseReport {
    let explanations: Vec<Explanation> = finding
        .map(|finding| explain(evidence, finding))
        .into_iter()
        .collect();
    let verdict = finding.map_or(Verdict::Passed, verdict);
    let blame = match verdict {
        Verdict::Passed | Verdict::Skipped => None,
        Verdict::Failed | Verdict::Errored => {
            explanations.first().map(|explanation| explanation.blame)
        }
    };
    let scenario = evidence.scenario;
    CaseReport {
        id: scenario.id(),
        name: scenario.name.clone(),
        vendor: scenario.vendor.clone(),
        tags: scenario.tags.clone(),
        source: scenario.source.clone(),
        known_issue: scenario.known_issue.clone(),
        verdict,
        blame,
        timing: Timing {
            scenario_us: evidence.at.as_micros(),
            real_us,
        },
        explanations,
        ladder: None,
        words: Vec::new(),
    }
}

/// An expectation that does not hold fails the case; whatever says nothing about the client is an
/// error.
fn verdict(finding: &Finding) -> Verdict {
    match finding {
        Finding::Stuck(_)
        | Finding::Forbidden { .. }
        | Finding::WrongReply { .. }
        | Finding::WrongRequests { .. }
        | Finding::WrongState { .. } => Verdict::Failed,
        Finding::Unsupported { .. } => Verdict::Skipped,
        Finding::Ambiguous { .. }
        | Finding::TooWide { .. }
        | Finding::ActRefused { .. }
        | Finding::ActUnbound { .. }
        | Finding::Unbound { .. }
        | Finding::NoText { .. }
        | Finding::CallErrored { .. }
        | Finding::Nonsense { .. }
        | Finding::Gone { .. }
        | Finding::Aborted { .. } => Verdict::Errored,
    }
}

/// Returns whose fault a finding is that nobody has to look into.
pub(super) fn plain_blame(finding: &Finding) -> Blame {
    match finding {
        Finding::Ambiguous { .. }
        | Finding::TooWide { .. }
        | Finding::ActRefused { .. }
        | Finding::ActUnbound { .. }
        | Finding::Unbound { .. }
        | Finding::NoText { .. } => Blame::Scenario,
        Finding::CallErrored { .. }
        | Finding::Nonsense { .. }
        | Finding::Gone { .. }
        | Finding::Aborted { .. } => Blame::Harness,
        _ => Blame::Client,
    }
}
