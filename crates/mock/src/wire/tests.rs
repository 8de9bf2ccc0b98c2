//! Faults on a whole mock: what is lost, doubled, late, refused and cut, and what the journal says.

use std::time::Duration;

use ctimock_dialect::{Deed, Signal};
use ctimock_scenario::{FaultKind, Times};
use ctimock_time::{Deadline, Time};
use serde_json::json;

use crate::door::{CARL, Door, fault};

const SECOND: Duration = Duration::from_secs(1);

#[test]
fn without_faults_the_answer_stands_before_what_follows_from_it() {
    let mut door = Door::new();
    let anna = door.log_in("1");

    door.call(&anna, CARL);

    assert_eq!(door.said(), ["exchange 2: 200", "socket 1: rings"]);
}

#[test]
fn a_dropped_event_is_not_sent_and_the_journal_says_so() {
    let mut door = Door::new();
    let anna = door.log_in("1");
    door.fault(Some("rings"), FaultKind::Drop);

    door.call(&anna, CARL);

    assert_eq!(door.said(), ["exchange 2: 200"]);
    assert_eq!(door.faults(), ["drop rings: not sent"]);
}

#[test]
fn a_dropped_answer_never_comes_though_the_vendor_has_acted() {
    let mut door = Door::new();
    let anna = door.log_in("1");
    door.fault(Some("call"), FaultKind::Drop);

    door.ask(
        None,
        "POST",
        "/bell/calls",
        &anna.token,
        &json!({ "to": CARL }),
    );

    assert_eq!(door.said(), ["socket 1: rings"]);
    assert_eq!(door.faults(), ["drop call: never answered"]);
    assert_eq!(door.mock.open_exchanges(), 0);
}

#[test]
fn a_dropped_handshake_is_refused_with_503_and_the_next_one_is_not() {
    let mut door = Door::new();
    let anna = door.log_in("1");
    door.fault(Some("connect"), FaultKind::Drop);

    let refused = door.open(None, &anna.token);
    let accepted = door.open(None, &anna.token);

    assert_eq!((refused, accepted.is_ok()), (Err(503), true));
}

#[test]
fn a_duplicated_event_is_sent_twice_as_it_was() {
    let mut door = Door::new();
    let anna = door.log_in("1");
    door.fault(Some("rings"), FaultKind::Duplicate);

    door.call(&anna, CARL);

    let said = door.said();
    assert_eq!(
        said,
        ["exchange 2: 200", "socket 1: rings", "socket 1: rings"]
    );
}

#[test]
fn a_delayed_event_comes_later_and_is_overtaken() {
    let mut door = Door::new();
    let anna = door.log_in("1");
    door.fault(Some("rings"), FaultKind::Delay { by: SECOND });
    door.call(&anna, CARL);
    door.does("carl", Deed::Answers).expect("carl rings");
    let before = door.said();
    let due = door.mock.poll_timeout();

    door.wait(SECOND);

    assert_eq!(before, ["exchange 2: 200", "socket 1: talking"]);
    let at = Time::from_millis(1000);
    assert_eq!(due, Some(Deadline::new(at, "delayed message")));
    assert_eq!(door.said(), ["socket 1: rings"]);
}

#[test]
fn delayed_messages_of_one_instant_come_in_the_order_in_which_they_were_sent() {
    let mut door = Door::new();
    let anna = door.log_in("1");
    let mut delay = fault(None, FaultKind::Delay { by: SECOND });
    delay.occurrence.times = Times::Always;
    door.begin(delay).expect("the fault makes sense");
    door.ask(
        None,
        "POST",
        "/bell/calls",
        &anna.token,
        &json!({ "to": CARL }),
    );
    door.does("carl", Deed::Answers).expect("carl rings");
    let before = door.said();

    door.wait(SECOND);

    let none: [&str; 0] = [];
    let late = ["exchange 2: 200", "socket 1: rings", "socket 1: talking"];
    assert_eq!(before, none);
    assert_eq!(door.said(), late);
}

#[test]
fn an_exchange_whose_answer_is_delayed_is_open_until_it_leaves() {
    let mut door = Door::new();
    let anna = door.log_in("1");
    door.fault(Some("call"), FaultKind::Delay { by: SECOND });
    door.ask(
        None,
        "POST",
        "/bell/calls",
        &anna.token,
        &json!({ "to": CARL }),
    );
    let open = door.mock.open_exchanges();

    door.wait(SECOND);

    assert_eq!((open, door.mock.open_exchanges()), (1, 0));
}

#[test]
fn a_status_is_answered_and_the_vendor_does_nothing() {
    let mut door = Door::new();
    let anna = door.log_in("1");
    let body = Some(json!({ "error": "tired" }));
    door.fault(Some("call"), FaultKind::Status { code: 500, body });

    let to = json!({ "to": CARL });
    let exchange = door.ask(None, "POST", "/bell/calls", &anna.token, &to);

    assert_eq!(door.said(), ["exchange 2: 500"]);
    assert_eq!(door.body_of(exchange), json!({ "error": "tired" }));
    assert_eq!(door.faults(), ["status call: answered with 500"]);
    assert_eq!(door.mock.world(door.now)["calls"], json!([]));
}

