use http::Method;
use serde_json::{Value, json};

use crate::{
    Arrow,
    testing::{Table, request, response, scenario},
};

#[test]
fn the_ladder_shows_what_went_between_everybody_and_marks_the_difference() {
    let steps = r#"
  - call: dial
    args: { to: "8002" }
  - party: carl
    does: answers
  - expect: [ringing: {}]
"#;
    let report = Table::drive(scenario(steps))
        .journal(request(1, Method::POST, "/calls", json!({ "to": "8002" })))
        .journal(response(1, 200))
        .returned(0, Value::Null)
        .settle()
        .acted(None)
        .settle()
        .at(20)
        .passes_on("answered", json!({}))
        .settle()
        .report();

    let ladder = report.ladder.expect("a failed case has a ladder");
    let lanes: Vec<&str> = ladder.lanes.iter().map(|lane| lane.name.as_str()).collect();
    assert_eq!(lanes, ["anna", "chime", "carl"]);
    let rungs: Vec<_> = ladder
        .rungs
        .iter()
        .map(|rung| {
            (
                rung.from,
                rung.to,
                rung.arrow,
                rung.label.as_str(),
                rung.marked,
            )
        })
        .collect();
    assert_eq!(
        rungs,
        [
            (0, 0, Arrow::Call, "calls dial", false),
            (0, 1, Arrow::Request, "POST dial", false),
            (1, 0, Arrow::Response, "200", false),
            (0, 0, Arrow::Call, "dial returns", false),
            (2, 1, Arrow::Act, "answers", false),
            (1, 0, Arrow::Message, "answered", false),
            (0, 0, Arrow::Event, "answered", true),
        ]
    );
}
