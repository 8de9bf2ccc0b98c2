use std::collections::BTreeMap;

use ctimock_dialect::Variant;
use serde_json::{Value, json};

use crate::{
    PlayOutcome,
    limits::Limits,
    setup::Setup,
    testing::{BELL, Place, STREET, street},
};

const ANSWERED: &str = r#"
scenario: Carl calls, and anna answers
vendor: bell
given:
  clients:
    anna: { house: "1" }
  parties:
    carl: { number: "13800138000" }
steps:
  - call: login
  - expect:
      - online: {}
  - party: carl
    does: calls
    to: anna
    as: $c
  - expect:
      - rings: { call: $c }
  - call: answer
    args: { call: $c }
  - expect:
      - talking: { call: $c }
"#;

const BESIDE: &str = r#"
scenario: Another carl calls another anna
vendor: bell
given:
  clients:
    anna: { house: "2" }
  parties:
    carl: { number: "13800138001" }
steps:
  - call: login
  - expect:
      - online: { house: "2" }
  - party: carl
    does: calls
    to: anna
  - expect:
      - rings: { from: "13800138001", to: "2" }
"#;

/// Ends all plays, and says how far they came.
fn outcomes(place: &Place) -> Vec<PlayOutcome> {
    let host = &place.site.hosts[0];
    host.with(|stage, now| stage.end_plays(now)).unwrap()
}

#[tokio::test(start_paused = true)]
async fn a_scenario_is_played_against_whoever_connects() {
    let mut place = Place::of(street(&[ANSWERED]), Limits::default());
    let (token, mut at_annas) = place.listen("1").await;
    assert_eq!(at_annas.event().await, "rings");

    let headers = [("x-bell-token", token.as_str())];
    let mut line = place.connect().await;
    line.ask("POST", "/bell/calls/C1/answer", &headers, String::new())
        .await;
    assert_eq!(at_annas.event().await, "talking");

    let played = outcomes(&place);
    assert_eq!(played.len(), 1);
    assert!(played[0].done, "{played:#?}");
    assert_eq!(
        played[0].lines,
        [
            "line 10: call login of anna: done at 00:00.000",
            "line 11: expect at anna: done at 00:00.000",
            "line 13: carl calls: done at 00:00.000",
            "line 17: expect at anna: done at 00:00.000",
            "line 19: call answer of anna: done at 00:00.000",
            "line 21: expect at anna: done at 00:00.000",
        ]
    );
}

#[tokio::test(start_paused = true)]
async fn a_stop_says_at_which_step_a_scenario_waits() {
    let mut place = Place::of(street(&[ANSWERED]), Limits::default());
    let (_, mut at_annas) = place.listen("1").await;
    assert_eq!(at_annas.event().await, "rings");

    let played = outcomes(&place);

    assert!(!played[0].done);
    assert_eq!(
        played[0].lines[4..],
        [
            "line 19: call answer of anna: waits since 00:00.000",
            "line 21: expect at anna: ahead",
        ]
    );
}

#[tokio::test(start_paused = true)]
async fn a_scenario_that_breaks_says_why_and_the_world_stays() {
    let wrong = BESIDE.replace("13800138001\", to", "13800138009\", to");
    let mut place = Place::of(street(&[&wrong]), Limits::default());
    let (_, mut at_annas) = place.listen("2").await;
    assert_eq!(at_annas.event().await, "rings");

    let step = json!({ "party": "carl", "does": "hangs_up" });
    let hung_up = place.ask("POST", "steps", step).await;

    assert_eq!(hung_up.0, 200);
    let played = outcomes(&place);
    assert!(!played[0].done);
    let broken = &played[0].lines[3];
    assert_eq!(
        broken,
        "line 16: expect at anna: broken, begun at 00:00.000"
    );
    let told = played[0].lines[4..].join("\n");
    assert!(told.contains("rings"), "{told}");
}

#[tokio::test(start_paused = true)]
async fn two_files_each_have_an_anna_of_their_own() {
    let mut place = Place::of(street(&[ANSWERED, BESIDE]), Limits::default());

    let (_, mut first) = place.listen("1").await;
    let (_, mut second) = place.listen("2").await;

    let rings = (first.text().await, second.text().await);
    let rang = |call, from, to| {
        let data = json!({ "call": call, "from": from, "to": to });
        json!({ "event": "rings", "data": data }).to_string()
    };
    let wanted = (
        rang("C1", "13800138000", "1"),
        rang("C2", "13800138001", "2"),
    );
    assert_eq!(rings, wanted);
    let done: Vec<bool> = outcomes(&place).iter().map(|play| play.done).collect();
    assert_eq!(done, [false, true]);
}

#[tokio::test(start_paused = true)]
async fn a_reset_plays_the_scenario_again() {
    let mut place = Place::of(street(&[BESIDE]), Limits::default());
    let (_, mut once) = place.listen("2").await;
    assert_eq!(once.event().await, "rings");

    place.ask("POST", "reset", Value::Null).await;
    let (_, mut again) = place.listen("2").await;

    assert_eq!(again.event().await, "rings");
    assert!(outcomes(&place)[0].done);
}

/// Returns why these files cannot be served together.
fn refused(files: &[&str]) -> String {
    let (vendor, scenarios) = street(files).worlds.remove(0);
    let setup = Setup::new(vendor, scenarios, 7, None, None);
    let error = match setup.and_then(|setup| setup.stage().map(drop)) {
        Ok(()) => panic!("they can be served together"),
        Err(error) => error,
    };
    error.to_string()
}

#[test]
fn two_files_with_one_identity_are_refused() {
    assert_eq!(
        refused(&[ANSWERED, ANSWERED]),
        "`scenario.yaml` and `scenario.yaml` both use client house \"1\", and each file needs \
         identities of its own"
    );
}

#[test]
fn two_files_that_want_a_setting_differently_are_refused() {
    let setting = |seconds: u32, house: &str| {
        format!(
            "scenario: s\nvendor: bell\ngiven:\n  clients:\n    anna: {{ house: \"{house}\" }}\n  \
             settings: {{ ring_seconds: {seconds} }}\n"
        )
    };

    let error = refused(&[&setting(5, "1"), &setting(6, "2")]);

    assert!(error.contains("setting `ring_seconds`"), "{error}");
}

#[test]
fn what_a_world_cannot_be_is_told_with_its_file() {
    let taken = "scenario: s\nvendor: bell\ngiven:\n  clients:\n    anna: { house: \"1\" }\n    \
                 bert: { house: \"1\" }\n";

    let error = refused(&[taken]);

    assert_eq!(
        error,
        "the world of `scenario.yaml` cannot be set up: `given.clients.bert.house`: `1` is taken"
    );
}

#[tokio::test(start_paused = true)]
async fn quirks_of_the_command_line_stand_above_those_of_the_file() {
    let mut variant = Variant::default();
    variant
        .quirks
        .select((BELL.contract)(), "caller", "hidden")
        .unwrap();
    let mut options = street(&[STREET]);
    options.variants = BTreeMap::from([("bell".to_owned(), variant)]);
    let mut place = Place::of(options, Limits::default());
    let (_, mut at_annas) = place.listen("1").await;

    let step = json!({ "party": "carl", "does": "calls", "to": "anna" });
    place.ask("POST", "steps", step).await;

    let rings: Value = serde_json::from_str(&at_annas.text().await).unwrap();
    assert_eq!(rings["data"]["from"], "hidden");
}
