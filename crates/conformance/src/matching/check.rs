use ctimock_scenario::{Pattern, PatternNode};
use serde_json::{Map, Value};

use super::{Bindings, kind, number, path::Path, show};
use crate::Difference;

/// Compares a value with a pattern. `None` is a value that is not there (JavaScript's `undefined`).
/// Names that are free are bound.
///
/// # Errors
/// Every difference, in the pattern's order; then nothing is bound.
pub(crate) fn check(
    pattern: &Pattern,
    value: Option<&Value>,
    bindings: &mut Bindings,
) -> Result<(), Vec<Difference>> {
    let mark = bindings.mark();
    let mut comparison = Comparison {
        bindings,
        differences: Vec::new(),
    };
    comparison.node(&pattern.node, value, Path::Root);
    let differences = comparison.differences;
    if differences.is_empty() {
        Ok(())
    } else {
        bindings.roll_back(mark);
        Err(differences)
    }
}

struct Comparison<'b> {
    bindings: &'b mut Bindings,
    differences: Vec<Difference>,
}

impl Comparison<'_> {
    fn node(&mut self, node: &PatternNode, value: Option<&Value>, path: Path<'_>) {
        if matches!(node, PatternNode::Absent) {
            if value.is_some() {
                self.differ(node, value, path);
            }
            return;
        }
        let Some(found) = value else {
            return self.differ(node, value, path);
        };
        let agrees = match node {
            PatternNode::Literal(Value::Number(wanted)) => found
                .as_number()
                .is_some_and(|found| number::compare(wanted, found).is_some_and(|o| o.is_eq())),
            PatternNode::Literal(wanted) => wanted == found,
            PatternNode::Kind(kind) => kind::has(*kind, found),
            PatternNode::Absent => unreachable!("what must be absent is compared above"),
            PatternNode::Regex(expression) => {
                found.as_str().is_some_and(|text| expression.is_match(text))
            }
            PatternNode::Range(range) => found
                .as_number()
                .is_some_and(|found| number::lies_in(range, found)),
            PatternNode::Bind(name) => match self.bindings.value(name) {
                Some(bound) => same(bound, found),
                None => {
                    self.bindings.bind(name, found.clone());
                    true
                }
            },
            PatternNode::Array(items) => match found {
                Value::Array(values) if values.len() == items.len() => {
                    for (index, (item, value)) in items.iter().zip(values).enumerate() {
                        self.node(&item.node, Some(value), Path::Index(&path, index));
                    }
                    true
                }
                Value::Array(values) => {
                    let expected = format!("an array of {}", items.len());
                    let observed = format!("{} ({})", show::show_value(found), count(values.len()));
                    return self.push(path, expected, observed);
                }
                _ => false,
            },
            PatternNode::Object { fields, closed } => match found {
                Value::Object(values) => {
                    for (name, field) in fields {
                        self.node(&field.node, values.get(name), Path::Field(&path, name));
                    }
                    if *closed {
                        self.others(fields, values, path);
                    }
                    true
                }
                _ => false,
            },
        };
        if !agrees {
            self.differ(node, value, path);
        }
    }

    fn others(
        &mut self,
        fields: &[(String, Pattern)],
        values: &Map<String, Value>,
        path: Path<'_>,
    ) {
        for (name, value) in values {
            if !fields.iter().any(|(known, _)| known == name) {
                self.push(
                    Path::Field(&path, name),
                    "absent".to_owned(),
                    show::show_value(value),
                );
            }
        }
    }

    fn differ(&mut self, node: &PatternNode, value: Option<&Value>, path: Path<'_>) {
        let expected = show::show_expected(node, Some(self.bindings));
        let observed = value.map_or_else(|| "absent".to_owned(), show::show_value);
        self.push(path, expected, observed);
    }

    fn push(&mut self, path: Path<'_>, expected: String, observed: String) {
        self.differences.push(Difference {
            path: path.to_string(),
            expected,
            observed,
        });
    }
}

/// Compares two values; numbers by value, at any depth.
fn same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => {
            number::compare(one, other).is_some_and(|order| order.is_eq())
        }
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
        }
        (Value::Object(one), Value::Object(other)) => {
            one.len() == other.len()
                && one
                    .iter()
                    .all(|(name, one)| other.get(name).is_some_and(|other| same(one, other)))
        }
        _ => one == other,
    }
}

fn count(length: usize) -> String {
    match length {
        1 => "1 element".to_owned(),
        more => format!("{more} elements"),
    }
}
