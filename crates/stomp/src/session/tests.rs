use std::{sync::Arc, time::Duration};

use ctimock_time::{Deadline, Time};
use rstest::rstest;

use super::*;
use crate::{CodecError, Version};

mod heart_beats;

const NOW: Time = Time::from_millis(1_000);

const CONNECT: &str = "CONNECT\naccept-version:1.1,1.0\nheart-beat:10000,10000\n\n\0";

const TOPIC: &str = "/topic/event.agent.*.5001@test_cc";

const SUBSCRIBE: &str = "SUBSCRIBE\nid:sub-0\ndestination:/topic/event.agent.*.5001@test_cc\n\n\0";

#[test]
fn wellclient_connects_subscribes_and_leaves() {
    let mut session = session("10000,10000");
    let every = Some(Duration::from_secs(10));

    let outputs =
        [CONNECT, SUBSCRIBE, "\n", "DISCONNECT\n\n\0"].map(|text| hear(&mut session, text));

    assert_eq!(
        outputs,
        [
            vec![
                write("CONNECTED\nversion:1.1\nheart-beat:10000,10000\nsession:s1\n\n\0"),
                Output::Connected {
                    version: Version::V1_1,
                    beats: Beats {
                        outgoing: every,
                        incoming: every
                    }
                },
            ],
            vec![subscribed("sub-0", TOPIC)],
            vec![],
            vec![
                Output::Disconnected,
                Output::Close {
                    reason: CloseReason::Disconnected
                }
            ],
        ]
    );
    assert!(session.is_closed());
}

#[test]
fn frames_in_pieces_and_frames_together_are_the_same_to_a_session() {
    let all = [CONNECT, SUBSCRIBE, "DISCONNECT\n\n\0"].concat();
    let (mut whole, mut pieces) = (session("0,0"), session("0,0"));

    let of_whole = hear(&mut whole, &all);
    let of_pieces: Vec<_> = all
        .bytes()
        .flat_map(|byte| {
            pieces.handle_binary(NOW, &[byte]);
            drain(&mut pieces)
        })
        .collect();

    assert_eq!(of_whole.len(), 5);
    assert_eq!(of_pieces, of_whole);
}

#[rstest]
#[case::the_highest_common_one(
    "CONNECT\naccept-version:1.0,1.1,1.2\nhost:h\n\n\0",
    "version:1.2\nheart-beat:0,0\n"
)]
#[case::one_point_one_of_wellclient(CONNECT, "version:1.1\nheart-beat:0,0\n")]
#[case::stomp_is_connect(
    "STOMP\naccept-version:1.2\nhost:h\n\n\0",
    "version:1.2\nheart-beat:0,0\n"
)]
#[case::a_heart_beat_is_not_in_1_0(
    "CONNECT\naccept-version:1.0\nheart-beat:1,1\n\n\0",
    "version:1.0\n"
)]
#[case::no_version_is_1_0("CONNECT\nlogin:a\npasscode:b\n\n\0", "")]
#[case::a_heart_beat_that_1_0_does_not_know("CONNECT\nheart-beat:x\n\n\0", "")]
fn connected_says_what_was_agreed(#[case] connect: &str, #[case] agreed: &str) {
    let outputs = hear(&mut session("0,0"), connect);

    assert_eq!(
        outputs[0],
        write(&format!("CONNECTED\n{agreed}session:s1\n\n\0"))
    );
}

#[test]
fn connected_names_the_server_and_no_session_without_an_id() {
    let config = Config {
        server: Some("RabbitMQ/3.6.6".into()),
        ..Config::default()
    };
    let mut session = Session::new(Arc::new(config), "");

    let outputs = hear(&mut session, "CONNECT\n\n\0");

    assert_eq!(outputs[0], write("CONNECTED\nserver:RabbitMQ/3.6.6\n\n\0"));
}

#[test]
fn a_client_of_an_unknown_version_is_told_the_known_ones_and_closed() {
    let outputs = hear(&mut session("0,0"), "CONNECT\naccept-version:2.0,2.1\n\n\0");

    assert_eq!(
        outputs,
        [
            write(
                "ERROR\nmessage:wanted 1.0, 1.1 or 1.2 in `accept-version`, and there was `2.0,2.1`\n\
             version:1.0,1.1,1.2\ncontent-type:text/plain\n\n\
             supported protocol versions are 1.0,1.1,1.2\0"
            ),
            violation(SessionError::NoCommonVersion {
                there: "2.0,2.1".into()
            }),
        ]
    );
}

