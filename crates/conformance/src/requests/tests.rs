use ctimock_dialect::contract::MethodOperation;
use ctimock_mock::What;
use ctimock_scenario::{RequestItem, RequestPattern, Sends};
use ctimock_time::Time;
use http::{HeaderValue, Method};
use rstest::rstest;
use serde_json::{Map, Value, json};

use super::{
    RequestView, body_value, check,
    fits::{expand, fits},
    of,
};
use crate::{
    Difference,
    matching::Bindings,
    testing::{contract, entry, pattern, request},
    timeline::Timeline,
};

#[rstest]
#[case::json(b"{\"a\":1}", Some(json!({ "a": 1 })))]
#[case::a_form(b"a=1&b=x%2By+z&c", Some(json!({ "a": "1", "b": "x+y z", "c": "" })))]
#[case::text(b"hello there", Some(json!("hello there")))]
#[case::nothing(b"", None)]
fn a_body_is_read_as_what_it_is(#[case] body: &[u8], #[case] value: Option<Value>) {
    assert_eq!(body_value(body), value);
}

#[rstest]
#[case::literal("Login", Some("Login"))]
#[case::an_argument("${to}", Some("8002"))]
#[case::a_part("9${to}@x", Some("98002@x"))]
#[case::a_nested_argument("${options.prefix}", Some("9"))]
#[case::a_number("${count}", Some("3"))]
#[case::not_given("${cause}", None)]
fn a_template_is_filled_with_arguments(#[case] template: &str, #[case] text: Option<&str>) {
    let args = json!({ "to": "8002", "options": { "prefix": "9" }, "count": 3 });

    assert_eq!(expand(template, &args).as_deref(), text);
}

#[test]
fn a_request_is_that_of_a_method_by_body_path_and_query() {
    let timeline = timeline(&[
        (Method::DELETE, "/calls/K%201?force=yes", Value::Null),
        (Method::DELETE, "/calls/K2?force=yes", Value::Null),
    ]);
    let found = of(timeline.moments(), 0, None, contract());
    let operation = MethodOperation {
        name: "drop".to_owned(),
        fits: [
            ("callId", "${callId}"),
            ("force", "yes"),
            ("cause", "${cause}"),
        ]
        .map(|(name, text)| (name.to_owned(), text.to_owned()))
        .into(),
    };
    let args = Map::from_iter([("callId".to_owned(), json!("K 1"))]);

    let compared: Vec<_> = found
        .iter()
        .map(|view| fits(&operation, &args, view))
        .collect();

    let difference = Difference {
        path: "callId".to_owned(),
        expected: "K 1".to_owned(),
        observed: "K2".to_owned(),
    };
    assert_eq!(compared, [Ok(()), Err(vec![difference])]);
}

#[test]
fn requests_are_found_in_order_and_an_early_fit_is_given_up_if_a_later_one_is_needed() {
    let timeline = timeline(&[
        (Method::POST, "/calls", json!({ "to": "1" })),
        (Method::POST, "/calls", json!({ "to": "2" })),
        (Method::DELETE, "/calls/2", Value::Null),
    ]);
    let found = of(timeline.moments(), 0, None, contract());
    let sends = sends(
        vec![
            ("dial", json!({ "to": "$x" })),
            ("drop", json!({ "callId": "$x" })),
        ],
        false,
    );
    let mut bindings = Bindings::default();

    let checked = check(&sends, &found, &mut bindings);

    assert_eq!(checked, Ok(()));
    assert_eq!(bindings.value("x"), Some(&json!("2")));
}

#[test]
fn exactly_forbids_what_stands_before_between_and_behind() {
    let timeline = timeline(&[
        (Method::POST, "/calls", json!({ "to": "1" })),
        (Method::DELETE, "/calls/2", Value::Null),
    ]);
    let found = of(timeline.moments(), 0, None, contract());
    let dial = ("dial", json!({}));
    let drop = ("drop", json!({}));

    let checked = |items| check(&sends(items, true), &found, &mut Bindings::default());

    assert_eq!(checked(vec![dial.clone(), drop.clone()]), Ok(()));
    let behind = checked(vec![dial]).expect_err("`drop` is one too many");
    assert_eq!((behind.missing, behind.surplus), (None, Some(1)));
    let before = checked(vec![drop]).expect_err("`dial` stands before");
    assert_eq!((before.missing, before.surplus), (None, Some(0)));
}

