use std::path::Path;

use serde_json::json;

use super::support::{Texts, contracts, load_text, shown};
use crate::{Diagnostics, Item, Scenario, Verb, load};

const GIVEN: &str =
    "vendor: bell\ngiven: { clients: { anna: { number: \"100\", password: secret } } }\n";

#[test]
fn a_matrix_gives_one_case_for_each_row() {
    let cases = rows(
        r#"
matrix:
  - { after: 2s, mode: Ready }
  - { after: 250ms, mode: NotReady }
steps:
  - wait: ${after}
  - call: signIn
    args: { mode: "${mode}" }
"#,
    )
    .expect("the scenario is good");

    let cases: Vec<(String, usize, String)> = cases
        .iter()
        .map(|case| {
            let row = case.row.as_ref().expect("it is a row");
            let Verb::Wait(time) = &case.steps[0].verb else {
                panic!("the first step waits");
            };
            (case.id(), row.number, format!("{time:?}"))
        })
        .collect();
    let wanted = [
        (
            "case.yaml[after=2s,mode=Ready]".to_owned(),
            1,
            "2s".to_owned(),
        ),
        (
            "case.yaml[after=250ms,mode=NotReady]".to_owned(),
            2,
            "250ms".to_owned(),
        ),
    ];
    assert_eq!(cases, wanted);
}

#[test]
fn a_table_of_columns_is_read_row_by_row() {
    let cases = rows(
        "
matrix:
  after: [2s, 5s]
  count: [1, 2]
steps:
  - wait: ${after}
",
    )
    .expect("the scenario is good");

    let ids: Vec<String> = cases.iter().map(Scenario::id).collect();
    assert_eq!(
        ids,
        ["case.yaml[after=2s,count=1]", "case.yaml[after=5s,count=2]"]
    );
}

#[test]
fn a_value_keeps_its_kind_where_it_stands_alone_and_is_spelt_out_within_text() {
    let cases = rows(
        r#"
matrix:
  - { phone: "0176", waited: 5, range: 1..9, event: ended, body: { cause: BUSY }, n: 3 }
steps:
  - expect:
      - ringing: { from: "${phone}", waited: "${waited}" }
      - ringing: { from: "tel:${phone}", waited: "${range}" }
      - "${event}": "${body}"
      - ringing:
          waited: 1${n}
          from: "\\${n}"
      - repeat: { lamp: {} }
        times: ${n}
"#,
    )
    .expect("the scenario is good");

    let Verb::Expect(window) = &cases[0].steps[0].verb else {
        panic!("the step is a window");
    };
    let shown: Vec<String> = window
        .items
        .iter()
        .map(|item| match item {
            Item::One(event) => format!("{} {}", event.name, shown(&event.pattern)),
            Item::Repeat { times, .. } => format!("{times:?}"),
            other => panic!("{other:?} is not among them"),
        })
        .collect();

    let wanted = [
        r#"ringing {"from":"0176","waited":5}"#,
        r#"ringing {"from":"tel:0176","waited":1..=9}"#,
        r#"ended {"cause":"BUSY"}"#,
        r#"ringing {"waited":13,"from":"${n}"}"#,
        "3..=3",
    ];
    assert_eq!(shown, wanted);
}

#[test]
fn what_stands_for_a_value_has_the_place_of_the_scalar() {
    let cases = rows("matrix: [{ after: 2s }]\nsteps:\n  - state: { a: \"${after}\" }\n")
        .expect("the scenario is good");

    let Verb::State(pattern) = &cases[0].steps[0].verb else {
        panic!("the step is a state");
    };
    let crate::PatternNode::Object { fields, .. } = &pattern.node else {
        panic!("the pattern is an object");
    };
    assert_eq!(fields[0].1.place.to_string(), "case.yaml:6:17");
}

#[test]
fn rows_that_are_equal_are_refused() {
    let found = rows("matrix: [{ after: 2s }, { after: 2s }]\nsteps:\n  - wait: ${after}\n")
        .expect_err("two rows are equal");

    assert!(
        found
            .render(crate::Colour::Never)
            .contains("two rows are `after=2s`"),
        "{found}"
    );
}

#[test]
fn included_steps_stand_in_place_with_their_values_and_share_all_names() {
    let main = format!(
        "scenario: includes\n{GIVEN}steps:
  - include: parts/ring.yaml
    with: {{ to: \"200\", name: $call, body: {{ urgent: true }} }}
  - call: hangUp
    args: {{ callId: $call }}
"
    );
    let main = main.replace(
        "steps:\n",
        "steps:\n  - expect: [ringing: { callId: $call }]\n",
    );
    let ring = "
steps:
  - call: ring
    args: { to: \"${to}\", options: \"${body}\" }
    returns: { callId: \"${name}\" }
  - include: ./../parts/wait.yaml
";
    let files = [
        ("set/main.yaml", main.as_str()),
        ("set/parts/ring.yaml", ring),
        ("set/parts/wait.yaml", "- wait: 1s\n"),
    ];

    let loaded = load(Path::new("set/main.yaml"), &Texts(&files), &contracts());

    let cases = loaded.unwrap_or_else(|found| panic!("\n{found}"));
    let places: Vec<String> = cases[0]
        .steps
        .iter()
        .map(|step| step.place.to_string())
        .collect();
    let wanted = [
        "set/main.yaml:5:5",
        "set/parts/ring.yaml:3:5",
        "set/parts/wait.yaml:1:3",
        "set/main.yaml:8:5",
    ];
    assert_eq!(places, wanted);
    let Verb::Call(call) = &cases[0].steps[1].verb else {
        panic!("the second step is a call");
    };
    assert_eq!(
        call.args.value,
        json!({ "to": "200", "options": { "urgent": true } })
    );
}

#[test]
fn a_file_may_be_included_twice_and_from_a_path_that_climbs() {
    let main = format!("scenario: twice\n{GIVEN}steps: [include: wait.yaml, include: wait.yaml]\n");
    let files = [
        ("../set/main.yaml", main.as_str()),
        ("../set/wait.yaml", "- wait: 1s\n"),
    ];

    let loaded = load(Path::new("../set/main.yaml"), &Texts(&files), &contracts());

    assert_eq!(loaded.map(|cases| cases[0].steps.len()), Ok(2));
}

#[test]
fn a_scenario_that_cannot_be_read_says_why() {
    let found = load(Path::new("gone.yaml"), &Texts(&[]), &contracts()).expect_err("it is gone");

    assert_eq!(
        found.render(crate::Colour::Never),
        "error[unreadable]: cannot read `gone.yaml`: no such file\n"
    );
}

fn rows(rest: &str) -> Result<Vec<Scenario>, Diagnostics> {
    load_text(&format!("scenario: rows\n{GIVEN}{}", rest.trim_start()))
}
