use ctimock_scenario::{Pattern, PatternNode, Place, RequestItem, RequestPattern, Sends, Verb};

use super::{
    Evidence,
    draft::{Draft, Judgement},
    locate::locate,
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
    let near = missing_item.and_then(|item| nearest(evidence, item, &views));
    let (title, label, place) = match (missing_item, &near) {
        (Some(item), Some(near)) if !near.differences.is_empty() => (
            format!(
                "client `{client}` sent `{}` during `{method}` with another {} than is wanted",
                near.view.label(),
                words::paths(&near.differences)
            ),
            words::told(&near.differences),
            place_in(item, &near.differences).clone(),
        ),
        (Some(item), _) => (
            format!(
                "client `{client}` never sent {} during `{method}`",
                show_item(item)
            ),
            "this request is wanted".to_owned(),
            item.place.clone(),
        ),
        (None, _) => {
            let label = surplus_view.map_or_else(|| "a request".to_owned(), RequestView::label);
            (
                format!("client `{client}` sent `{label}` during `{method}`, which is not wanted"),
                "no other requests are allowed here".to_owned(),
                evidence.step(step).place.clone(),
            )
        }
    };
    let out_of_order = near.as_ref().filter(|near| near.differences.is_empty());
    let note = out_of_order.map(|near| {
        format!(
            "nearest: `{}`, which fits and came out of order",
            near.view.label()
        )
    });
    let different = near.as_ref().filter(|near| !near.differences.is_empty());
    let judgement = judge(evidence, call, client);
    let mut draft = Draft::new(title, judgement)
        .at(&place, label)
        .within(&evidence.step(step).place)
        .marking(surplus.or_else(|| different.map(|near| near.view.moment)))
        .noting(note);
    draft.alignment = rows(evidence, sends, missing, different, &views);
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
/// stands where it should have, with what came in its stead.
fn rows(
    evidence: &Evidence<'_>,
    sends: &Sends,
    missing: Option<usize>,
    instead: Option<&Near<'_, '_>>,
    views: &[RequestView<'_>],
) -> Vec<AlignedRow> {
    let mut bindings = evidence.reading.bindings.clone();
    let mut rows = Vec::new();
    let surplus = |view: &RequestView<'_>| {
        let is_shown = instead.is_none_or(|near| near.view.moment != view.moment);
        is_shown.then(|| row(evidence, surplus_relation(sends), None, Some(view)))
    };
    let mut rest = views;
    for (index, item) in sends.items.iter().enumerate() {
        let met = (missing != Some(index)).then(|| meet(item, rest, &mut bindings));
        match (met.flatten(), instead) {
            (Some(at), _) => {
                rows.extend(rest[..at].iter().filter_map(surplus));
                rows.push(row(evidence, Relation::Equal, Some(item), Some(&rest[at])));
                rest = &rest[at + 1..];
            }
            (None, Some(near)) if missing == Some(index) => rows.push(AlignedRow {
                differences: near.differences.clone(),
                ..row(evidence, Relation::Different, Some(item), Some(near.view))
            }),
            (None, _) => rows.push(row(evidence, Relation::Missing, Some(item), None)),
        }
    }
    rows.extend(rest.iter().filter_map(surplus));
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

/// A request that was sent and looks like the one that is missing.
struct Near<'v, 'm> {
    view: &'v RequestView<'m>,
    differences: Vec<Difference>,
}

fn nearest<'v, 'm>(
    evidence: &Evidence<'_>,
    item: &RequestItem,
    views: &'v [RequestView<'m>],
) -> Option<Near<'v, 'm>> {
    let mut bindings = evidence.reading.bindings.clone();
    let compared = views.iter().map(|view| {
        let mark = bindings.mark();
        let differences = requests::differences(item, view, &mut bindings);
        bindings.roll_back(mark);
        Near {
            view,
            differences: differences.err().unwrap_or_default(),
        }
    });
    let another = |one: &Difference| matches!(one.path.as_str(), "operation" | "path");
    compared
        .filter(|near| !near.differences.iter().any(another))
        .min_by_key(|near| near.differences.len())
}

/// Returns where the scenario says what the first difference is about.
fn place_in<'s>(item: &'s RequestItem, differences: &[Difference]) -> &'s Place {
    match &item.pattern {
        RequestPattern::Operation { body, .. } => locate(body, differences),
        RequestPattern::Raw { .. } => &item.place,
    }
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
