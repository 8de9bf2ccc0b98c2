use std::time::Duration;

use ctimock_dialect::World;
use ctimock_switch::{Action, Cause, Plan, Rule, Trigger};
use rstest::rstest;
use serde_json::json;

use super::bench::{Bench, customer, world};

const SECOND: Duration = Duration::from_secs(1);

fn rule(trigger: Trigger, seconds: u64, action: Action) -> Rule {
    Rule {
        trigger,
        after: Duration::from_secs(seconds),
        action,
    }
}

fn carl(rules: Vec<Rule>) -> World {
    World {
        parties: vec![customer("carl", "17602176375", Plan { rules })],
        ..world(2, json!({}))
    }
}

#[test]
fn an_answered_call_ends_with_two_clears_the_own_first() {
    let mut bench = Bench::new(carl(vec![
        rule(Trigger::Offered, 2, Action::Answer),
        rule(Trigger::Connected, 5, Action::HangUp),
    ]));
    let desk = bench.log_on("5001", "8001", "Ready");
    bench.events(desk.socket);

    bench.call(&desk, "917602176375");
    bench.pass(SECOND * 10);

    assert_eq!(
        bench.told(desk.socket),
        [
            "serviceInitiated NORMAL",
            "originated 8001 917602176375 NEWCALL",
            "delivered 917602176375 8001 917602176375 Outbound",
            "established 917602176375 8001 917602176375",
            "recordStarted",
            "connectionCleared 8001 917602176375 NORMAL_CLEARING",
            "connectionCleared 917602176375 917602176375 NORMAL_CLEARING",
        ]
    );
}
