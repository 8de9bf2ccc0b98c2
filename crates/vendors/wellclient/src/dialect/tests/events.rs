//! Whole events, to the byte: names, values and the vendor's order of fields (dossier §8).

use ctimock_dialect::Effect;
use ctimock_switch::Action;
use serde_json::json;

use super::{
    bench::{Bench, Desk},
    people::{SECOND, carl, connected, offered},
};

/// Returns the texts of the events at a socket with ids and serials made equal.
fn texts(bench: &Bench, desk: &Desk, call: &str) -> Vec<String> {
    let text = |effect: &Effect| match effect {
        Effect::Send {
            socket,
            name: Some(_),
            frame,
        } if *socket == desk.socket => Some(plain(&frame.body.replace(call, "K1"))),
        _ => None,
    };
    bench.effects.iter().filter_map(text).collect()
}

fn plain(text: &str) -> String {
    let (before, behind) = text.split_once("\"serial\":").expect("a serial");
    let end = behind.find(',').expect("more fields");
    let text = format!("{before}\"serial\":1{}", &behind[end..]);
    match text.split_once("\"recordId\":\"") {
        Some((before, behind)) => format!("{before}\"recordId\":\"R1{}", &behind[36..]),
        None => text,
    }
}

#[test]
fn agent_events_have_their_fields_in_the_vendors_order() {
    let mut bench = Bench::new(carl(Vec::new()));

    let desk = bench.log_on("5001", "8001", "NotReady");
    bench.state(
        &desk,
        json!({"func": "SetState", "device": "8001@test.cc", "agentMode": "NotReady",
               "namespace": "test.cc", "reason": "2", "agentId": "5001@test.cc"}),
    );

    let root = |name: &str| {
        format!(
            "{{\"eventName\":\"{name}\",\"eventSrc\":\"5001@test.cc\",\
             \"eventTime\":\"2026.01.05 09:00:00\",\"eventType\":\"agent\",\"serial\":1,\
             \"namespace\":\"test.cc\",\"srcDeviceId\":\"8001@test.cc\",\
             \"deviceId\":\"8001@test.cc\",\"agentId\":\"5001@test.cc\",\
             \"agentMode\":\"NotReady\",\"devices\":{{\"Voice\":\"8001@test.cc\"}}"
        )
    };
    assert_eq!(
        texts(&bench, &desk, "-"),
        [
            format!("{}}}", root("agentLoggedOn")),
            format!("{}}}", root("agentNotReady")),
            format!("{},\"reason\":\"2\"}}", root("agentNotReady")),
        ]
    );
}

#[test]
fn call_events_have_their_fields_in_the_vendors_order() {
    let mut bench = Bench::new(carl(vec![
        offered(2, Action::Answer),
        connected(1, Action::HangUp),
    ]));
    let desk = bench.log_on("5001", "8001", "Ready");
    bench.effects.clear();

    let call = bench.call(&desk, "917602176375");
    bench.pass(SECOND * 3);

    let root = |name: &str, time: &str| {
        format!(
            "{{\"eventName\":\"{name}\",\"eventSrc\":\"8001@test.cc\",\
             \"eventTime\":\"2026.01.05 09:00:{time}\",\"eventType\":\"csta\",\"serial\":1,\
             \"namespace\":\"test.cc\""
        )
    };
    let event = |name: &str, time: &str, device: &str, state: &str, own: &str| {
        format!(
            "{},\"srcDeviceId\":\"8001@test.cc\",\"callId\":\"K1\",\
             \"deviceId\":\"{device}@test.cc\",\"localState\":\"{state}\",\
             \"connectionId\":\"8001@test.cc|K1\",{own}}}",
            root(name, time)
        )
    };
    let pair = "\"callingDevice\":\"8001@test.cc\",\"calledDevice\":\"917602176375@test.cc\"";
    assert_eq!(
        texts(&bench, &desk, &call),
        [
            event(
                "serviceInitiated",
                "00",
                "8001",
                "Initiate",
                "\"cause\":\"NORMAL\",\"initiatedDevice\":\"8001@test.cc\""
            ),
            event(
                "originated",
                "00",
                "8001",
                "Initiate",
                &format!("\"cause\":\"NEWCALL\",{pair}")
            ),
            event(
                "delivered",
                "00",
                "917602176375",
                "Alerting",
                &format!(
                    "\"alertingDevice\":\"917602176375@test.cc\",{pair},\
                     \"userData\":{{\"data\":{{\"originalANI\":\"8001@test.cc\",\
                     \"originalDNIS\":\"917602176375@test.cc\",\"originalCallId\":\"K1\"}}}},\
                     \"callCause\":\"NEWCALL\",\"callType\":\"Outbound\""
                )
            ),
            event(
                "established",
                "02",
                "917602176375",
                "Connect",
                &format!("\"answeringDevice\":\"917602176375@test.cc\",{pair}")
            ),
            format!(
                "{},\"recordId\":\"R1\",\"callId\":\"K1\",\"deviceId\":\"8001@test.cc\",\
                 \"fileName\":\"/mnt/volumes/recordings//test.cc/2026/0105/8001@test.cc/\
                 20260105090002_K1.wav\",\"isSuccess\":true}}",
                root("recordStarted", "02")
            ),
            event(
                "connectionCleared",
                "03",
                "8001",
                "Idle",
                "\"cause\":\"NORMAL_CLEARING\",\"releasingDevice\":\"8001@test.cc\",\
                 \"hangupDevice\":\"917602176375@test.cc\""
            ),
            event(
                "connectionCleared",
                "03",
                "917602176375",
                "Idle",
                "\"cause\":\"NORMAL_CLEARING\",\"releasingDevice\":\"917602176375@test.cc\",\
                 \"hangupDevice\":\"917602176375@test.cc\""
            ),
        ]
    );
}

#[test]
fn an_event_is_one_frame_to_the_subscribers_own_id() {
    let mut bench = Bench::new(carl(Vec::new()));
    let session = bench.session("5001");
    let socket = bench.open();
    bench.text(
        socket,
        "CONNECT\naccept-version:1.1,1.0\nheart-beat:0,0\n\n\0",
    );
    let topic = "/topic/csta/agent/5001@test.cc";
    bench.text(
        socket,
        &format!("SUBSCRIBE\nid:mine\ndestination:{topic}\n\n\0"),
    );

    bench.ask(
        "POST",
        super::bench::STATE,
        &session,
        super::bench::login_body("5001", "8001", "Ready"),
    );

    let frames: Vec<String> = bench
        .effects
        .iter()
        .filter_map(|effect| match effect {
            Effect::Send {
                name: Some(_),
                frame,
                ..
            } => Some(frame.text()),
            _ => None,
        })
        .collect();
    assert_eq!(frames.len(), 2);
    for frame in frames {
        assert!(frame.starts_with("MESSAGE\nsubscription:mine\n"), "{frame}");
        assert!(
            frame.contains(&format!("\ndestination:{topic}\n")),
            "{frame}"
        );
        assert_eq!(frame.matches('\0').count(), 1, "{frame}");
        assert!(frame.ends_with("}\0"), "{frame}");
    }
}