#[test]
fn a_preflight_is_the_browsers_and_no_request_of_the_client() {
    let timeline = timeline(&[
        (Method::OPTIONS, "/calls", Value::Null),
        (Method::POST, "/calls", json!({ "to": "1" })),
    ]);

    let found = of(timeline.moments(), 0, None, contract());

    let sent: Vec<String> = found.iter().map(RequestView::label).collect();
    assert_eq!(sent, ["POST dial"]);
    let sends = sends(vec![("dial", json!({}))], true);
    assert_eq!(check(&sends, &found, &mut Bindings::default()), Ok(()));
}

#[test]
fn a_raw_request_is_compared_part_by_part() {
    let timeline = timeline(&[(Method::POST, "/calls?x=1", json!({ "to": "1" }))]);
    let found = of(timeline.moments(), 0, None, contract());
    let item = RequestItem {
        place: pattern(Value::Null).place,
        pattern: RequestPattern::Raw {
            method: Some(pattern(json!("PUT"))),
            path: Some(pattern(json!("~/calls.*"))),
            headers: None,
            body: Some(pattern(json!({ "to": "2" }))),
        },
    };

    let compared = super::differences(&item, &found[0], &mut Bindings::default());

    let paths = compared.map_err(|differences| {
        differences
            .into_iter()
            .map(|one| one.path)
            .collect::<Vec<_>>()
    });
    assert_eq!(paths, Err(vec!["method".to_owned(), "body.to".to_owned()]));
}

#[test]
fn a_request_is_called_by_its_operation_or_its_path() {
    let timeline = timeline(&[
        (Method::POST, "/any/prefix/calls", Value::Null),
        (Method::GET, "/ping", Value::Null),
    ]);
    let found = of(timeline.moments(), 0, None, contract());

    let labels: Vec<String> = found.iter().map(RequestView::label).collect();

    assert_eq!(labels, ["POST dial", "GET /ping"]);
}

#[rstest]
#[case::as_it_is_written("sessionId", "s1", Ok(()))]
#[case::as_http_has_it("sessionid", "s1", Ok(()))]
#[case::another_value("sessionId", "s2", Err("headers.sessionId"))]
#[case::not_there("token", "s1", Err("headers.token"))]
fn a_header_is_found_however_its_name_is_spelt(
    #[case] name: &str,
    #[case] value: &str,
    #[case] wanted: Result<(), &str>,
) {
    let mut what = request(1, Method::POST, "/calls", Value::Null);
    if let What::Request { headers, .. } = &mut what {
        headers.insert("sessionId", HeaderValue::from_static("s1"));
    }
    let mut timeline = Timeline::new(true);
    timeline.push_entry(&entry(Time::ZERO, None, what), |_| None);
    let found = of(timeline.moments(), 0, None, contract());
    let item = RequestItem {
        place: pattern(Value::Null).place,
        pattern: RequestPattern::Raw {
            method: None,
            path: None,
            headers: Some(pattern(json!({ name: value }))),
            body: None,
        },
    };

    let compared = super::differences(&item, &found[0], &mut Bindings::default());

    let path = compared.map_err(|differences| differences[0].path.clone());
    assert_eq!(path, wanted.map_err(str::to_owned));
}

fn timeline(requests: &[(Method, &str, Value)]) -> Timeline {
    let mut timeline = Timeline::new(false);
    for (number, (method, path, body)) in (0..).zip(requests) {
        let what = request(number, method.clone(), path, body.clone());
        timeline.push_entry(&entry(Time::ZERO, None, what), |_| None);
    }
    timeline
}

fn sends(items: Vec<(&str, Value)>, exactly: bool) -> Sends {
    let item = |(name, body): (&str, Value)| RequestItem {
        place: pattern(Value::Null).place,
        pattern: RequestPattern::Operation {
            name: name.to_owned(),
            body: pattern(body),
        },
    };
    Sends {
        items: items.into_iter().map(item).collect(),
        exactly,
    }
}
