use std::{collections::BTreeSet, sync::Arc};

use bytes::Bytes;
use ctimock_conformance::compare;
use ctimock_scenario::{Act, Pattern, Step, StepNames, Verb, steps_from_json};
use http::{Response, StatusCode};
use serde_json::{Map, Value, json};

use super::{act, bindings::Bindings, refusal::Refusal, vendor::of_steps};
use crate::{answer, host::Host, site::Site};

/// Carries out one step of the scenario language, or a list, one after the other. What was done before
/// a step that cannot be done stays done.
pub(super) async fn steps(
    site: &Arc<Site>,
    vendor: Option<&str>,
    body: &[u8],
) -> Result<Response<Bytes>, Refusal> {
    let text = std::str::from_utf8(body)
        .map_err(|_| Refusal::new(StatusCode::UNPROCESSABLE_ENTITY, "the body is UTF-8"))?;
    let host = of_steps(site, vendor, text)?;
    let mut session = Session {
        host,
        calls: Vec::new(),
        bound: bindings(host)?,
    };
    let names = StepNames {
        clients: site.clients(host.vendor.name),
        bound: session.bound.names().cloned().collect::<BTreeSet<_>>(),
    };
    let steps = steps_from_json(text, (host.vendor.contract)(), &names).map_err(|found| {
        let first = found.iter().next();
        let error = first.map_or_else(String::new, |first| first.title.clone());
        Refusal::new(StatusCode::UNPROCESSABLE_ENTITY, error).with("diagnostics", found.to_json())
    })?;
    for (number, step) in steps.iter().enumerate() {
        if let Err(refusal) = session.perform(step).await {
            return Err(session.account(refusal.with("step", number + 1)));
        }
    }
    let body = Value::Object(session.fields());
    Ok(answer::json(StatusCode::OK, &body))
}

/// One request's steps.
struct Session<'h> {
    host: &'h Arc<Host>,
    /// The calls that were made, by their ids on the wire.
    calls: Vec<String>,
    bound: Bindings,
}

impl Session<'_> {
    async fn perform(&mut self, step: &Step) -> Result<(), Refusal> {
        match &step.verb {
            Verb::Act(act) => self.act(act),
            Verb::State(pattern) => self.check_state(pattern),
            Verb::Wait(span) => {
                let until = self.host.clock.now() + *span;
                let shown = self.host.clock.shows(until).await;
                shown.map_err(|_| Refusal::new(StatusCode::CONFLICT, "everything was reset"))
            }
            Verb::Call(_)
            | Verb::Result { .. }
            | Verb::Expect(_)
            | Verb::Never(_)
            | Verb::Together(_) => Err(Refusal::new(
                StatusCode::UNPROCESSABLE_ENTITY,
                "the control API takes `party`, `backend`, `fault`, `state` and `wait`",
            )),
        }
    }

    fn act(&mut self, act: &Act) -> Result<(), Refusal> {
        let resolved = act::resolve(act, &self.bound)?;
        let outcome = self.with(|stage, now| stage.mock.handle_act(now, resolved))?;
        let receipt = outcome.map_err(|error| act::refused(&error))?;
        if let (Some(call), Some(name)) = (&receipt.call, act::binds(act)) {
            self.bound.bind(name, call.as_str());
            self.keep_bound()?;
        }
        self.calls.extend(receipt.call);
        Ok(())
    }

    fn check_state(&mut self, pattern: &Pattern) -> Result<(), Refusal> {
        let world = self.with(|stage, now| {
            stage.mock.handle_timeout(now);
            stage.mock.world(now)
        })?;
        match compare(pattern, &world, &mut self.bound.0) {
            Ok(()) => self.keep_bound(),
            Err(differences) => {
                let error = "the state is not what was wanted";
                let shown = differences.iter().map(|difference| {
                    json!({
                        "path": difference.path,
                        "expected": difference.expected,
                        "observed": difference.observed,
                    })
                });
                Err(Refusal::new(StatusCode::CONFLICT, error)
                    .with("differences", Value::from_iter(shown)))
            }
        }
    }

    /// Lets later requests know what is bound.
    fn keep_bound(&self) -> Result<(), Refusal> {
        let bound = self.bound.clone();
        self.with(|stage, _| stage.bound = bound)
    }

    fn with<R>(
        &self,
        act: impl FnOnce(&mut crate::host::Stage, ctimock_time::Time) -> R,
    ) -> Result<R, Refusal> {
        self.host
            .with(act)
            .map_err(|broken| Refusal::new(StatusCode::INTERNAL_SERVER_ERROR, broken.reason))
    }

    /// Adds what was done to why it went no further.
    fn account(&self, refusal: Refusal) -> Refusal {
        self.fields()
            .into_iter()
            .fold(refusal, |refusal, (name, value)| refusal.with(&name, value))
    }

    fn fields(&self) -> Map<String, Value> {
        Map::from_iter([
            (
                "now".to_owned(),
                Value::from(self.host.clock.now().to_string()),
            ),
            ("calls".to_owned(), Value::from(self.calls.clone())),
            ("bound".to_owned(), self.bound.shown()),
        ])
    }
}

fn bindings(host: &Host) -> Result<Bindings, Refusal> {
    host.with(|stage, _| stage.bound.clone())
        .map_err(|broken| Refusal::new(StatusCode::INTERNAL_SERVER_ERROR, broken.reason))
}
