use super::{Evidence, draft::Draft, explain::explain, rules, words_of};
use crate::{Blame, CaseReport, Timing, Verdict, conductor::Finding, ladder};

/// Whether the report of a passed case lists the documented words that the case asserted.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Words {
    /// It does.
    Listed,
    /// It does not, which costs nothing.
    #[default]
    Unlisted,
}

/// Returns what is told about a case.
pub(crate) fn report(
    evidence: &Evidence<'_>,
    finding: Option<&Finding>,
    real_us: u64,
    words: Words,
) -> CaseReport {
    let mut verdict = finding.map_or(Verdict::Passed, verdict);
    let mut drafts: Vec<Draft> = finding
        .map(|finding| explain(evidence, finding))
        .into_iter()
        .collect();
    if matches!(verdict, Verdict::Passed | Verdict::Failed) {
        rules::add(evidence, &mut drafts);
    }
    if let (Verdict::Passed, Some(first)) = (verdict, drafts.first()) {
        verdict = match first.blame {
            Blame::Harness => Verdict::Errored,
            Blame::Client | Blame::Scenario => Verdict::Failed,
        };
    }
    let blame = match verdict {
        Verdict::Passed | Verdict::Skipped => None,
        Verdict::Failed | Verdict::Errored => drafts.first().map(|draft| draft.blame),
    };
    let marks: Vec<usize> = drafts
        .iter()
        .flat_map(|draft| draft.marks.iter().copied())
        .collect();
    let scenario = evidence.scenario;
    let at_us = evidence.at.as_micros();
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
            scenario_us: at_us,
            real_us,
            lag_us: None,
        },
        ladder: match verdict {
            Verdict::Passed | Verdict::Skipped => None,
            Verdict::Failed | Verdict::Errored => Some(ladder::draw(evidence, &marks)),
        },
        explanations: drafts
            .into_iter()
            .map(|draft| draft.finish(at_us))
            .collect(),
        words: match (verdict, words) {
            (Verdict::Passed, Words::Listed) => words_of::asserted(evidence),
            _ => Vec::new(),
        },
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
