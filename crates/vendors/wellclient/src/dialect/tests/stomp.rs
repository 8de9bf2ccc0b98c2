use std::time::Duration;

use bytes::Bytes;
use ctimock_dialect::{Dialect, Signal, SocketId, Upgrade};
use http::Request;
use rstest::rstest;
use serde_json::json;

use super::bench::{Bench, STATE, login_body, world};

const CONNECT: &str = "CONNECT\naccept-version:1.1,1.0\nheart-beat:10000,10000\n\n\0";
const SUBSCRIBE: &str = "SUBSCRIBE\nid:sub-0\ndestination:/topic/event.agent.*.5001@test_cc\n\n\0";

fn log_on(bench: &mut Bench) {
    let session = bench.session("5001");
    let (status, _) = bench.ask("POST", STATE, &session, login_body("5001", "8001", "Ready"));
    assert_eq!(status, 204);
}

#[test]
fn connected_has_the_heart_beat_that_the_client_needs() {
    let mut bench = Bench::new(world(1, json!({})));
    let socket = bench.open();

    bench.text(socket, CONNECT);

    assert_eq!(
        bench.written(socket),
        ["CONNECTED\nversion:1.1\nheart-beat:10000,10000\n\n\0"]
    );
}

#[test]
fn the_setting_stomp_heartbeat_turns_it_off() {
    let mut bench = Bench::new(world(1, json!({ "stomp_heartbeat": "0,0" })));
    let socket = bench.open();

    bench.text(socket, CONNECT);

    assert_eq!(
        bench.written(socket),
        ["CONNECTED\nversion:1.1\nheart-beat:0,0\n\n\0"]
    );
    assert_eq!(bench.next(), None);
}

#[rstest]
#[case::new("/topic/event.agent.*.5001@test_cc", 2)]
#[case::old("/topic/csta/agent/5001@test.cc", 2)]
#[case::another_agent("/topic/csta/agent/5009@test.cc", 0)]
#[case::new_with_points("/topic/event.agent.*.5001@test.cc", 0)]
#[case::another_topic("/topic/5001@test.cc", 0)]
fn both_styles_of_topics_are_served(#[case] topic: &str, #[case] count: usize) {
    let mut bench = Bench::new(world(1, json!({})));
    let socket = bench.open();
    bench.text(socket, CONNECT);
    bench.text(
        socket,
        &format!("SUBSCRIBE\nid:sub-0\ndestination:{topic}\n\n\0"),
    );

    log_on(&mut bench);

    assert_eq!(bench.events(socket).len(), count);
}

#[test]
fn frames_may_be_cut_anywhere_and_an_h_between_them_is_no_frame() {
    let mut bench = Bench::new(world(1, json!({})));
    let socket = bench.open();

    for piece in format!("{CONNECT}\n{SUBSCRIBE}").chars() {
        bench.text(socket, &piece.to_string());
    }
    bench.text(socket, "h");
    log_on(&mut bench);
    bench.text(socket, "h");

    assert_eq!(bench.events(socket).len(), 2);
    assert_eq!(bench.closed(socket), Vec::<u16>::new());
}

#[test]
fn several_frames_and_bytes_may_come_in_one_message() {
    let mut bench = Bench::new(world(1, json!({})));
    let socket = bench.open();

    let both = format!("{CONNECT}{SUBSCRIBE}");
    bench.signal(socket, Signal::Binary(Bytes::from(both)));
    log_on(&mut bench);

    assert_eq!(bench.events(socket).len(), 2);
}

#[rstest]
#[case::no_stomp("hello\n\n\0")]
#[case::no_connect(SUBSCRIBE)]
fn who_speaks_no_stomp_is_told_and_closed(#[case] text: &str) {
    let mut bench = Bench::new(world(1, json!({})));
    let socket = bench.open();

    bench.text(socket, text);

    let written = bench.written(socket);
    assert_eq!(written.len(), 1);
    assert!(written[0].starts_with("ERROR\n"), "{written:?}");
    assert_eq!(bench.closed(socket), [1002]);
}

#[test]
fn bytes_that_are_no_text_close_one_socket_and_no_other() {
    let mut bench = Bench::new(world(1, json!({})));
    let good = bench.listen("5001@test.cc");
    let bad = bench.open();

    bench.signal(
        bad,
        Signal::Binary(Bytes::from_static(&[0xff, 0xfe, b'\n', 0])),
    );
    log_on(&mut bench);

    assert_eq!(bench.closed(bad), [1002]);
    assert_eq!(bench.closed(good), Vec::<u16>::new());
    assert_eq!(bench.events(good).len(), 2);
}

