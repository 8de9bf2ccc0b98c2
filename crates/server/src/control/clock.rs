use std::time::Duration;

use bytes::Bytes;
use ctimock_scenario::{StepNames, Verb, steps_from_json};
use ctimock_time::{Deadline, Time};
use http::{Response, StatusCode};
use serde_json::{Value, json};
use tokio::task::yield_now;

use super::refusal::Refusal;
use crate::{answer, site::Site};

/// Says what the clock shows.
pub(super) fn shown(site: &Site) -> Response<Bytes> {
    let now = site.clock.now().to_string();
    answer::json(StatusCode::OK, &json!({ "now": now }))
}

/// Adds to the clock: `{"advance": "3m"}`. What becomes due is done on the way, each at its own instant
/// and in order.
pub(super) async fn advance(site: &Site, body: &[u8]) -> Result<Response<Bytes>, Refusal> {
    let by = wanted(site, body)?;
    let _moving = site.moving.lock().await;
    let until = site.clock.now() + by;
    while let Some(due) = next(site).filter(|due| *due <= until) {
        site.clock.jump_to(due);
        wake(site);
        // What was sent goes out before what is sent at the next instant.
        yield_now().await;
    }
    site.clock.jump_to(until);
    wake(site);
    Ok(shown(site))
}

fn next(site: &Site) -> Option<Time> {
    let deadlines = site.hosts.iter().map(|host| host.deadline());
    Deadline::earliest(deadlines).map(|deadline| deadline.at)
}

fn wake(site: &Site) {
    for host in &site.hosts {
        host.wake();
    }
}

/// Reads the duration as the scenario language writes durations.
fn wanted(site: &Site, body: &[u8]) -> Result<Duration, Refusal> {
    let wrong = |error: String| Refusal::new(StatusCode::UNPROCESSABLE_ENTITY, error);
    let body: Value = serde_json::from_slice(body)
        .map_err(|error| wrong(format!("the body is not JSON: {error}")))?;
    let fields = body.as_object().filter(|fields| fields.len() == 1);
    let Some(advance) = fields.and_then(|fields| fields.get("advance")) else {
        return Err(wrong(format!("the body is {EXAMPLE}, not `{body}`")));
    };
    let step = json!({ "wait": advance }).to_string();
    let contract = site.hosts.first().map(|host| (host.vendor.contract)());
    let steps = contract.and_then(|contract| {
        let names = StepNames::default();
        steps_from_json(&step, contract, &names).ok()
    });
    match steps.as_deref() {
        Some([step]) if let Verb::Wait(by) = step.verb => Ok(by),
        _ => Err(wrong(format!(
            "`advance` is a duration of at most a year with its unit, as in {EXAMPLE}, not `{advance}`"
        ))),
    }
}

const EXAMPLE: &str = "`{\"advance\": \"3m\"}`";
