use std::{collections::BTreeSet, sync::Arc};

use http::StatusCode;
use serde_json::Value;

use super::refusal::Refusal;
use crate::{host::Host, site::Site};

/// Returns the vendor that is meant: the one that is named, or the only one.
pub(super) fn chosen<'s>(site: &'s Site, named: Option<&str>) -> Result<&'s Arc<Host>, Refusal> {
    match (named, site.hosts.as_slice()) {
        (Some(name), hosts) => hosts
            .iter()
            .find(|host| host.vendor.name == name)
            .ok_or_else(|| {
                let error = format!(
                    "vendor `{name}` is not served here; there is {}",
                    names(site)
                );
                Refusal::new(StatusCode::NOT_FOUND, error)
            }),
        (None, [only]) => Ok(only),
        (None, _) => {
            let error = format!("several vendors are served: say which, {}", names(site));
            Err(Refusal::new(StatusCode::UNPROCESSABLE_ENTITY, error))
        }
    }
}

fn names(site: &Site) -> String {
    let names = site.vendors().into_iter().map(|name| format!("`{name}`"));
    names.collect::<Vec<_>>().join(", ")
}

/// Returns the vendor that a step or a list of steps is for: the one that is named beside a verb or in
/// the query, else the only one whose world has everybody who is named.
pub(super) fn of_steps<'s>(
    site: &'s Site,
    query: Option<&str>,
    text: &str,
) -> Result<&'s Arc<Host>, Refusal> {
    // What is no JSON is explained by the reader of steps.
    let body: Value = serde_json::from_str(text).unwrap_or_default();
    let steps = match &body {
        Value::Array(steps) => steps.as_slice(),
        other => std::slice::from_ref(other),
    };
    let words = |key: &str| -> BTreeSet<&str> {
        let words = steps.iter().filter_map(|step| step.get(key)?.as_str());
        words.collect()
    };
    let named = words("vendor");
    if named.len() > 1 {
        let error = "the steps of one request are for one vendor";
        return Err(Refusal::new(StatusCode::UNPROCESSABLE_ENTITY, error));
    }
    if let Some(named) = named.first().copied().or(query) {
        return chosen(site, Some(named));
    }
    let people = &words("party") | &words("client");
    let mut knowing = site.hosts.iter().filter(|host| {
        let knows = host.with(|stage, _| {
            let names = &stage.mock.directory().names;
            people.iter().all(|word| names.contains_key(*word))
        });
        !people.is_empty() && knows.unwrap_or(false)
    });
    match (knowing.next(), knowing.next()) {
        (Some(only), None) => Ok(only),
        _ => chosen(site, None),
    }
}
