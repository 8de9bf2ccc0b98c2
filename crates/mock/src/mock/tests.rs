//! The mock as a machine: whose things are, when they happen, and what garbage does to it.

use std::{sync::Arc, time::Duration};

use bytes::Bytes;
use ctimock_dialect::{Deed, ProvisionError, Signal, SocketId};
use ctimock_switch::{Action, Cause, Media, Plan, Rule, Target, Trigger};
use ctimock_testkit::plans;
use ctimock_time::{Deadline, Time};
use http::Request;
use serde_json::{Value, json};

use crate::{
    Bound, Mock, What,
    door::{CARL, Door, options, street, vendor},
};

const SECOND: Duration = Duration::from_secs(1);

#[test]
fn a_session_says_whose_a_request_is_and_its_answer_and_socket_too() {
    let mut door = Door::new();
    let anna = door.log_in("1");
    door.call(&anna, CARL);

    let owners = door.owners(&["request", "response", "opened", "sent"]);

    let wanted = [
        "anna: request",
        "anna: response",
        "anna: opened",
        "anna: sent",
        "anna: request",
        "anna: response",
        "anna: sent",
    ];
    assert_eq!(owners, wanted);
}

#[test]
fn what_the_shell_knows_stands_above_the_session() {
    let mut door = Door::new();
    let anna = door.log_in("1");
    let since = door.owners(&["request", "response"]).len();

    door.ask(
        Some("bert"),
        "DELETE",
        "/bell/calls/C9",
        &anna.token,
        &json!({}),
    );

    let owners = door.owners(&["request", "response"]);
    assert_eq!(owners[since..], ["bert: request", "bert: response"]);
}

#[test]
fn a_request_without_a_session_is_nobody_s() {
    let mut door = Door::new();

    door.ask(
        None,
        "POST",
        "/bell/calls",
        "made up",
        &json!({ "to": CARL }),
    );

    let owners = door.owners(&["request", "response"]);
    assert_eq!(owners, ["nobody: request", "nobody: response"]);
}

#[test]
fn a_request_is_journaled_with_the_operation_that_it_means() {
    let mut door = Door::new();
    door.ask(None, "DELETE", "/some/prefix/bell/calls/C1", "", &json!({}));
    door.ask(None, "GET", "/favicon.ico", "", &json!({}));

    let operations: Vec<Value> = door
        .mock
        .journal()
        .since(0)
        .map(|entry| entry.to_json()["operation"].clone())
        .collect();

    assert_eq!(
        operations,
        [json!("hang_up"), json!("hang_up"), json!(null), json!(null)]
    );
}

#[test]
fn the_dialect_closes_a_socket_and_is_told_so_once() {
    let mut door = Door::new();
    let anna = door.log_in("1");

    let second = door.open(None, &anna.token).expect("a second telephone");

    assert_eq!(
        door.said(),
        ["socket 1: closed with 4001", "socket 2: online"]
    );
    assert_ne!(second, anna.socket);
    assert_eq!(door.owners(&["closed"]), ["anna: closed"]);
}

#[test]
fn signals_of_a_socket_that_never_was_are_ignored() {
    let mut door = Door::new();
    let before = door.mock.journal().next_seq();

    for signal in [Signal::Opened, Signal::Text("hello".to_owned())] {
        door.signal(SocketId(99), signal);
    }
    door.vanish(SocketId(99));

    assert_eq!(door.mock.journal().next_seq(), before);
}

#[test]
fn the_next_deadline_is_the_earliest_of_all() {
    let mut door = Door::with_carl(plans::answers(SECOND));
    let anna = door.log_in("1");
    let idle = door.mock.poll_timeout();

    door.call(&anna, CARL);

    assert_eq!(idle, None);
    let at = door.mock.poll_timeout().map(|due| due.at);
    assert_eq!(at, Some(Time::from_millis(1000)));
}

#[test]
fn a_long_step_of_the_clock_passes_every_deadline_at_its_own_instant() {
    let mut door = Door::with_carl(plans::answers_then_hangs_up(SECOND, 2 * SECOND));
    let anna = door.log_in("1");
    door.call(&anna, CARL);
    let since = door.mock.journal().next_seq();

    door.wait(60 * SECOND);

    let sent: Vec<(Time, Value)> = door
        .mock
        .journal()
        .since(since)
        .filter(|entry| entry.what.word() == "sent")
        .map(|entry| (entry.at, entry.to_json()["name"].clone()))
        .collect();
    let wanted = [
        (Time::from_millis(1000), json!("talking")),
        (Time::from_millis(3000), json!("ended")),
    ];
    assert_eq!(sent, wanted);
}

