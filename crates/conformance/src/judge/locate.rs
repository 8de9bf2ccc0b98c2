use ctimock_scenario::{Pattern, PatternNode, Place};

use crate::Difference;

/// Returns where the scenario says what the first of the differences is about: the very field, if the
/// pattern names it.
pub(super) fn locate<'p>(pattern: &'p Pattern, differences: &[Difference]) -> &'p Place {
    let path = differences.first().map_or("", |first| first.path.as_str());
    &descend(pattern, path).place
}

fn descend<'p>(pattern: &'p Pattern, path: &str) -> &'p Pattern {
    if path.is_empty() {
        return pattern;
    }
    match &pattern.node {
        PatternNode::Object { fields, .. } => {
            let path = path.strip_prefix('.').unwrap_or(path);
            let inner = fields.iter().find_map(|(name, field)| {
                let rest = path.strip_prefix(name.as_str())?;
                let whole = rest.is_empty() || rest.starts_with(['.', '[']);
                whole.then(|| descend(field, rest))
            });
            inner.unwrap_or(pattern)
        }
        PatternNode::Array(items) => {
            let inner = path.strip_prefix('[').and_then(|rest| {
                let (index, rest) = rest.split_once(']')?;
                let item = items.get(index.parse::<usize>().ok()?)?;
                Some(descend(item, rest))
            });
            inner.unwrap_or(pattern)
        }
        _ => pattern,
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;
    use serde_json::json;

    use super::*;
    use crate::testing::pattern;

    #[rstest]
    #[case::a_field("a", "1")]
    #[case::a_nested_field("b.c[1].d", "2")]
    #[case::a_field_with_a_dot_in_its_name("e.f", "3")]
    #[case::nothing_that_is_named("b.x", "{ c: [0, { d: 2 }] }")]
    #[case::beyond_an_array("b.c[7]", "[0, { d: 2 }]")]
    fn a_path_leads_to_its_pattern(#[case] path: &str, #[case] shown: &str) {
        let whole = pattern(json!({ "a": 1, "b": { "c": [0, { "d": 2 }] }, "e.f": 3 }));

        let found = descend(&whole, path);

        assert_eq!(crate::matching::show_expected(&found.node, None), shown);
    }
}
