use serde_json::json;

use super::bench::{Bench, Desk, world};

fn ringing(quirks: &[(&str, &str)]) -> (Bench, [Desk; 2], String) {
    let mut bench = Bench::with_quirks(world(2, json!({})), quirks);
    let desks = [
        bench.log_on("5001", "8001", "Ready"),
        bench.log_on("5002", "8002", "NotReady"),
    ];
    for desk in &desks {
        bench.events(desk.socket);
    }
    let call = bench.call(&desks[0], "8002");
    (bench, desks, call)
}

#[test]
fn both_agents_are_told_both_clears_the_own_first() {
    let (mut bench, [anna, bert], call) = ringing(&[]);

    bench.leg(&bert, &call, "answer");
    bench.leg(&bert, &call, "");

    assert_eq!(
        bench.told(anna.socket),
        [
            "serviceInitiated NORMAL",
            "originated 8001 8002 NEWCALL",
            "delivered 8002 8001 8002 Internal",
            "established 8002 8001 8002",
            "recordStarted",
            "connectionCleared 8001 8002 NORMAL_CLEARING",
            "connectionCleared 8002 8002 NORMAL_CLEARING",
        ]
    );
    assert_eq!(
        bench.told(bert.socket),
        [
            "delivered 8002 8001 8002 Internal",
            "established 8002 8001 8002",
            "recordStarted",
            "connectionCleared 8002 8002 NORMAL_CLEARING",
            "connectionCleared 8001 8002 NORMAL_CLEARING",
        ]
    );
}

#[test]
fn a_copy_has_its_receivers_device_and_a_serial_of_its_own() {
    let (mut bench, [anna, bert], call) = ringing(&[]);

    let copies = [anna.socket, bert.socket].map(|socket| {
        let events = bench.events(socket);
        events
            .into_iter()
            .find(|it| it["eventName"] == "delivered")
            .expect("it rings")
    });

    for (copy, device) in copies.iter().zip(["8001@test.cc", "8002@test.cc"]) {
        assert_eq!(copy["eventSrc"], device);
        assert_eq!(copy["srcDeviceId"], device);
        assert_eq!(copy["deviceId"], "8002@test.cc");
        assert_eq!(copy["connectionId"], format!("{device}|{call}"));
    }
    assert_ne!(copies[0]["serial"], copies[1]["serial"]);
}

#[test]
fn a_declined_call_ends_for_both() {
    let (mut bench, [anna, bert], call) = ringing(&[]);
    bench.events(anna.socket);
    bench.events(bert.socket);

    bench.leg(&bert, &call, "");

    assert_eq!(
        bench.told(anna.socket),
        [
            "connectionCleared 8001 8002 CALL_REJECTED",
            "connectionCleared 8002 8002 CALL_REJECTED",
        ]
    );
    assert_eq!(
        bench.told(bert.socket),
        [
            "connectionCleared 8002 8002 CALL_REJECTED",
            "connectionCleared 8001 8002 CALL_REJECTED",
        ]
    );
}

#[test]
fn the_quirk_internal_clears_leaves_each_agent_its_own() {
    let (mut bench, [anna, bert], call) = ringing(&[("internal_clears", "own")]);
    bench.leg(&bert, &call, "answer");
    bench.events(anna.socket);
    bench.events(bert.socket);

    bench.leg(&anna, &call, "");

    assert_eq!(
        bench.told(anna.socket),
        ["connectionCleared 8001 8001 NORMAL_CLEARING"]
    );
    assert_eq!(
        bench.told(bert.socket),
        ["connectionCleared 8002 8001 NORMAL_CLEARING"]
    );
}

#[test]
fn an_extension_without_telephone_is_absent() {
    let mut world = world(2, json!({}));
    world.clients[1]
        .identity
        .insert("registered".into(), false.into());
    let mut bench = Bench::new(world);
    let anna = bench.log_on("5001", "8001", "Ready");
    bench.events(anna.socket);

    bench.call(&anna, "8002");

    assert_eq!(
        bench.told(anna.socket),
        [
            "serviceInitiated NORMAL",
            "originated 8001 8002 NEWCALL",
            "connectionCleared 8001 8002 SUBSCRIBER_ABSENT",
        ]
    );
}
