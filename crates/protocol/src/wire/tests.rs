//! The lines of the protocol, right and wrong.

use ctimock_time::Time;
use serde_json::{Map, Value, json};

use super::{
    Ask, Carried, Heard, Initialized, InvokeParams, Made, Sent, Settle, Settled, Who, read_line,
    schema,
};
use crate::{AppEvent, CallError, CallErrorKind, ClientClock};

#[test]
fn a_request_is_one_line_of_json_rpc() {
    let invoke = Ask::Invoke(InvokeParams {
        client: "anna".to_owned(),
        method: "makeCall".to_owned(),
        args: Map::from_iter([("phoneNumber".to_owned(), json!("line\nend"))]),
    });

    assert_eq!(
        invoke.line(7),
        r#"{"jsonrpc":"2.0","id":7,"method":"invoke","params":{"client":"anna","method":"makeCall","args":{"phoneNumber":"line\nend"}}}"#
    );
}

#[test]
fn an_instant_between_milliseconds_is_a_fraction() {
    let lines = [2_000, 2_500].map(|micros| Ask::advance(Time::from_micros(micros)).line(1));

    assert_eq!(
        lines,
        [
            r#"{"jsonrpc":"2.0","id":1,"method":"advance","params":{"to":2}}"#,
            r#"{"jsonrpc":"2.0","id":1,"method":"advance","params":{"to":2.5}}"#,
        ]
    );
}

