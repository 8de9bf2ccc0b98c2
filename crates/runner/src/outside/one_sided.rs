use std::time::Duration;

use ctimock_scenario::{Reply, Scenario, Step, Verb};

/// How much later than its bound something may come under the real clock, where both the machine and
/// the client have other things to do.
pub(super) const LATE: Duration = Duration::from_secs(10);

/// How much earlier than its bound something may seem to come, because the step before it was seen
/// late.
pub(super) const EARLY: Duration = Duration::from_millis(500);

/// Returns the scenario with bounds for the real clock: what must have come by an instant is waited for
/// longer, and what must not come before one may seem to be a little early.
pub(super) fn widened(scenario: &Scenario) -> Scenario {
    let mut widened = scenario.clone();
    widened.steps.iter_mut().for_each(widen);
    widened
}

fn widen(step: &mut Step) {
    match &mut step.verb {
        Verb::Call(call) => match call.reply {
            Reply::Pending => {}
            Reply::Succeeds | Reply::Returns(_) | Reply::Fails(_) => {
                call.within = call.within.saturating_add(LATE);
            }
        },
        Verb::Result { reply, within, .. } => match reply {
            Reply::Pending => {}
            Reply::Succeeds | Reply::Returns(_) | Reply::Fails(_) => {
                *within = within.saturating_add(LATE);
            }
        },
        Verb::Expect(expect) => {
            expect.within.from = expect.within.from.saturating_sub(EARLY);
            expect.within.to = expect.within.to.saturating_add(LATE);
        }
        Verb::Together(steps) => steps.iter_mut().for_each(widen),
        Verb::Never(_) | Verb::Act(_) | Verb::Wait(_) | Verb::State(_) => {}
    }
}