#[test]
fn a_status_of_one_client_finds_it_by_its_session() {
    let mut door = Door::new();
    let (anna, bert) = (door.log_in("1"), door.log_in("2"));
    let code = 500;
    let mut status = fault(Some("call"), FaultKind::Status { code, body: None });
    status.client = Some("bert".to_owned());
    door.begin(status).expect("the fault makes sense");

    let to = json!({ "to": CARL });
    door.ask(None, "POST", "/bell/calls", &anna.token, &to);
    door.ask(None, "POST", "/bell/calls", &bert.token, &to);

    let said = door.said();
    assert_eq!(
        said,
        ["exchange 3: 200", "socket 1: rings", "exchange 4: 500"]
    );
}

#[test]
fn a_status_refuses_a_handshake() {
    let mut door = Door::new();
    let anna = door.log_in("1");
    let kind = FaultKind::Status {
        code: 429,
        body: None,
    };
    door.fault(Some("connect"), kind);

    assert_eq!(door.open(None, &anna.token), Err(429));
}

#[test]
fn a_preflight_meets_no_fault() {
    let mut door = Door::new();
    let mut status = fault(
        None,
        FaultKind::Status {
            code: 500,
            body: None,
        },
    );
    status.occurrence.times = Times::Always;
    door.begin(status).expect("the fault makes sense");

    door.ask(None, "OPTIONS", "/bell/calls", "", &json!({}));
    door.ask(None, "GET", "/bell/calls", "", &json!({}));

    assert_eq!(door.said(), ["exchange 1: 401", "exchange 2: 500"]);
}

#[test]
fn close_closes_every_socket_at_once_and_the_vendor_knows() {
    let mut door = Door::new();
    let (anna, bert) = (door.log_in("1"), door.log_in("2"));

    door.fault(None, close(1006));

    let closed = ["socket 1: closed with 1006", "socket 2: closed with 1006"];
    assert_eq!(door.said(), closed);
    let agents = json!([{ "house": "1", "online": false }, { "house": "2", "online": false }]);
    assert_eq!(door.mock.world(door.now)["agents"], agents);
    assert_ne!(anna.socket, bert.socket);
}

#[test]
fn close_of_one_client_leaves_the_others_open() {
    let mut door = Door::new();
    let (_anna, _bert) = (door.log_in("1"), door.log_in("2"));
    let mut fault = fault(None, close(1011));
    fault.client = Some("bert".to_owned());

    door.begin(fault).expect("the fault makes sense");

    assert_eq!(door.said(), ["socket 2: closed with 1011"]);
}

#[test]
fn close_on_an_event_takes_it_down_with_the_socket() {
    let mut door = Door::new();
    let anna = door.log_in("1");
    door.fault(Some("talking"), close(1006));
    door.call(&anna, CARL);

    door.does("carl", Deed::Answers).expect("carl rings");

    let said = door.said();
    assert_eq!(
        said,
        [
            "exchange 2: 200",
            "socket 1: rings",
            "socket 1: closed with 1006"
        ]
    );
    assert_eq!(
        door.faults(),
        ["close talking: socket closed with 1006 in its place"]
    );
}

#[test]
fn close_on_an_operation_closes_the_asker_s_sockets_and_serves_the_request() {
    let mut door = Door::new();
    let (_anna, bert) = (door.log_in("1"), door.log_in("2"));
    let mut fault = fault(Some("call"), close(1006));
    fault.client = Some("bert".to_owned());
    door.begin(fault).expect("the fault makes sense");

    door.call(&bert, CARL);

    assert_eq!(
        door.said(),
        ["socket 2: closed with 1006", "exchange 3: 200"]
    );
}

#[test]
fn what_is_delayed_past_the_end_of_its_socket_is_lost_with_a_note() {
    let mut door = Door::new();
    let anna = door.log_in("1");
    door.fault(Some("rings"), FaultKind::Delay { by: SECOND });
    door.call(&anna, CARL);
    door.vanish(anna.socket);
    door.said();

    door.wait(SECOND);

    assert_eq!(door.said(), [""; 0]);
    assert_eq!(door.notes(), ["socket 1 is closed: `rings` is lost"]);
}

#[test]
fn a_socket_that_the_mock_has_closed_is_closed_once() {
    let mut door = Door::new();
    let anna = door.log_in("1");
    door.fault(None, close(1006));
    door.said();

    door.vanish(anna.socket);
    door.signal(anna.socket, Signal::Text("still there?".to_owned()));

    let closed = door.owners(&["closed", "received"]);
    assert_eq!(closed, ["anna: closed"]);
    assert_eq!(door.said(), [""; 0]);
}

#[test]
fn none_ends_what_is_on_before_it_has_taken_anything() {
    let mut door = Door::new();
    let anna = door.log_in("1");
    door.fault(Some("rings"), FaultKind::Drop);
    door.fault(Some("rings"), FaultKind::None);

    door.call(&anna, CARL);

    assert_eq!(door.said(), ["exchange 2: 200", "socket 1: rings"]);
}

fn close(code: u16) -> FaultKind {
    FaultKind::Close {
        code,
        reason: "gone".to_owned(),
    }
}