#[test]
fn an_answer_without_a_result_is_undefined() {
    let heard = ["", r#","result":null"#, r#","result":null,"error":null"#]
        .map(|rest| read_line(&format!(r#"{{"jsonrpc":"2.0","id":3{rest}}}"#)));

    let answer = |result| {
        Ok(Heard::Answer {
            id: 3,
            result: Ok(result),
        })
    };
    assert_eq!(
        heard,
        [
            answer(None),
            answer(Some(Value::Null)),
            answer(Some(Value::Null))
        ]
    );
}

#[test]
fn the_code_of_an_error_says_whose_doing_it_is() {
    let kinds = [1, 2, -32601].map(|code| {
        let line = format!(
            r#"{{"jsonrpc":"2.0","id":3,"error":{{"code":{code},"message":"no","data":{{"a":1}}}}}}"#
        );
        let Ok(Heard::Answer { result: Err(error), .. }) = read_line(&line) else {
            panic!("the line is an answer");
        };
        CallError::from(error)
    });

    let error = |kind| CallError {
        kind,
        message: "no".to_owned(),
        data: json!({ "a": 1 }),
    };
    assert_eq!(
        kinds,
        [
            error(CallErrorKind::Rejected),
            error(CallErrorKind::Unsupported),
            error(CallErrorKind::Errored),
        ]
    );
}

#[test]
fn an_event_is_a_notification() {
    let heard = read_line(
        r#"{"jsonrpc":"2.0","method":"event","params":{"client":"anna","name":"rings","data":{"call":"c"}}}"#,
    );

    assert_eq!(
        heard,
        Ok(Heard::Event(AppEvent {
            client: "anna".to_owned(),
            name: "rings".to_owned(),
            data: json!({ "call": "c" }),
        }))
    );
}

#[test]
fn a_line_that_is_none_of_the_protocol_says_what_was_wanted_and_what_was_there() {
    let lines = [
        "",
        "hello",
        "[1]",
        r#"{"id":1,"result":{}}"#,
        r#"{"jsonrpc":"1.0","id":1,"result":{}}"#,
        r#"{"jsonrpc":"2.0","result":{}}"#,
        r#"{"jsonrpc":"2.0","id":"one","result":{}}"#,
        r#"{"jsonrpc":"2.0","id":1,"result":{},"error":{"code":1,"message":"no"}}"#,
        r#"{"jsonrpc":"2.0","id":1,"error":{"message":"no"}}"#,
        r#"{"jsonrpc":"2.0","method":"evnt","params":{}}"#,
        r#"{"jsonrpc":"2.0","id":1,"method":"event","params":{}}"#,
        r#"{"jsonrpc":"2.0","method":"event","params":{"client":"anna","data":1}}"#,
        r#"{"jsonrpc":"2.0","method":5}"#,
    ];

    let errors = lines.map(|line| {
        let error = read_line(line).expect_err("the line is wrong");
        (error.wanted, error.found)
    });

    let errors = errors
        .each_ref()
        .map(|(wanted, found)| (wanted.as_str(), found.as_str()));
    assert_eq!(
        errors,
        [
            ("a JSON-RPC message", "an empty line"),
            (
                "a JSON-RPC message, one JSON object a line",
                "no JSON (expected value at line 1 column 1)"
            ),
            ("a JSON object", "an array"),
            ("`\"jsonrpc\": \"2.0\"`", "nothing"),
            ("`\"jsonrpc\": \"2.0\"`", "`\"1.0\"`"),
            (
                "the `id` of a request in an answer, or the `method` of a notification",
                "nothing"
            ),
            (
                "the `id` of a request in an answer, or the `method` of a notification",
                "`\"one\"`"
            ),
            ("either `result` or `error` in an answer", "both"),
            (
                "`error` as the protocol has them",
                "an object of another shape (missing field `code`)"
            ),
            ("the notification `event` or `log`", "`evnt`"),
            (
                "a notification without `id`: a client asks nothing of the runner",
                "the request `event`"
            ),
            (
                "`params` as the protocol has them",
                "an object of another shape (missing field `name`)"
            ),
            ("a text as `method`", "`5`"),
        ]
    );
}

#[test]
fn what_a_client_leaves_out_of_initialize_has_the_documented_default() {
    let read = Initialized::read(Some(json!({ "name": "mine", "version": "1" })));

    assert_eq!(
        read,
        Ok(Initialized {
            name: "mine".to_owned(),
            version: "1".to_owned(),
            methods: vec![],
            clock: ClientClock::Real,
            multiple_clients: true,
            reusable: true,
            counts: false,
        })
    );
}

#[test]
fn a_result_of_another_shape_says_what_is_missing() {
    let errors = [
        Initialized::read(Some(json!({ "version": "1" }))).err(),
        Initialized::read(Some(
            json!({ "name": "n", "version": "1", "clock": "fake" }),
        ))
        .err(),
        Settled::read(Some(json!({}))).err(),
        Settled::read(None).err(),
        Settled::read(Some(json!({ "next": -1 }))).err(),
    ];

    let errors: Vec<&str> = errors.iter().flatten().map(String::as_str).collect();
    assert_eq!(
        errors,
        [
            "the result of `initialize`: missing field `name`",
            "the result of `initialize`: unknown variant `fake`, expected one of `virtual`, `none`, \
             `real`",
            "the result of `settle`: missing field `next`",
            "the result of `settle`: invalid type: null, expected struct Settled",
            "the result of `settle`: `next` is wanted in milliseconds of scenario time, and there was \
             -1",
        ]
    );
}

#[test]
fn a_timer_is_never_taken_for_earlier_than_it_is() {
    let due = [json!(null), json!(2500), json!(0.0001)].map(|next| {
        let settled = Settled::read(Some(json!({ "next": next }))).expect("it is well-formed");
        settled.due()
    });

    assert_eq!(
        due,
        [
            None,
            Some(Time::from_millis(2500)),
            Some(Time::from_micros(1))
        ]
    );
}

#[test]
fn the_schema_file_is_fresh() {
    let file = include_str!("../../driver-protocol.schema.json");

    assert_eq!(
        file,
        format!("{:#}\n", schema()),
        "write it anew with `ctimock schema --driver`"
    );
}

#[test]
fn the_schema_has_every_request() {
    let asks = [
        settle(None),
        Ask::Disconnect(Who {
            client: "anna".to_owned(),
        }),
        Ask::advance(Time::ZERO),
        Ask::Shutdown,
    ];
    let schema = schema();
    let messages = schema["anyOf"].as_array().expect("a list");

    let missing: Vec<&str> = asks
        .iter()
        .map(Ask::method)
        .filter(|method| {
            !messages
                .iter()
                .any(|message| message["properties"]["method"]["const"] == *method)
        })
        .collect();

    assert_eq!(missing, Vec::<&str>::new());
}

#[test]
fn a_client_that_counts_is_told_what_was_sent() {
    let sent = Sent {
        unanswered: 1,
        sockets: vec![Carried {
            socket: 2,
            messages: 7,
            closed: true,
        }],
    };

    let lines = [settle(None), settle(Some(sent))].map(|ask| ask.line(1));

    assert_eq!(
        lines,
        [
            r#"{"jsonrpc":"2.0","id":1,"method":"settle","params":{"client":"anna"}}"#,
            r#"{"jsonrpc":"2.0","id":1,"method":"settle","params":{"client":"anna","sent":{"unanswered":1,"sockets":[{"socket":2,"messages":7,"closed":true}]}}}"#,
        ]
    );
}

#[test]
fn what_a_client_that_counts_has_made_stands_in_its_answer() {
    let made = json!({ "sockets": [{ "socket": 1, "messages": 3, "closed": false }] });

    let settled = Settled::read(Some(json!({ "next": null, "made": made })));

    let carried = Carried {
        socket: 1,
        messages: 3,
        closed: false,
    };
    let made = Made {
        sockets: vec![carried],
    };
    assert_eq!(settled.map(|settled| settled.made), Ok(Some(made)));
}

fn settle(sent: Option<Sent>) -> Ask {
    Ask::Settle(Settle {
        client: "anna".to_owned(),
        sent,
    })
}
