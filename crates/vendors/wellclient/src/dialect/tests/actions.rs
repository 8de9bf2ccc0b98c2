use ctimock_dialect::ActionError;
use rstest::rstest;
use serde_json::{Value, json};

use super::bench::{Bench, STATE, login_body, world};

#[rstest]
#[case("agent1")]
#[case("5001")]
#[case("5001@test.cc")]
#[case("8001")]
#[case("8001@test.cc")]
fn an_agent_is_known_by_all_its_words(#[case] word: &str) {
    let mut bench = Bench::new(world(2, json!({})));
    let anna = bench.log_on("5001", "8001", "Ready");
    bench.events(anna.socket);

    let params = json!({"client": word, "mode": "NotReady", "reason": "1"});
    let result = bench.act("sets_mode", params);

    assert_eq!(result, Ok(()));
    assert_eq!(bench.told(anna.socket), ["agentNotReady NotReady 1"]);
}

#[test]
fn a_telephone_that_is_gone_loses_its_calls_and_its_next_login() {
    let mut bench = Bench::new(world(1, json!({})));
    let anna = bench.log_on("5001", "8001", "Ready");
    bench.call(&anna, "13800138000");
    bench.events(anna.socket);

    bench
        .act("unregisters", json!({ "client": "agent1" }))
        .expect("it is registered");
    let told = bench.told(anna.socket);
    bench.state(&anna, json!({"func": "Logout", "agentId": "5001@test.cc"}));
    let gone = bench
        .ask(
            "POST",
            STATE,
            &anna.session,
            login_body("5001", "8001", "Ready"),
        )
        .0;
    bench
        .act("registers", json!({ "client": "agent1" }))
        .expect("it is known");
    let back = bench
        .ask(
            "POST",
            STATE,
            &anna.session,
            login_body("5001", "8001", "Ready"),
        )
        .0;

    assert!(told[0].starts_with("connectionCleared 8001 "), "{told:?}");
    assert_eq!([gone, back], [451, 204]);
}

#[test]
fn a_restart_cuts_sockets_and_forgets_sessions_but_no_agents() {
    let mut bench = Bench::new(world(1, json!({})));
    let anna = bench.log_on("5001", "8001", "Ready");

    bench.act("restarts", json!({})).expect("it always can");

    let (status, _) = bench.ask("GET", "/api/csta/agent/client-state", &anna.session, "");
    assert_eq!(bench.closed(anna.socket), [1006]);
    assert_eq!(status, 426);
    assert_eq!(
        bench.world()["agents"][0],
        json!({
            "agentId": "5001@test.cc",
            "deviceId": "8001@test.cc",
            "agentMode": "Ready",
            "extensionRegistered": true,
            "sessions": 0,
            "sockets": 0,
        })
    );
}

#[test]
fn an_event_is_sent_as_it_was_written_in_its_order() {
    let mut bench = Bench::new(world(1, json!({})));
    let anna = bench.log_on("5001", "8001", "Ready");
    bench.effects.clear();

    let fields = json!({"serial": 7, "callId": "K9", "releasingDevice": "8001@test.cc"});
    let params = json!({"client": "agent1", "event": "connectionCleared", "fields": fields});
    bench.act("emits", params).expect("somebody listens");

    assert_eq!(
        bench.events(anna.socket),
        [json!({
            "eventName": "connectionCleared",
            "eventSrc": "8001@test.cc",
            "eventTime": "2026.01.05 09:00:00",
            "eventType": "csta",
            "serial": 7,
            "namespace": "test.cc",
            "srcDeviceId": "8001@test.cc",
            "callId": "K9",
            "releasingDevice": "8001@test.cc",
        })]
    );
}

#[test]
fn a_reservation_ends_when_it_is_released() {
    let mut bench = Bench::new(world(1, json!({})));
    let anna = bench.log_on("5001", "8001", "Ready");
    bench.events(anna.socket);

    bench
        .act("allocates", json!({"client": "agent1", "lasting": "10s"}))
        .expect("ready");
    bench
        .act("releases", json!({ "client": "agent1" }))
        .expect("reserved");

    assert_eq!(
        bench.told(anna.socket),
        ["agentAllocated Allocated", "agentReady Ready"]
    );
}

#[rstest]
#[case::no_client("logs_off", json!({}), ActionError::Invalid(
    "`client`: wanted a text, and there was none".into()))]
#[case::an_unknown_client("logs_off", json!({"client": "zoe"}), ActionError::Unknown(
    "no agent is `zoe`".into()))]
#[case::off_already("logs_off", json!({"client": "agent1"}), ActionError::Refused(
    "`5001@test.cc` is not logged on".into()))]
#[case::a_strange_mode("sets_mode", json!({"client": "agent1", "mode": "Logout"}),
    ActionError::Invalid("`mode`: wanted `Ready`, `NotReady` or `WorkNotReady`, and there was \
    `Logout`".into()))]
#[case::a_strange_event("emits", json!({"client": "agent1", "event": "ring"}),
    ActionError::Invalid("`event`: wellClient sends no `ring`".into()))]
#[case::a_strange_span("allocates", json!({"client": "agent1", "lasting": 5}),
    ActionError::Invalid("`lasting`: wanted a number and a unit, such as `60s`, and there was `5`"
    .into()))]
#[case::no_such_action("explodes", json!({}), ActionError::Unknown(
    "wellClient has no action `explodes`".into()))]
fn an_action_that_cannot_be_says_why(
    #[case] name: &str,
    #[case] params: Value,
    #[case] wanted: ActionError,
) {
    let mut bench = Bench::new(world(1, json!({})));

    let result = bench.act(name, params);

    assert_eq!(result, Err(wanted));
}

#[test]
fn every_action_of_the_contract_is_known() {
    let mut bench = Bench::new(world(1, json!({})));

    for name in crate::contract().actions.keys() {
        let result = bench.act(
            name,
            json!({"client": "agent1", "mode": "Ready", "event": "held"}),
        );

        assert!(
            !matches!(result, Err(ActionError::Unknown(_))),
            "{name}: {result:?}"
        );
    }
}

#[test]
fn every_event_of_the_contract_can_be_emitted() {
    use ctimock_dialect::contract::Origin;

    let wire = crate::contract().events.iter();
    let mut wire: Vec<&str> = wire
        .filter(|(_, event)| event.origin == Origin::Wire)
        .map(|(name, _)| name.as_str())
        .collect();
    let mut known = crate::dialect::emit::EVENTS.to_vec();
    wire.sort_unstable();
    known.sort_unstable();

    assert_eq!(known, wire);
}
