use std::time::Duration;

use ctimock_scenario::{Call, Expect, Item, Others, Reply, Span, Template, Verb};
use serde_json::{Value, json};

use crate::{
    Order, Verdict,
    testing::{Table, event, pattern, scenario},
};

#[test]
fn a_call_whose_events_come_in_order_passes() {
    let table = Table::drive(scenario(vec![
        dial(Reply::Returns(pattern(json!({ "callId": "$call" })))),
        expect(vec![
            Item::One(event("ringing", json!({ "callId": "$call" }))),
            Item::One(event("answered", json!({ "callId": "$call" }))),
        ]),
    ]));

    let report = table
        .returned(0, json!({ "callId": "K1" }))
        .settle()
        .told("anna", "ringing", json!({ "callId": "K1" }))
        .settle()
        .at(500)
        .told("anna", "answered", json!({ "callId": "K1" }))
        .settle()
        .report();

    assert_eq!(
        (report.verdict, report.timing.scenario_us),
        (Verdict::Passed, 500_000)
    );
}

#[test]
fn clients_are_connected_before_the_first_method_is_called() {
    let table = Table::drive(scenario(vec![dial(Reply::Succeeds)]));

    let orders: Vec<String> = table.orders.iter().map(word).collect();

    assert_eq!(orders, ["connect anna", "dial {\"to\":\"8001\"}"]);
}

fn word(order: &Order) -> String {
    match order {
        Order::Connect(connect) => format!("connect {}", connect.client),
        Order::Invoke(invoke) => {
            format!("{} {}", invoke.method, Value::Object(invoke.args.clone()))
        }
        Order::Act(act) => format!("{act:?}"),
        Order::ReadWorld => "world".to_owned(),
    }
}

fn dial(reply: Reply) -> Verb {
    Verb::Call(Box::new(Call {
        client: "anna".to_owned(),
        method: "dial".to_owned(),
        args: Template {
            place: pattern(Value::Null).place,
            value: json!({ "to": "8001" }),
        },
        reply,
        within: Duration::from_secs(30),
        handle: None,
        sends: None,
    }))
}

fn expect(items: Vec<Item>) -> Verb {
    Verb::Expect(Expect {
        client: "anna".to_owned(),
        items,
        within: Span {
            from: Duration::ZERO,
            to: Duration::from_secs(30),
        },
        others: Others::Forbidden,
    })
}
