use std::time::Duration;

use rstest::rstest;
use serde_json::{Value, json};

use super::bench::{Bench, STATE, login_body, world};

const SESSION: &str = "/mvc/stomp/283/k3jf9x2b/websocket";
const CONNECT: &str = r#"["CONNECT\naccept-version:1.1,1.0\nheart-beat:10000,10000\n\n\u0000"]"#;
const SUBSCRIBE: &str =
    r#"["SUBSCRIBE\nid:sub-0\ndestination:/topic/csta/agent/5001@test.cc\n\n\u0000"]"#;

/// The texts in the SockJS frames that went to a socket; other frames as they are.
fn texts(frames: &[String]) -> Vec<String> {
    let inside = |frame: &String| -> Vec<String> {
        match frame.strip_prefix('a') {
            Some(list) => serde_json::from_str(list).expect("a list of texts"),
            None => vec![frame.clone()],
        }
    };
    frames.iter().flat_map(inside).collect()
}

#[rstest]
#[case("/mvc/stomp/info")]
#[case("/sdk/mvc/stomp/info?t=1496480000000")]
fn the_info_says_that_there_are_websockets(#[case] path: &str) {
    let mut bench = Bench::new(world(1, json!({})));

    let (status, mut info) = bench.ask("GET", path, "", "");
    let entropy = info["entropy"].take();

    let wanted = json!({
        "websocket": true, "origins": ["*:*"], "cookie_needed": false, "entropy": null,
    });
    assert_eq!((status, info), (200, wanted));
    assert!(entropy.is_u64(), "{entropy}");
}

#[test]
fn a_session_opens_with_o_and_wraps_stomp() {
    let mut bench = Bench::new(world(1, json!({})));
    let socket = bench.open_at(SESSION);

    bench.text(socket, CONNECT);

    let written = bench.written(socket);
    assert_eq!(written[0], "o");
    let texts = texts(&written);
    assert!(
        texts[1].starts_with("CONNECTED\nversion:1.1\n"),
        "{texts:?}"
    );
    assert!(texts[1].ends_with('\0'), "{texts:?}");
}

#[test]
fn events_come_wrapped_and_keep_their_json_for_faults_and_journal() {
    let mut bench = Bench::new(world(1, json!({})));
    let socket = bench.open_at(SESSION);
    bench.text(socket, CONNECT);
    bench.text(socket, SUBSCRIBE);
    let session = bench.session("5001");

    bench.ask("POST", STATE, &session, login_body("5001", "8001", "Ready"));

    let frames: Vec<String> = bench
        .effects
        .iter()
        .filter_map(|effect| match effect {
            ctimock_dialect::Effect::Send {
                name: Some(_),
                frame,
                ..
            } => Some(frame.text()),
            _ => None,
        })
        .collect();
    let texts = texts(&frames);
    assert!(
        frames[0].starts_with(r#"a["MESSAGE\nsubscription:sub-0\n"#),
        "{frames:?}"
    );
    let (head, body) = texts[0].split_once("\n\n").expect("a head and a body");
    assert!(
        head.contains("destination:/topic/csta/agent/5001@test.cc"),
        "{head}"
    );
    let event: Value = serde_json::from_str(body.trim_end_matches('\0')).expect("JSON");
    assert_eq!(event["eventName"], "agentLoggedOn");
    assert_eq!(
        bench.told(socket),
        ["agentLoggedOn Ready", "agentReady Ready"]
    );
}

#[test]
fn the_server_says_every_25_seconds_that_it_is_there() {
    let mut bench = Bench::new(world(1, json!({})));
    let socket = bench.open_at(SESSION);
    bench.text(
        socket,
        r#"["CONNECT\naccept-version:1.1\nheart-beat:0,0\n\n\u0000"]"#,
    );
    bench.written(socket);

    bench.pass(Duration::from_millis(24_999));
    let before = bench.written(socket);
    bench.pass(Duration::from_secs(26));

    assert_eq!(before, [""; 0]);
    assert_eq!(bench.written(socket), ["h", "h"]);
}

#[test]
fn several_texts_of_one_message_are_taken_in_their_order() {
    let mut bench = Bench::new(world(1, json!({})));
    let socket = bench.open_at(SESSION);
    let both = format!(
        "{},{}",
        CONNECT.trim_end_matches(']'),
        SUBSCRIBE.trim_start_matches('[')
    );

    bench.text(socket, "");
    bench.text(socket, &both);

    assert_eq!(bench.world()["agents"][0]["sockets"], 1);
}

#[test]
fn a_farewell_is_answered_with_a_close_frame() {
    let mut bench = Bench::new(world(1, json!({})));
    let socket = bench.open_at(SESSION);
    bench.text(socket, CONNECT);
    bench.written(socket);

    bench.text(socket, r#"["DISCONNECT\n\n\u0000"]"#);

    assert_eq!(
        bench.written(socket),
        [r#"c[1000,"disconnected by the client"]"#]
    );
    assert_eq!(bench.closed(socket), [1000]);
}

#[rstest]
#[case::raw_stomp("CONNECT\naccept-version:1.1\n\n\0")]
#[case::an_object(r#"{"CONNECT":1}"#)]
#[case::a_list_of_numbers("[1]")]
fn what_is_no_list_of_texts_ends_the_session(#[case] message: &str) {
    let mut bench = Bench::new(world(1, json!({})));
    let socket = bench.open_at(SESSION);

    bench.text(socket, message);

    assert_eq!(bench.closed(socket), [1002]);
    let last = bench.written(socket).pop().expect("a close frame");
    assert!(
        last.starts_with(r#"c[1002,"wanted a JSON list of texts"#),
        "{last}"
    );
}

#[test]
fn a_closed_session_beats_no_more() {
    let mut bench = Bench::new(world(1, json!({})));
    let socket = bench.open_at(SESSION);
    bench.cut(socket);

    assert_eq!(bench.next(), None);
}
