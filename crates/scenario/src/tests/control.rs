use std::collections::BTreeSet;

use ctimock_dialect::Deed;
use ctimock_switch::Media;
use serde_json::{Map, json};

use super::support::bell;
use crate::{Act, Diagnostics, Step, StepNames, Verb, Word, steps_from_json};

#[test]
fn a_number_that_nobody_declared_acts_ad_hoc() {
    let steps =
        read(r#"{"party":"13800138000","does":"calls","to":8001,"as":"$c","vendor":"bell"}"#)
            .expect("the step is good");

    let Verb::Act(Act::Party {
        who, deed, bind, ..
    }) = &steps[0].verb
    else {
        panic!("the step is a party's");
    };
    let calls = Deed::Calls {
        to: Word::Text("8001".to_owned()),
        media: Media::Voice,
        data: Map::new(),
    };
    assert_eq!(who, &Word::Text("13800138000".to_owned()));
    assert_eq!(deed, &calls);
    assert_eq!(bind.as_deref(), Some("c"));
}

#[test]
fn a_list_shares_its_names_with_earlier_requests() {
    let steps = read(
        r#"[
  {"party": "carl", "does": "hangs_up", "of": "$old"},
  {"party": "carl", "does": "hangs_up", "of": "K-17"},
  {"backend": "sets_mode", "client": "100@test.cc", "mode": "Ready"},
  {"fault": "close", "client": "anyone"},
  {"state": {"agents": []}},
  {"wait": "2s"}
]"#,
    );

    assert_eq!(steps.map(|steps| steps.len()), Ok(6));
}

#[test]
fn other_verbs_are_refused_by_name() {
    let found = read(r#"[{"call": "signIn"}, {"expect": []}, {"include": "x"}, {"party": "anna", "does": "answers"}]"#)
        .expect_err("none of these can be");

    let found: Vec<(&str, &str)> = found
        .iter()
        .map(|diagnostic| (diagnostic.code, diagnostic.title.as_str()))
        .collect();
    let wanted = [
        ("verb-not-here", "`call` cannot stand in a request"),
        ("verb-not-here", "`expect` cannot stand in a request"),
        ("verb-not-here", "`include` cannot stand in a request"),
        (
            "unknown-party",
            "`anna` is a client, and only parties are simulated",
        ),
    ];
    assert_eq!(found, wanted);
}

#[test]
fn diagnostics_have_a_form_for_answers() {
    let found = read("{\"party\": \"carl\",\n \"does\": \"dances\"}").expect_err("carl does not");

    let wanted = json!([{
        "file": "request",
        "line": 2,
        "column": 10,
        "code": "unknown-deed",
        "message": "unknown deed `dances`",
        "label": "not a word of the language",
        "help": "write `calls`, `answers`, `rejects`, `busy`, `hangs_up`, `sends_digits`, `shares` or `says`",
    }]);
    assert_eq!(found.to_json(), wanted);
}

#[test]
fn what_is_no_step_at_all_is_refused() {
    let codes: Vec<&str> = ["", "5", "[]", "{", "{}", "[[]]", "null"]
        .iter()
        .map(|text| {
            let found = read(text).expect_err("it is no step");
            found.iter().next().expect("something is said").code
        })
        .collect();

    let wanted = [
        "wrong-kind",
        "wrong-kind",
        "no-steps",
        "yaml",
        "no-verb",
        "wrong-kind",
        "wrong-kind",
    ];
    assert_eq!(codes, wanted);
}

fn read(text: &str) -> Result<Vec<Step>, Diagnostics> {
    let names = StepNames {
        clients: BTreeSet::from(["anna".to_owned()]),
        bound: BTreeSet::from(["old".to_owned()]),
    };
    steps_from_json(text, bell(), &names)
}
