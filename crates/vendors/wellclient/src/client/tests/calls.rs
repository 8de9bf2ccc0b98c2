use serde_json::{Value, json};

use super::visit::Visit;

const PAIR: [(&str, &str); 2] = [
    ("callingDevice", "8001@test.cc"),
    ("calledDevice", "917602176375@test.cc"),
];

fn with_pair(mut fields: Value) -> Value {
    for (name, device) in PAIR {
        fields[name] = device.into();
    }
    fields["callId"] = "k1".into();
    fields
}

fn dialled(visit: &mut Visit) -> Vec<String> {
    visit.event("originated", with_pair(json!({})))
}

fn cleared(visit: &mut Visit, device: &str) -> Vec<String> {
    visit.event(
        "connectionCleared",
        json!({"callId": "k1", "releasingDevice": device}),
    )
}

fn memory(visit: &mut Visit) -> Value {
    let lines = visit.invoke("getCallMemory", json!({}));
    serde_json::from_str(lines[0].strip_prefix("resolved ").unwrap()).unwrap()
}

#[test]
fn a_call_goes_out_with_all_options_in_the_vendors_order() {
    let mut visit = Visit::logged_in(json!({}));

    let request = visit.invoke(
        "makeCall",
        json!({"phoneNumber": "8007", "options": {
            "contextId": "{\"k1\":\"v1\"}", "cpa": 1, "destForDisplay": "4000", "originForDisplay": "5000", "prefix": "9",
        }}),
    );
    let resolved = visit.answer(200, r#"{"callId":"82778900-33af-488e-bcb2-cb8607c5deb1"}"#);

    assert_eq!(
        request,
        [
            r#"POST /api/csta/callControl/calls {"from":"8001@test.cc","to":"98007","destForDisplay":"4000","originForDisplay":"5000","cpa":"1","contextId":"{\"k1\":\"v1\"}"}"#
        ]
    );
    assert_eq!(
        resolved,
        [r#"resolved {"callId":"82778900-33af-488e-bcb2-cb8607c5deb1"}"#]
    );
}

#[test]
fn the_displayed_destination_is_the_own_extension_unless_the_manual_lets_the_caller_choose() {
    let sent = |options: Value, args: Value| {
        let mut visit = Visit::logged_in(options);
        visit.invoke("makeCall", args)
    };
    let own = r#"POST /api/csta/callControl/calls {"from":"8001@test.cc","to":"8007","destForDisplay":"8001"}"#;
    let given = json!({"phoneNumber": "8007", "options": {"destForDisplay": "4000"}});

    assert_eq!(sent(json!({}), json!({"phoneNumber": "8007"})), [own]);
    assert_eq!(sent(json!({"sdk_behaviour": "1.3.7"}), given), [own]);
}

#[test]
fn a_refused_call_is_rejected_by_the_manual_and_undefined_in_1_3_7() {
    let refusals = |options: Value| {
        let mut before = Visit::new(options.clone());
        let mut visit = Visit::logged_in(options);
        let mut lines = before.invoke("makeCall", json!({"phoneNumber": "8007"}));
        lines.extend(visit.invoke("makeCall", json!({"phoneNumber": ""})));
        lines.extend(visit.invoke("makeCall", json!({"phoneNumber": "8001"})));
        visit.invoke("makeCall", json!({"phoneNumber": "8007"}));
        visit.pass(1999);
        lines.extend(visit.invoke("makeCall", json!({"phoneNumber": "8007"})));
        dialled(&mut visit);
        visit.pass(1);
        lines.extend(visit.invoke("makeCall", json!({"phoneNumber": "8007"})));
        lines
    };

    assert_eq!(
        refusals(json!({})),
        [
            "not logged in",
            "the number is empty",
            "the number is the agent's own extension",
            "the last call was made less than 2 seconds ago",
            "a call is in memory",
        ]
        .map(|reason| format!(r#"rejected {{"reason":"{reason}","responseText":"negative"}}"#))
    );
    assert_eq!(refusals(json!({"sdk_behaviour": "1.3.7"})), ["resolved"; 5]);
}

#[test]
fn two_seconds_after_a_call_the_next_may_be_made() {
    let mut visit = Visit::logged_in(json!({}));
    let request = visit.invoke("makeCall", json!({"phoneNumber": "8007"}));
    visit.answer(404, "");

    visit.pass(2000);

    assert_eq!(
        visit.invoke("makeCall", json!({"phoneNumber": "8007"})),
        request
    );
}

#[test]
fn an_answered_call_is_remembered_until_the_own_leg_is_released() {
    let mut visit = Visit::logged_in(json!({}));

    let told = [
        visit.event(
            "serviceInitiated",
            json!({"callId": "k1", "initiatedDevice": "8001@test.cc"}),
        ),
        dialled(&mut visit),
        visit.event("delivered", with_pair(json!({}))),
        visit.event(
            "established",
            with_pair(json!({"eventTime": "2018.12.24 09:00:05"})),
        ),
        cleared(&mut visit, "917602176375@test.cc"),
    ]
    .concat();
    let talking = memory(&mut visit);
    let end = cleared(&mut visit, "8001@test.cc");

    assert_eq!(
        told,
        [
            "event serviceInitiated",
            "event originated",
            "event delivered",
            "event established",
            "event connectionCleared",
        ]
    );
    assert_eq!(
        talking.to_string(),
        r#"{"length":1,"k1":{"deviceCount":2,"createTimeId":"2018.12.24 08:59:57","establishedTimeId":"2018.12.24 09:00:05","8001@test.cc":{"deviceId":"8001@test.cc","callId":"k1","connectionState":"connected","isCalling":true,"callingDevice":"8001@test.cc","calledDevice":"917602176375@test.cc"},"917602176375@test.cc":{"deviceId":"917602176375@test.cc","callId":"k1","connectionState":"connected","isCalling":false,"callingDevice":"8001@test.cc","calledDevice":"917602176375@test.cc"}}}"#
    );
    assert_eq!(
        end,
        [
            r#"inner.connectionCleared {"eventName":"connectionCleared","isEstatblished":true,"createTimeId":"2018.12.24 08:59:57","establishedTimeId":"2018.12.24 09:00:05","partyDevice":"917602176375@test.cc","isCaller":true,"isOutCall":true,"data":{"eventName":"connectionCleared","eventTime":"2018.12.24 08:59:57","serial":107,"callId":"k1","releasingDevice":"8001@test.cc","lastEventSerial":107,"brs":7}}"#,
            "event connectionCleared",
        ]
    );
    assert_eq!(memory(&mut visit), json!({"length": 0}));
}

#[test]
fn a_repeated_originated_leaves_no_line_behind() {
    let mut visit = Visit::logged_in(json!({}));
    dialled(&mut visit);
    dialled(&mut visit);

    cleared(&mut visit, "8001@test.cc");

    assert_eq!(memory(&mut visit), json!({"length": 0}));
}

#[test]
fn delivered_creates_an_unknown_call_and_leaves_a_known_one_alone() {
    let mut visit = Visit::logged_in(json!({}));

    visit.event("delivered", with_pair(json!({})));
    visit.event("established", with_pair(json!({})));
    visit.event("delivered", with_pair(json!({})));

    let state = &memory(&mut visit)["k1"]["8001@test.cc"]["connectionState"];
    assert_eq!(state, "connected");
}

#[test]
fn held_and_retrieved_turn_the_own_leg_whoever_did_it() {
    let mut visit = Visit::logged_in(json!({}));
    dialled(&mut visit);
    visit.event("established", with_pair(json!({})));

    visit.event(
        "held",
        json!({"callId": "k1", "holdingDevice": "917602176375@test.cc"}),
    );
    let held = memory(&mut visit);
    visit.event(
        "retrieved",
        json!({"callId": "k1", "retrievingDevice": "917602176375@test.cc"}),
    );
    let back = memory(&mut visit);

    assert_eq!(held["k1"]["8001@test.cc"]["connectionState"], "held");
    assert_eq!(
        held["k1"]["917602176375@test.cc"]["connectionState"],
        "connected"
    );
    assert_eq!(back["k1"]["8001@test.cc"]["connectionState"], "connected");
}

#[test]
fn a_call_hung_up_while_held_counts_as_not_established() {
    let mut visit = Visit::logged_in(json!({}));
    dialled(&mut visit);
    visit.event("established", with_pair(json!({})));
    visit.event(
        "held",
        json!({"callId": "k1", "holdingDevice": "8001@test.cc"}),
    );

    let told = cleared(&mut visit, "8001@test.cc");

    assert!(told[0].contains(r#""isEstatblished":false"#), "{}", told[0]);
}

#[test]
fn events_of_an_unknown_call_still_reach_the_app() {
    let mut visit = Visit::logged_in(json!({}));

    let told = [
        "established",
        "held",
        "retrieved",
        "connectionCleared",
        "transferred",
        "conferenced",
    ]
    .map(|name| visit.event(name, with_pair(json!({"releasingDevice": "8001@test.cc"}))));

    assert_eq!(
        told.concat(),
        [
            "event established",
            "event held",
            "event retrieved",
            "event connectionCleared",
            "event transferred",
            "event conferenced",
        ]
    );
    assert_eq!(memory(&mut visit), json!({"length": 0}));
}

#[test]
fn an_established_with_other_devices_than_the_pair_is_not_lost() {
    let mut visit = Visit::logged_in(json!({}));
    dialled(&mut visit);

    let told = visit.event(
        "established",
        json!({"callId": "k1", "callingDevice": "8003@test.cc", "calledDevice": "917602176375@test.cc"}),
    );

    assert_eq!(told, ["event established"]);
    assert_eq!(
        memory(&mut visit)["k1"]["8001@test.cc"]["connectionState"],
        "connected"
    );
}