#[test]
fn a_heart_beat_that_is_not_two_numbers_is_refused() {
    let outputs = hear(
        &mut session("0,0"),
        "CONNECT\naccept-version:1.1\nheart-beat:10000\n\n\0",
    );

    assert_eq!(
        outputs,
        [
            write(
                "ERROR\nmessage:wanted `heart-beat` as two numbers of milliseconds, \
             and there was `10000`\n\n\0"
            ),
            violation(SessionError::NotAHeartBeat {
                there: "10000".into()
            }),
        ]
    );
}

#[rstest]
#[case::subscribe("SUBSCRIBE\nid:a\ndestination:/a\n\n\0", "SUBSCRIBE")]
#[case::disconnect("DISCONNECT\n\n\0", "DISCONNECT")]
#[case::an_unknown_one("GET / HTTP/1.1\n\n\0", "GET / HTTP/1.1")]
fn a_frame_before_connect_is_refused(#[case] text: &str, #[case] there: &str) {
    let mut session = session("0,0");

    let outputs = hear(&mut session, text);

    assert_eq!(
        outputs,
        [
            write(&format!(
                "ERROR\nmessage:wanted `CONNECT` as the first frame, and there was `{there}`\n\n\0"
            )),
            violation(SessionError::NotConnected {
                there: there.into()
            }),
        ]
    );
    assert!(session.is_closed());
}

#[test]
fn line_feeds_before_connect_are_no_frames() {
    assert_eq!(hear(&mut session("0,0"), "\n\n"), []);
}

#[rstest]
#[case::connect_again(
    "CONNECT\n\n\0",
    SessionError::AlreadyConnected { there: "CONNECT".into() }
)]
#[case::an_unknown_command(
    "HELLO\n\n\0",
    SessionError::UnknownCommand { there: "HELLO".into() }
)]
#[case::a_command_of_brokers(
    "MESSAGE\n\n\0",
    SessionError::UnknownCommand { there: "MESSAGE".into() }
)]
#[case::subscribe_without_id(
    "SUBSCRIBE\ndestination:/a\n\n\0",
    SessionError::MissingHeader { command: "SUBSCRIBE", header: "id" }
)]
#[case::subscribe_without_destination(
    "SUBSCRIBE\nid:a\n\n\0",
    SessionError::MissingHeader { command: "SUBSCRIBE", header: "destination" }
)]
#[case::subscribe_twice(
    "SUBSCRIBE\nid:a\ndestination:/a\n\n\0SUBSCRIBE\nid:a\ndestination:/b\n\n\0",
    SessionError::DuplicateSubscription { id: "a".into(), destination: "/a".into() }
)]
#[case::subscribe_once_too_often(
    "SUBSCRIBE\nid:a\ndestination:/a\n\n\0SUBSCRIBE\nid:b\ndestination:/a\n\n\0\
     SUBSCRIBE\nid:c\ndestination:/a\n\n\0",
    SessionError::TooManySubscriptions { limit: 2, id: "c".into() }
)]
#[case::unsubscribe_without_id(
    "UNSUBSCRIBE\ndestination:/a\n\n\0",
    SessionError::MissingHeader { command: "UNSUBSCRIBE", header: "id" }
)]
#[case::unsubscribe_from_nothing(
    "UNSUBSCRIBE\nid:a\n\n\0",
    SessionError::UnknownSubscription { id: "a".into() }
)]
#[case::send_without_destination(
    "SEND\n\n\0",
    SessionError::MissingHeader { command: "SEND", header: "destination" }
)]
#[case::no_stomp("\0", SessionError::Codec(CodecError::NulInHead { there: "".into() }))]
fn a_violation_is_told_to_the_client_and_closes(#[case] text: &str, #[case] error: SessionError) {
    let mut session = connected("0,0", "1.1");

    session.handle_text(NOW, text);
    session.handle_text(NOW, SUBSCRIBE);

    let outputs = drain(&mut session);
    let [.., error_frame, close] = outputs.as_slice() else {
        panic!("{outputs:?}")
    };
    assert_eq!(
        error_frame,
        &write(&format!("ERROR\nmessage:{error}\n\n\0"))
    );
    assert_eq!(close, &violation(error));
    assert_eq!(session.subscriptions(), []);
    assert_eq!(session.poll_timeout(), None);
}

