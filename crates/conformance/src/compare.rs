use std::collections::BTreeMap;

use ctimock_scenario::Pattern;
use serde_json::Value;

use crate::{
    Difference,
    matching::{Bindings, check},
};

/// Compares JSON with a pattern, outside of any case. Names that are free are bound in `names`.
///
/// # Errors
/// Every difference, in the pattern's order; then nothing is bound.
pub fn compare(
    pattern: &Pattern,
    value: &Value,
    names: &mut BTreeMap<String, Value>,
) -> Result<(), Vec<Difference>> {
    let mut bindings = Bindings::default();
    for (name, value) in &*names {
        bindings.bind(name, value.clone());
    }
    check(pattern, Some(value), &mut bindings)?;
    let bound = bindings.iter();
    names.extend(bound.map(|(name, value)| (name.to_owned(), value.clone())));
    Ok(())
}
