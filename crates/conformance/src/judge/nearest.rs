use ctimock_dialect::contract::nearest as nearest_word;
use ctimock_scenario::EventPattern;

use super::{Evidence, traffic::Traffic, words};
use crate::{
    Difference,
    matching::{Bindings, check},
};

/// Something that was observed and looks like what is missing.
#[derive(Clone, Debug)]
struct Candidate {
    what: String,
    differences: Vec<Difference>,
    /// Smaller is nearer when the differences are equally many.
    distance: usize,
}

/// Returns a sentence on what comes nearest to an event that is missing. `ignored` are events of the
/// client's own stream that an explanation shows beside it anyway.
pub(crate) fn nearest(
    evidence: &Evidence<'_>,
    traffic: &Traffic<'_>,
    lane: usize,
    wanted: &EventPattern,
    ignored: &[usize],
) -> Option<String> {
    let bindings = &evidence.reading.bindings;
    let mut found: Vec<Candidate> = Vec::new();
    for (other, stream) in evidence.streams.iter().enumerate() {
        for (index, event) in stream.iter().enumerate() {
            if event.name != wanted.name || (other == lane && ignored.contains(&index)) {
                continue;
            }
            let client = evidence.client(other);
            found.push(Candidate {
                what: format!(
                    "`{}` that client `{client}` was told at {}",
                    event.name, event.at
                ),
                differences: differences(wanted, &event.data, bindings),
                distance: if other == lane { 0 } else { 2 },
            });
        }
    }
    for event in traffic
        .unreported()
        .filter(|event| event.name == wanted.name)
    {
        found.push(Candidate {
            what: format!("`{}` that the mock sent at {}", event.name, event.at),
            differences: differences(wanted, &event.data, bindings),
            distance: 1,
        });
    }
    let nearest = found
        .into_iter()
        .min_by_key(|candidate| (candidate.differences.len(), candidate.distance));
    if let Some(candidate) = nearest {
        return Some(match candidate.differences[..] {
            [] => format!("nearest: {}, which fits", candidate.what),
            _ => format!(
                "nearest: {}; {}",
                candidate.what,
                words::told(&candidate.differences)
            ),
        });
    }
    let names = evidence.streams[lane]
        .iter()
        .map(|event| event.name.as_str());
    nearest_word(&wanted.name, names).map(|name| {
        format!(
            "nearest: client `{}` was told `{name}`",
            evidence.client(lane)
        )
    })
}

fn differences(
    wanted: &EventPattern,
    data: &serde_json::Value,
    bindings: &Bindings,
) -> Vec<Difference> {
    let mut bindings = bindings.clone();
    check(&wanted.pattern, Some(data), &mut bindings)
        .err()
        .unwrap_or_default()
}
