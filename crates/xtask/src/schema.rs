use std::fs;

use anyhow::Context;

use crate::step;

const SCHEMA: &str = "scenarios/scenario.schema.json";

/// Writes the JSON Schema of scenario files anew.
pub(crate) fn perform() -> anyhow::Result<()> {
    let schema = step::output(
        "cargo",
        &["run", "--quiet", "--bin", "ctimock", "--", "schema"],
    )?;
    fs::write(SCHEMA, schema).with_context(|| format!("`{SCHEMA}` cannot be written"))
}