#[test]
fn a_disconnected_client_is_closed_and_hears_no_more() {
    let mut bench = Bench::new(world(1, json!({})));
    let socket = bench.listen("5001@test.cc");

    bench.text(socket, "DISCONNECT\n\n\0");
    log_on(&mut bench);

    assert_eq!(bench.closed(socket), [1000]);
    assert_eq!(bench.events(socket).len(), 0);
    assert_eq!(bench.world()["agents"][0]["sockets"], 0);
}

#[test]
fn a_lost_socket_logs_nobody_off_and_missed_events_are_not_sent_again() {
    let mut bench = Bench::new(world(1, json!({})));
    let desk = bench.log_on("5001", "8001", "Ready");
    let last = bench.events(desk.socket).pop().expect("it was told")["serial"].clone();

    bench.cut(desk.socket);
    bench.state(
        &desk,
        json!({"func": "SetState", "agentMode": "NotReady", "agentId": "5001@test.cc"}),
    );
    let again = bench.listen("5001@test.cc");
    bench.state(
        &desk,
        json!({"func": "SetState", "agentMode": "Ready", "agentId": "5001@test.cc"}),
    );

    let events = bench.events(again);
    assert_eq!(events.len(), 1);
    assert_eq!(events[0]["eventName"], "agentReady");
    assert_eq!(
        events[0]["serial"].as_u64(),
        last.as_u64().map(|last| last + 2)
    );
}

#[test]
fn an_ended_subscription_is_served_no_more() {
    let mut bench = Bench::new(world(1, json!({})));
    let socket = bench.listen("5001@test.cc");

    bench.text(socket, "UNSUBSCRIBE\nid:sub-0\n\n\0");
    log_on(&mut bench);

    assert_eq!(bench.events(socket).len(), 0);
}

#[test]
fn the_server_beats_and_gives_a_silent_client_up() {
    let mut bench = Bench::new(world(1, json!({})));
    let socket = bench.open();
    bench.text(socket, &format!("{CONNECT}{SUBSCRIBE}"));
    bench.written(socket);

    bench.pass(Duration::from_secs(10));
    let beats = bench.written(socket);
    bench.pass(Duration::from_secs(10));

    assert_eq!(beats, ["\n"]);
    assert_eq!(bench.closed(socket), [1002]);
    assert_eq!(bench.world()["agents"][0]["sockets"], 0);
}

#[rstest]
#[case::none(None, None)]
#[case::stomp(Some("v10.stomp, v11.stomp"), Some("v11.stomp"))]
#[case::another(Some("mqtt"), None)]
fn a_subprotocol_is_chosen_only_among_those_offered(
    #[case] offered: Option<&str>,
    #[case] chosen: Option<&str>,
) {
    let mut bench = Bench::new(world(1, json!({})));
    let mut request = Request::get("/sdk/mvc/stomp/websocket");
    if let Some(offered) = offered {
        request = request.header("Sec-WebSocket-Protocol", offered);
    }
    let request = request.body(()).expect("the request can be written");

    let upgrade = bench.with(|dialect, cx| dialect.on_upgrade(cx, SocketId(9), &request));

    match upgrade {
        Upgrade::Accept { subprotocol } => assert_eq!(subprotocol.as_deref(), chosen),
        Upgrade::Refuse(response) => panic!("{response:?}"),
        Upgrade::Silence => panic!("it was not answered"),
    }
}

#[test]
fn another_path_is_no_websocket() {
    let mut bench = Bench::new(world(1, json!({})));
    let request = Request::get("/mvc/stomp")
        .body(())
        .expect("the request can be written");
    let upgrade =
        bench.with(|dialect: &mut dyn Dialect, cx| dialect.on_upgrade(cx, SocketId(9), &request));

    match upgrade {
        Upgrade::Refuse(response) => assert_eq!(response.status(), 404),
        Upgrade::Accept { .. } => panic!("it was accepted"),
        Upgrade::Silence => panic!("it was not answered"),
    }
}

#[test]
fn a_socket_is_claimed_by_its_topic() {
    let mut bench = Bench::new(world(2, json!({})));

    let socket = bench.listen("5002@test.cc");

    assert_eq!(bench.claims(), [format!("Socket({socket:?}) agent2")]);
}
