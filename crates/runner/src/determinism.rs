use ctimock_conformance::{Blame, Explanation, Verdict};
use ctimock_mock::Journal;
use serde_json::Value;

use crate::Played;

/// Compares two plays of one case with one seed: journals to the byte, verdicts and explanations. The
/// first play is returned; if they differ it is errored, and says where.
pub(crate) fn compare(mut first: Played, second: &Played) -> Played {
    let Some(difference) = difference(&first, second) else {
        return first;
    };
    first.report.verdict = Verdict::Errored;
    first.report.blame = Some(Blame::Harness);
    let explanation = Explanation {
        title: "two runs with one seed differ".to_owned(),
        blame: Blame::Harness,
        because: "equal seeds must give equal bytes; this is a bug of ctimock".to_owned(),
        at_us: 0,
        excerpt: None,
        alignment: Vec::new(),
        notes: difference,
    };
    first.report.explanations.insert(0, explanation);
    first
}

/// Compares two plays of one case by clients in other processes: verdicts, and what each client's app was
/// told. The first play is returned; if they differ it is errored, and says where.
pub(crate) fn compare_told(mut first: Played, second: &Played) -> Played {
    let Some(difference) = difference_told(&first, second) else {
        return first;
    };
    first.report.verdict = Verdict::Errored;
    first.report.blame = Some(Blame::Client);
    let explanation = Explanation {
        title: "two runs with one seed differ".to_owned(),
        blame: Blame::Client,
        because: "the vendor did the same in both as far as the client did; who cannot repeat what \
                  it does has something in it that no scenario sets: a clock, a random number, a race"
            .to_owned(),
        at_us: 0,
        excerpt: None,
        alignment: Vec::new(),
        notes: difference,
    };
    first.report.explanations.insert(0, explanation);
    first
}

fn difference_told(first: &Played, second: &Played) -> Option<Vec<String>> {
    let (one, two) = (first.report.verdict, second.report.verdict);
    if one != two {
        return Some(vec![
            format!("the first run {one:?}, the second {two:?}").to_lowercase(),
        ]);
    }
    let names = first.told.keys().chain(second.told.keys());
    for name in names {
        let told = |played: &Played| played.told.get(name).cloned().unwrap_or_default();
        let (one, two) = (told(first), told(second));
        for at in 0..one.len().max(two.len()) {
            if one.get(at) != two.get(at) {
                let show = |event: Option<&(String, Value)>| match event {
                    None => "nothing".to_owned(),
                    Some((name, data)) => format!("`{name}` {data}"),
                };
                return Some(vec![
                    format!(
                        "event {} of `{name}`, first run: {}",
                        at + 1,
                        show(one.get(at))
                    ),
                    format!(
                        "event {} of `{name}`, second run: {}",
                        at + 1,
                        show(two.get(at))
                    ),
                ]);
            }
        }
    }
    None
}

fn difference(first: &Played, second: &Played) -> Option<Vec<String>> {
    let (one, two) = (lines(&first.journal), lines(&second.journal));
    let places = one.len().max(two.len());
    for at in 0..places {
        let (left, right) = (one.get(at), two.get(at));
        if left != right {
            let show = |line: Option<&String>| line.map_or("nothing", |line| line).to_owned();
            return Some(vec![
                format!("journal entry {at} of the first run: {}", show(left)),
                format!("journal entry {at} of the second run: {}", show(right)),
            ]);
        }
    }
    let (one, two) = (&first.report, &second.report);
    let same = one.verdict == two.verdict
        && one.explanations == two.explanations
        && one.ladder == two.ladder
        && one.timing.scenario_us == two.timing.scenario_us;
    (!same).then(|| vec!["the journals are equal, and the reports are not".to_owned()])
}

fn lines(journal: &Journal) -> Vec<String> {
    journal
        .since(0)
        .map(|entry| entry.to_json().to_string())
        .collect()
}
