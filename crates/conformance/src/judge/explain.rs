use super::{Evidence, excerpt::excerpt, report::plain_blame};
use crate::{Explanation, conductor::Finding};

/// Explains a finding.
pub(crate) fn explain(evidence: &Evidence<'_>, finding: &Finding) -> Explanation {
    Explanation {
        title: format!("{finding:?}"),
        blame: plain_blame(finding),
        because: String::new(),
        at_us: evidence.at.as_micros(),
        excerpt: Some(excerpt(&evidence.scenario.place, "in this scenario")),
        alignment: Vec::new(),
        notes: Vec::new(),
    }
}