#[test]
fn an_error_names_the_receipt_of_the_frame_it_is_about() {
    let outputs = hear(&mut connected("0,0", "1.2"), "SEND\nreceipt:r:7\n\n\0");

    assert_eq!(
        outputs[0],
        write(
            "ERROR\nmessage:wanted the header `destination` in `SEND`, and there was none\n\
             receipt-id:r\\c7\n\n\0"
        )
    );
}

#[rstest]
#[case::ack("ACK\nid:1\nreceipt:r\n\n\0")]
#[case::nack("NACK\nid:1\nreceipt:r\n\n\0")]
#[case::begin("BEGIN\ntransaction:t\nreceipt:r\n\n\0")]
#[case::commit("COMMIT\ntransaction:t\nreceipt:r\n\n\0")]
#[case::abort("ABORT\ntransaction:t\nreceipt:r\n\n\0")]
fn acknowledgements_and_transactions_get_their_receipt_and_change_nothing(#[case] text: &str) {
    let mut session = connected("0,0", "1.2");

    assert_eq!(
        hear(&mut session, text),
        [write("RECEIPT\nreceipt-id:r\n\n\0")]
    );
    assert_eq!(hear(&mut session, &text.replace("receipt:r\n", "")), []);
}

#[test]
fn every_other_frame_gets_its_receipt_after_its_effect() {
    let mut session = connected("0,0", "1.2");
    let frames = [
        "SUBSCRIBE\nid:a\ndestination:/a\nreceipt:1\n\n\0",
        "UNSUBSCRIBE\nid:a\nreceipt:2\n\n\0",
        "DISCONNECT\nreceipt:3\n\n\0",
    ];

    let outputs = frames.map(|text| hear(&mut session, text));

    assert_eq!(
        outputs,
        [
            vec![subscribed("a", "/a"), write("RECEIPT\nreceipt-id:1\n\n\0")],
            vec![
                Output::Unsubscribed {
                    id: "a".into(),
                    destination: "/a".into()
                },
                write("RECEIPT\nreceipt-id:2\n\n\0")
            ],
            vec![
                Output::Disconnected,
                write("RECEIPT\nreceipt-id:3\n\n\0"),
                Output::Close {
                    reason: CloseReason::Disconnected
                }
            ],
        ]
    );
}

#[test]
fn connect_gets_no_receipt() {
    let outputs = hear(&mut session("0,0"), "CONNECT\nreceipt:r\n\n\0");

    assert_eq!(
        outputs,
        [
            write("CONNECTED\nsession:s1\n\n\0"),
            Output::Connected {
                version: Version::V1_0,
                beats: Beats::default()
            },
        ]
    );
}

#[test]
fn a_sent_message_is_handed_on_with_all_its_headers() {
    let outputs = hear(
        &mut connected("0,0", "1.2"),
        "SEND\ndestination:/queue/a\nx\\c:1\ncontent-length:3\n\na\0b\0",
    );

    let headers = [
        ("destination", "/queue/a"),
        ("x:", "1"),
        ("content-length", "3"),
    ];
    assert_eq!(
        outputs,
        [Output::Send {
            destination: "/queue/a".into(),
            headers: headers
                .map(|(name, value)| (name.into(), value.into()))
                .into(),
            body: "a\0b".into(),
        }]
    );
}

#[test]
fn in_1_0_a_subscription_without_id_is_known_by_its_destination() {
    let mut session = connected("0,0", "1.0");

    let outputs = ["SUBSCRIBE", "UNSUBSCRIBE"]
        .map(|command| hear(&mut session, &format!("{command}\ndestination:/a\n\n\0")));

    assert_eq!(
        outputs,
        [
            vec![subscribed("/a", "/a")],
            vec![Output::Unsubscribed {
                id: "/a".into(),
                destination: "/a".into()
            }],
        ]
    );
}

#[test]
fn subscriptions_are_listed_as_they_were_written_and_in_order() {
    let mut session = connected("0,0", "1.1");
    hear(&mut session, "SUBSCRIBE\nid:b\ndestination:/old\n\n\0");

    hear(&mut session, SUBSCRIBE);

    assert_eq!(
        session.subscriptions(),
        [
            Subscription {
                id: "b".into(),
                destination: "/old".into()
            },
            Subscription {
                id: "sub-0".into(),
                destination: TOPIC.into()
            },
        ]
    );
}

