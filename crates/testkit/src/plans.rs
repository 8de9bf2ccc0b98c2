//! What parties do by themselves, for worlds that are built in tests.

use std::time::Duration;

use ctimock_switch::{Action, Cause, Plan, Rule, Trigger};

/// Never picks up.
#[must_use]
pub fn ignores() -> Plan {
    Plan::default()
}

/// Picks up after so long.
#[must_use]
pub fn answers(after: Duration) -> Plan {
    one(Trigger::Offered, after, Action::Answer)
}

/// Picks up after so long, and hangs up so long after that.
#[must_use]
pub fn answers_then_hangs_up(after: Duration, talk: Duration) -> Plan {
    let mut plan = answers(after);
    plan.rules
        .extend(one(Trigger::Connected, talk, Action::HangUp).rules);
    plan
}

/// Declines after so long.
#[must_use]
pub fn rejects(after: Duration, cause: Cause) -> Plan {
    one(Trigger::Offered, after, Action::Reject(cause))
}

/// Is engaged.
#[must_use]
pub fn busy() -> Plan {
    one(Trigger::Offered, Duration::ZERO, Action::Fail(Cause::Busy))
}

fn one(trigger: Trigger, after: Duration, action: Action) -> Plan {
    Plan {
        rules: vec![Rule {
            trigger,
            after,
            action,
        }],
    }
}
