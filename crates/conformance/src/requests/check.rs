use ctimock_scenario::{Pattern, PatternNode, RequestItem, RequestPattern, Sends};
use serde_json::{Map, Value};

use super::RequestView;
use crate::{
    Difference,
    matching::{self, Bindings},
};

/// How the requests of a call fall short of what must be sent.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Shortfall {
    /// The first item that no request is.
    pub(crate) missing: Option<usize>,
    /// A request that must not be there.
    pub(crate) surplus: Option<usize>,
}

/// Finds the requests that must be sent among those that were, in order.
///
/// # Errors
/// What is missing in the attempt that got furthest, or what is too much.
pub(crate) fn check(
    sends: &Sends,
    found: &[RequestView<'_>],
    bindings: &mut Bindings,
) -> Result<(), Shortfall> {
    let mut furthest = 0;
    let found_all = |exactly, bindings: &mut Bindings, furthest: &mut usize| {
        search(&sends.items, found, exactly, 0, bindings, furthest)
    };
    if found_all(sends.exactly, bindings, &mut furthest) {
        return Ok(());
    }
    let surplus = sends.exactly.then_some(furthest);
    let mark = bindings.mark();
    // Nothing is missing if all would be there were others allowed: then one is too much.
    let missing = if sends.exactly && found_all(false, bindings, &mut furthest) {
        bindings.roll_back(mark);
        None
    } else {
        Some(furthest)
    };
    Err(Shortfall {
        missing,
        surplus: surplus.filter(|index| *index < found.len()),
    })
}

fn search(
    items: &[RequestItem],
    found: &[RequestView<'_>],
    exactly: bool,
    done: usize,
    bindings: &mut Bindings,
    furthest: &mut usize,
) -> bool {
    *furthest = (*furthest).max(done);
    let Some((item, rest)) = items.split_first() else {
        return !exactly || found.is_empty();
    };
    let reach = if exactly {
        found.len().min(1)
    } else {
        found.len()
    };
    for (index, request) in found[..reach].iter().enumerate() {
        let mark = bindings.mark();
        if differences(item, request, bindings).is_ok() {
            if search(
                rest,
                &found[index + 1..],
                exactly,
                done + 1,
                bindings,
                furthest,
            ) {
                return true;
            }
            bindings.roll_back(mark);
        }
    }
    false
}

/// Compares a request with what must be sent.
///
/// # Errors
/// What differs.
pub(crate) fn differences(
    item: &RequestItem,
    request: &RequestView<'_>,
    bindings: &mut Bindings,
) -> Result<(), Vec<Difference>> {
    match &item.pattern {
        RequestPattern::Operation { name, body } => {
            if request.operation != Some(name) {
                return Err(vec![Difference {
                    path: "operation".to_owned(),
                    expected: name.clone(),
                    observed: request.label(),
                }]);
            }
            let content = with_path(request, body);
            matching::check(body, Some(&content), bindings)
        }
        RequestPattern::Raw {
            method,
            path,
            headers,
            body,
        } => {
            let target = request.uri.path_and_query();
            let target = target.map_or_else(|| request.uri.path(), |target| target.as_str());
            let parts = [
                ("method", method, Some(Value::from(request.method))),
                ("path", path, Some(Value::from(target))),
                (
                    "headers",
                    headers,
                    Some(header_fields(request, headers.as_ref())),
                ),
                ("body", body, request.text_or_json()),
            ];
            let mark = bindings.mark();
            let mut differences = Vec::new();
            for (part, pattern, value) in parts {
                let Some(pattern) = pattern else { continue };
                let Err(found) = matching::check(pattern, value.as_ref(), bindings) else {
                    continue;
                };
                differences.extend(found.into_iter().map(|difference| under(part, difference)));
            }
            if differences.is_empty() {
                return Ok(());
            }
            bindings.roll_back(mark);
            Err(differences)
        }
    }
}

/// Puts what the path and the query say beside the body's own fields, as far as they are asked for.
fn with_path(request: &RequestView<'_>, pattern: &Pattern) -> Value {
    let body = request.body().cloned();
    let PatternNode::Object { fields, closed } = &pattern.node else {
        return body.unwrap_or_else(|| Value::Object(Map::new()));
    };
    let mut content = match body {
        Some(Value::Object(content)) => content,
        Some(other) => return other,
        None => Map::new(),
    };
    if !closed {
        for (name, _) in fields {
            if !content.contains_key(name)
                && let Some(value) = request.beside_body(name)
            {
                content.insert(name.clone(), value);
            }
        }
    }
    Value::Object(content)
}

/// Names of headers know no case: each is spelt as the pattern spells it.
fn header_fields(request: &RequestView<'_>, pattern: Option<&Pattern>) -> Value {
    let spelt: &[(String, Pattern)] = match pattern.map(|pattern| &pattern.node) {
        Some(PatternNode::Object { fields, .. }) => fields,
        _ => &[],
    };
    let mut fields = Map::new();
    for (name, value) in request.headers.into_iter().flatten() {
        let text = String::from_utf8_lossy(value.as_bytes()).into_owned();
        let name = spelt
            .iter()
            .map(|(spelling, _)| spelling.as_str())
            .find(|spelling| spelling.eq_ignore_ascii_case(name.as_str()))
            .unwrap_or(name.as_str());
        fields.insert(name.to_owned(), Value::String(text));
    }
    Value::Object(fields)
}

fn under(part: &str, difference: Difference) -> Difference {
    let path = match difference.path.as_str() {
        "" => part.to_owned(),
        path if path.starts_with('[') => format!("{part}{path}"),
        path => format!("{part}.{path}"),
    };
    Difference { path, ..difference }
}