#[test]
fn what_was_due_happens_before_a_late_input() {
    let mut door = Door::with_carl(plans::answers(SECOND));
    let anna = door.log_in("1");
    let call = door.call(&anna, CARL);
    door.said();
    door.now = Time::from_millis(1000);

    let path = format!("/bell/calls/{call}");
    door.ask(None, "DELETE", &path, &anna.token, &json!({}));

    let said = door.said();
    assert_eq!(
        said,
        ["socket 1: talking", "exchange 3: 200", "socket 1: ended"]
    );
}

#[test]
fn time_does_not_run_back_in_the_journal() {
    let mut door = Door::new();
    door.wait(60 * SECOND);
    door.now = Time::from_millis(10);

    door.ask(None, "GET", "/", "", &json!({}));

    let instants: Vec<Time> = door.mock.journal().since(0).map(|entry| entry.at).collect();
    assert_eq!(instants, [Time::from_millis(60_000); 2]);
}

#[test]
fn a_world_without_rest_gives_the_word_back_with_a_deadline_at_once() {
    let rule = |trigger, action| Rule {
        trigger,
        after: Duration::ZERO,
        action,
    };
    let mut door = Door::new();
    let carl = door.mock.directory().names["carl"];
    let bert = door.mock.directory().names["bert"];
    let (ctimock_dialect::Found::Device(carl), ctimock_dialect::Found::Device(bert)) = (carl, bert)
    else {
        panic!("carl and bert have telephones");
    };
    let restless = Plan {
        rules: vec![
            rule(Trigger::Offered, Action::Reject(Cause::Rejected)),
            rule(
                Trigger::Cleared,
                Action::MakeCall {
                    to: Target::Device(bert),
                    media: Media::Voice,
                },
            ),
        ],
    };
    let engaged = Plan {
        rules: vec![rule(Trigger::Offered, Action::Reject(Cause::Busy))],
    };
    for (device, plan) in [(carl, restless), (bert, engaged)] {
        let attended = ctimock_switch::Attended::Behaviour(plan);
        door.mock.switch.attend(device, attended);
    }
    let anna = door.log_in("1");
    door.call(&anna, CARL);

    door.wait(Duration::ZERO);

    let due = door.mock.poll_timeout().expect("it goes on");
    assert_eq!(due.at, door.now);
}

#[test]
fn the_world_is_the_vendor_s_state_at_an_instant() {
    let mut door = Door::new();
    door.log_in("1");
    let call = door.calls("carl", "anna").expect("carl can call").call;

    let world = door.mock.world(Time::from_millis(15_000));

    let wanted = json!({
        "now": "00:15.000",
        "agents": [{ "house": "1", "online": true }, { "house": "2", "online": false }],
        "calls": [{ "call": call, "parties": [CARL, "1"] }],
    });
    assert_eq!(world, wanted);
}

#[test]
fn a_world_that_cannot_be_is_refused_with_everything_that_is_wrong() {
    let world = street()
        .client("clara", json!({ "house": "2" }))
        .client("dora", json!({ "house": 3 }))
        .customer("emil", json!({}), plans::ignores())
        .build();

    let errors = Mock::new(&vendor(), &world, options(Bound::Unbounded)).expect_err("it cannot be");

    let error = |path: &str, message: &str| ProvisionError {
        path: path.to_owned(),
        message: message.to_owned(),
    };
    let wanted = [
        error("given.clients.clara.house", "`2` is taken"),
        error("given.clients.dora.house", "a house is a string, not 3"),
        error("given.parties.emil.number", "there is no number"),
    ];
    assert_eq!(errors, wanted);
}

#[test]
fn a_setting_of_the_world_tunes_the_switch() {
    let world = street()
        .customer("carl", json!({ "number": CARL }), plans::ignores())
        .setting("ring_seconds", json!(5));
    let mut door = Door::of(&world.build());
    let anna = door.log_in("1");
    door.call(&anna, CARL);
    door.said();

    door.wait(5 * SECOND);

    assert_eq!(door.said(), ["socket 1: ended"]);
}

