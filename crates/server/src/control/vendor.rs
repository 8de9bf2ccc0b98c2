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

/// Returns the vendor that stands beside the verb of a step, or of the steps of a list.
pub(super) fn named_in(text: &str) -> Result<Option<String>, Refusal> {
    // What is no JSON is explained by the reader of steps.
    let Ok(body) = serde_json::from_str::<Value>(text) else {
        return Ok(None);
    };
    let steps = match &body {
        Value::Array(steps) => steps.as_slice(),
        other => std::slice::from_ref(other),
    };
    let named: BTreeSet<&str> = steps
        .iter()
        .filter_map(|step| step.get("vendor")?.as_str())
        .collect();
    match named.len() {
        0 | 1 => Ok(named.first().map(|name| (*name).to_owned())),
        _ => Err(Refusal::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            "the steps of one request are for one vendor",
        )),
    }
}
