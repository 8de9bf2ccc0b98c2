//! Plans of simulated people.

use std::time::Duration;

use ctimock_dialect::World;
use ctimock_switch::{Action, Plan, Rule, Trigger};
use serde_json::json;

use super::bench::{customer, world};

pub(super) const SECOND: Duration = Duration::from_secs(1);

pub(super) fn offered(seconds: u64, action: Action) -> Rule {
    rule(Trigger::Offered, seconds, action)
}

pub(super) fn connected(seconds: u64, action: Action) -> Rule {
    rule(Trigger::Connected, seconds, action)
}

fn rule(trigger: Trigger, seconds: u64, action: Action) -> Rule {
    Rule {
        trigger,
        after: Duration::from_secs(seconds),
        action,
    }
}

/// Agents 5001 and 5002, and carl at 17602176375 who does this.
pub(super) fn carl(rules: Vec<Rule>) -> World {
    World {
        parties: vec![customer("carl", "17602176375", Plan { rules })],
        ..world(2, json!({}))
    }
}

/// Carl answers after two seconds.
pub(super) fn answering_carl() -> World {
    carl(vec![offered(2, Action::Answer)])
}