#[test]
fn equal_seeds_and_inputs_give_equal_journals() {
    let play = || {
        let mut door = Door::with_carl(plans::answers(SECOND));
        let anna = door.log_in("1");
        door.call(&anna, CARL);
        door.wait(SECOND);
        door.does("carl", Deed::HangsUp).expect("carl talks");
        let entries = door.mock.journal().since(0);
        entries
            .map(|entry| entry.to_json().to_string())
            .collect::<Vec<_>>()
    };

    assert_eq!(play(), play());
}

#[test]
fn garbage_is_answered_and_the_mock_lives_on() {
    let mut door = Door::new();
    let anna = door.log_in("1");
    let requests = [
        ("BREW", "/bell/calls", vec![0xff, 0xfe, 0x00]),
        ("POST", "/bell/login", b"{\"house\":".to_vec()),
        ("POST", "/", Vec::new()),
        ("POST", "//bell//calls//", vec![b'a'; 100_000]),
        ("DELETE", "/bell/calls/%zz%f", b"[[[[[[".to_vec()),
        ("POST", "/bell/calls/C99999999999/answer", Vec::new()),
    ];

    for (method, path, body) in requests {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header("x-bell-token", anna.token.as_str())
            .body(Bytes::from(body))
            .expect("http takes it");
        door.mock.handle_request(door.now, None, request);
    }
    for signal in [
        Signal::Text("{\"event\":".to_owned()),
        Signal::Text("\u{0}".repeat(10_000)),
        Signal::Binary(Bytes::from_static(&[0xff; 16])),
    ] {
        door.mock.handle_signal(door.now, anna.socket, signal);
    }

    door.call(&anna, CARL);
    let answers = door.owners(&["response"]);
    assert_eq!(answers.len(), 8);
    assert_eq!(
        door.said().last().map(String::as_str),
        Some("socket 1: rings")
    );
}

#[test]
fn a_bounded_journal_forgets_and_the_mock_goes_on() {
    let world = street().build();
    let mut mock = Mock::new(&vendor(), &world, options(Bound::Latest(2))).expect("it can be");
    let anna = Arc::from("anna");

    for _ in 0..100 {
        let request = Request::builder().uri("/").body(Bytes::new()).expect("one");
        mock.handle_request(Time::ZERO, Some(&anna), request);
        while mock.poll_output().is_some() {}
    }

    let kept: Vec<u64> = mock.journal().since(0).map(|entry| entry.seq).collect();
    assert_eq!(kept, [198, 199]);
}

#[test]
fn a_mock_can_go_to_another_thread() {
    const fn is_send<T: Send>() {}

    is_send::<Mock>();
}

#[test]
fn the_journal_as_json_says_what_a_reader_wants() {
    let mut door = Door::with_carl(plans::answers(SECOND));
    let anna = door.log_in("1");
    let since = door.mock.journal().next_seq();
    door.call(&anna, CARL);

    let entries = door.mock.journal().since(since).map(|entry| {
        let mut entry = entry.to_json();
        if let Some(fields) = entry.as_object_mut() {
            fields.remove("headers");
            fields.remove("parties");
        }
        entry
    });
    let entries: Vec<Value> = entries.collect();

    assert_eq!(
        entries[0],
        json!({
            "seq": since, "at": "00:00.000", "client": "anna", "what": "request",
            "exchange": 2, "operation": "call", "method": "POST", "uri": "/bell/calls",
            "body": { "to": CARL },
        })
    );
    assert_eq!(entries[1]["command"], "MakeCall");
    assert_eq!(entries[1]["receipt"], "Call(CallId(1), Outbound)");
    assert_eq!(
        entries[2],
        json!({
            "seq": since + 2, "at": "00:00.000", "client": "anna", "what": "response",
            "exchange": 2, "operation": "call", "status": 200, "body": { "call": "C1" },
        })
    );
    let sent = entries.iter().find(|entry| entry["what"] == "sent");
    let data = json!({ "call": "C1", "from": "1", "to": CARL });
    assert_eq!(sent.map(|sent| &sent["body"]), Some(&data));
}

#[test]
fn a_deadline_says_why() {
    let mut door = Door::new();
    let anna = door.log_in("1");

    door.call(&anna, CARL);

    let ring = Deadline::new(Time::from_millis(60_000), "ring time-out");
    assert_eq!(door.mock.poll_timeout(), Some(ring));
    assert!(
        door.mock
            .journal()
            .since(0)
            .all(|entry| !matches!(entry.what, What::Note(_)))
    );
}
