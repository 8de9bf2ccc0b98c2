use ctimock_scenario::{Pattern, PatternNode, RequestItem, RequestPattern, Sends, Verb};

use super::{
    Evidence,
    draft::{Draft, Judgement},
    trail::{Trail, trail},
    words,
};
use crate::{
    AlignedRow, Blame, Difference, Relation,
    conductor::StepRef,
    matching::{Bindings, show_expected},
    requests::{self, RequestView},
};

/// Explains why the requests of a call are not those that must be sent.
pub(super) fn requests(
    evidence: &Evidence<'_>,
    step: StepRef,
    call: usize,
    missing: Option<usize>,
    found: &[usize],
    surplus: Option<usize>,
) -> Draft {
    let client = evidence.client(evidence.calls[call].lane);
    let body = evidence.call(call);
    let Verb::Call(wanted) = &evidence.step(step).verb else {
        unreachable!("only calls send requests");
    };
    let sends = wanted
        .sends
        .as_ref()
        .expect("a call without `sends` sends what it likes");
    let moments = evidence.timeline.moments();
    let views: Vec<RequestView<'_>> = found
        .iter()
        .filter_map(|number| RequestView::new(*number, &moments[*number], evidence.contract))
        .collect();
    let method = &body.method;
    let missing_item = missing.map(|index| &sends.items[index]);
    let surplus_view = views.iter().find(|view| Some(view.moment) == surplus);
    let (title, label, place) = match (missing_item, surplus_view) {
        (Some(item), _) => (
            format!(
                "client `{client}` never sent {} during `{method}`",
                show_item(item)
            ),
            "this request is wanted".to_owned(),
            item.place.clone(),
        ),
        (None, surplus) => {
            let label = surplus.map_or_else(|| "a request".to_owned(), RequestView::label);
            (
                format!("client `{client}` sent `{label}` during `{method}`, which is not wanted"),
                "no other requests are allowed here".to_owned(),
                evidence.step(step).place.clone(),
            )
        }
    };
    let judgement = judge(evidence, call, client);
    let mut draft = Draft::new(title, judgement)
        .at(&place, label)
        .marking(surplus)
        .noting(missing_item.and_then(|item| nearest(evidence, item, &views)));
    draft.alignment = rows(evidence, sends, missing, &views);
    draft
}

fn judge(evidence: &Evidence<'_>, call: usize, client: &str) -> Judgement {
    match trail(evidence, call) {
        Some(Trail::Answered { moment } | Trail::Refused { moment, .. }) => Judgement::new(
            Blame::Client,
            format!("client `{client}` sent what the method asks for, and not all that is wanted with it"),
        )
        .marking(moment),
        _ => Judgement::new(
            Blame::Client,
            format!("what goes over the wire is up to client `{client}` alone"),
        ),
    }
}

/// The requests in their order, each beside what it was wanted for; what was wanted and did not come
/// stands where it should have.
fn rows(
    evidence: &Evidence<'_>,
    sends: &Sends,
    missing: Option<usize>,
    views: &[RequestView<'_>],
) -> Vec<AlignedRow> {
    let mut bindings = evidence.reading.bindings.clone();
    let mut rows = Vec::new();
    let mut rest = views;
    for (index, item) in sends.items.iter().enumerate() {
        let met = (missing != Some(index)).then(|| meet(item, rest, &mut bindings));
        let Some(at) = met.flatten() else {
            rows.push(row(evidence, Relation::Missing, Some(item), None));
            continue;
        };
        let surplus = |view| row(evidence, surplus_relation(sends), None, Some(view));
        rows.extend(rest[..at].iter().map(surplus));
        rows.push(row(evidence, Relation::Equal, Some(item), Some(&rest[at])));
        rest = &rest[at + 1..];
    }
    rows.extend(
        rest.iter()
            .map(|view| row(evidence, surplus_relation(sends), None, Some(view))),
    );
    rows
}

/// Returns which of the requests is the first that an item wants.
fn meet(item: &RequestItem, views: &[RequestView<'_>], bindings: &mut Bindings) -> Option<usize> {
    views
        .iter()
        .position(|view| requests::differences(item, view, bindings).is_ok())
}

fn surplus_relation(sends: &Sends) -> Relation {
    if sends.exactly {
        Relation::Unexpected
    } else {
        Relation::Tolerated
    }
}

fn row(
    evidence: &Evidence<'_>,
    relation: Relation,
    item: Option<&RequestItem>,
    view: Option<&RequestView<'_>>,
) -> AlignedRow {
    AlignedRow {
        relation,
        expected: item.map(show_item),
        line: item.map(|item| item.place.line_and_column().0),
        observed: view.map(RequestView::label),
        at_us: view.map(|view| evidence.timeline.moments()[view.moment].at.as_micros()),
        data: view
            .filter(|_| relation != Relation::Equal)
            .and_then(RequestView::body)
            .cloned(),
        differences: Vec::new(),
    }
}

fn nearest(
    evidence: &Evidence<'_>,
    item: &RequestItem,
    views: &[RequestView<'_>],
) -> Option<String> {
    let mut bindings = evidence.reading.bindings.clone();
    let compared = views.iter().map(|view| {
        let mark = bindings.mark();
        let differences = requests::differences(item, view, &mut bindings);
        bindings.roll_back(mark);
        (view, differences.err().unwrap_or_default())
    });
    let another_operation =
        |differences: &[Difference]| differences.iter().any(|one| one.path == "operation");
    let (view, differences) = compared
        .filter(|(_, differences)| !another_operation(differences))
        .min_by_key(|(_, differences)| differences.len())?;
    Some(match differences[..] {
        [] => format!(
            "nearest: `{}`, which fits and came out of order",
            view.label()
        ),
        _ => format!("nearest: `{}`; {}", view.label(), words::told(&differences)),
    })
}

fn show_item(item: &RequestItem) -> String {
    match &item.pattern {
        RequestPattern::Operation { name, body } => match &body.node {
            PatternNode::Object { fields, .. } if fields.is_empty() => format!("`{name}`"),
            node => format!("`{name} {}`", show_expected(node, None)),
        },
        RequestPattern::Raw {
            method,
            path,
            headers,
            body,
        } => {
            let parts = [
                ("method", method),
                ("path", path),
                ("headers", headers),
                ("body", body),
            ];
            let shown = |(name, pattern): (&str, &Option<Pattern>)| {
                let pattern = pattern.as_ref()?;
                Some(format!("{name}: {}", show_expected(&pattern.node, None)))
            };
            let parts: Vec<String> = parts.into_iter().filter_map(shown).collect();
            format!("`{{ {} }}`", parts.join(", "))
        }
    }
}