#[test]
fn a_message_is_written_for_subscriptions_that_exist_only() {
    let mut session = connected("0,0", "1.1");
    hear(&mut session, SUBSCRIBE);

    let heads =
        ["sub-0", "sub-1"].map(|id| session.message(NOW, id, "7", "/topic/x", "application/json"));

    assert_eq!(
        heads,
        [
            Some(
                "MESSAGE\nsubscription:sub-0\nmessage-id:7\ndestination:/topic/x\n\
             content-type:application/json\n\n"
                    .to_owned()
            ),
            None,
        ]
    );
}

#[test]
fn binary_messages_are_read_as_utf_8() {
    let mut session = connected("0,0", "1.1");

    session.handle_binary(NOW, "SEND\ndestination:/分机\n\n\0".as_bytes());
    session.handle_binary(NOW, b"SEND\ndestination:\xff\n\n\0");

    let outputs = drain(&mut session);
    assert_eq!(
        outputs[0],
        Output::Send {
            destination: "/分机".into(),
            headers: vec![("destination".into(), "/分机".into())],
            body: String::new(),
        }
    );
    let error = CodecError::NotText {
        there: "destination:\u{fffd}".into(),
    };
    assert_eq!(outputs[2], violation(error.into()));
}

#[test]
fn a_refused_client_gets_the_reason_and_is_closed() {
    let mut session = connected("0,0", "1.1");

    session.refuse(NOW, "agent `5001@test.cc` may not\nlisten");
    session.refuse(NOW, "twice");

    assert_eq!(
        drain(&mut session),
        [
            write("ERROR\nmessage:agent `5001@test.cc` may not\\nlisten\n\n\0"),
            Output::Close {
                reason: CloseReason::Refused("agent `5001@test.cc` may not\nlisten".into())
            },
        ]
    );
}

#[rstest]
#[case::of_a_client_that_left(CloseReason::Disconnected, 1000, "disconnected by the client")]
#[case::of_a_refused_client(CloseReason::Refused("no seat".into()), 1008, "no seat")]
#[case::of_a_silent_client(
    CloseReason::Silent(Duration::from_secs(20)),
    1002,
    "wanted a heart-beat, and there was nothing for 20000 ms"
)]
#[case::of_a_violation(
    CloseReason::Violation(SessionError::UnknownCommand { there: "HELLO".into() }),
    1002,
    "wanted a command that clients send, and there was `HELLO`"
)]
fn a_close_has_a_code_and_a_text(
    #[case] reason: CloseReason,
    #[case] code: u16,
    #[case] text: &str,
) {
    assert_eq!(
        (reason.websocket_code(), reason.to_string().as_str()),
        (code, text)
    );
}

#[test]
fn a_session_at_rest_is_small() {
    let session = connected("0,0", "1.1");

    assert_eq!(session.outputs_capacity(), 0);
    assert!(
        size_of::<Session>() <= 320,
        "{} bytes",
        size_of::<Session>()
    );
}

fn session(heart_beat: &str) -> Session {
    let heart_beat = HeartBeat::parse(heart_beat).unwrap();
    Session::new(
        Arc::new(Config {
            heart_beat,
            subscriptions: 2,
            ..Config::default()
        }),
        "s1",
    )
}

/// A session of a client that offered `versions`, with nothing left to poll.
fn connected(heart_beat: &str, versions: &str) -> Session {
    let mut session = session(heart_beat);
    let text = format!("CONNECT\naccept-version:{versions}\nheart-beat:10000,10000\n\n\0");
    session.handle_text(NOW, &text);
    drain(&mut session);
    session
}

fn hear(session: &mut Session, text: &str) -> Vec<Output> {
    session.handle_text(NOW, text);
    drain(session)
}

fn drain(session: &mut Session) -> Vec<Output> {
    std::iter::from_fn(|| session.poll_output()).collect()
}

fn write(text: &str) -> Output {
    Output::Write(text.to_owned())
}

fn violation(error: SessionError) -> Output {
    Output::Close {
        reason: CloseReason::Violation(error),
    }
}

fn subscribed(id: &str, destination: &str) -> Output {
    Output::Subscribed {
        id: id.into(),
        destination: destination.into(),
    }
}
