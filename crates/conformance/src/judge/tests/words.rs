use serde_json::json;

use crate::{
    CaseReport, Coverage, Verdict, WordKind,
    testing::{Table, contract, request, scenario},
};

const DIAL: &str = r#"
  - call: dial
    args: { to: "8002" }
    returns: { callId: $call }
"#;

#[test]
fn a_passed_case_asserts_what_it_called_and_what_matched_with_what_was_named() {
    let steps = format!(
        "{DIAL}
  - expect:
      - ringing: {{ callId: $call }}
      - optional: [recorded: {{ callId: $call }}]
      - ended: {{ cause: busy }}
  - call: drop
    args: {{ callId: $call }}
    fails: {{ code: E1 }}"
    );
    let table = Table::asserting(scenario(&steps));

    let report = table
        .returned(0, json!({ "callId": "K1" }))
        .settle()
        .told("anna", "ringing", json!({ "callId": "K1" }))
        .told("anna", "ended", json!({ "callId": "K1", "cause": "busy" }))
        .settle()
        .rejected(1, json!({ "code": "E1" }))
        .settle()
        .report();

    assert_eq!(
        report.words,
        [
            "event:ended",
            "event:ringing",
            "field:ended.cause",
            "field:ringing.callId",
            "method:dial",
            "method:drop",
            "method:onCall",
            "order:a call ends once",
            "parameter:dial.to",
            "parameter:drop.callId",
            "parameter:onCall.event",
            "result:dial.callId",
            "value:causes.busy",
            "value:errors.E1",
        ]
    );
}

#[test]
fn a_case_that_fails_or_is_not_asked_asserts_nothing() {
    let steps = format!("{DIAL}  - expect: [ringing: {{ callId: $call }}]");
    let told = |table: Table, id: &str| {
        table
            .returned(0, json!({ "callId": "K1" }))
            .settle()
            .told("anna", "ringing", json!({ "callId": id }))
            .settle()
            .report()
    };

    let failed = told(Table::asserting(scenario(&steps)), "K2");
    let unasked = told(Table::drive(scenario(&steps)), "K1");

    assert_eq!((failed.verdict, failed.words.len()), (Verdict::Failed, 0));
    assert_eq!((unasked.verdict, unasked.words.len()), (Verdict::Passed, 0));
}

#[test]
fn a_request_that_was_seen_is_asserted_with_the_fields_of_its_body() {
    let steps = r#"
  - call: dial
    args: { to: "8002" }
    sends: [dial: { to: "8002" }]
"#;
    let table = Table::asserting(scenario(steps));

    let report = table
        .journal(request(
            1,
            http::Method::POST,
            "/calls",
            json!({ "to": "8002" }),
        ))
        .returned(0, json!({}))
        .settle()
        .report();

    assert_eq!(
        report.words,
        [
            "body:dial.to",
            "method:dial",
            "operation:dial",
            "parameter:dial.to"
        ]
    );
}

/// Only the refused method's own operation has the table, and only its field holds the word.
#[test]
fn an_error_counts_for_the_table_of_the_operation_that_was_refused() {
    let refused = |method: &str, fails: &str, data| {
        let steps = format!("  - call: {method}\n    fails: {fails}");
        let table = Table::asserting(scenario(&steps));
        values(&table.rejected(0, data).settle().report())
    };

    let word = ["value:errors.E1"];
    let of_drop = refused("drop", "{ code: E1 }", json!({ "code": "E1" }));
    let of_dial = refused("dial", "{ code: E1 }", json!({ "code": "E1" }));
    let elsewhere = refused("drop", "{ text: E1 }", json!({ "text": "E1" }));
    let any = refused("drop", "{ code: \"<string>\" }", json!({ "code": "E1" }));

    assert_eq!(of_drop, word);
    assert_eq!([of_dial, elsewhere, any], [[""; 0]; 3]);
}

#[test]
fn a_success_without_a_result_is_the_word_for_it() {
    let succeeds = |returns: &str| {
        let steps = format!("  - call: drop\n{returns}");
        let table = Table::asserting(scenario(&steps));
        values(&table.outcome(0, Ok(None)).settle().report())
    };

    assert_eq!(succeeds("    returns: \"<absent>\""), ["value:errors.E0"]);
    assert_eq!(succeeds(""), [""; 0]);
}

#[test]
fn a_field_that_must_not_be_there_is_not_asserted() {
    let table = Table::asserting(scenario(
        "  - expect: [ringing: { callId: K1, to: \"<absent>\" }]",
    ));

    let report = table
        .passes_on("ringing", json!({ "callId": "K1" }))
        .settle()
        .report();

    assert_eq!(fields(&report), ["field:ringing.callId"]);
}

#[test]
fn a_field_that_clients_take_away_is_asserted_by_its_absence_if_it_was_sent() {
    let passes = |sent: serde_json::Value| {
        let table = Table::asserting(scenario("  - expect: [answered: { trace: \"<absent>\" }]"));
        let table = table.journal(crate::testing::sent("answered", &sent));
        fields(&table.told("anna", "answered", json!({})).settle().report())
    };

    assert_eq!(passes(json!({ "trace": 1 })), ["field:answered.trace"]);
    assert_eq!(passes(json!({})), [""; 0]);
}

#[test]
fn a_rule_on_order_is_asserted_where_its_events_occurred() {
    let orders = |names: &[&'static str]| {
        let list = names.join(": {}, ");
        let table = Table::asserting(scenario(&format!("  - expect: [{list}: {{}}]")));
        let pass = |table: Table, name: &&'static str| {
            table.passes_on(name, json!({ "callId": "K1" })).settle()
        };
        of_kind(&names.iter().fold(table, pass).report(), WordKind::Order)
    };

    let both = orders(&["ringing", "answered"]);
    let first = orders(&["ringing"]);
    let other = orders(&["ended"]);

    assert_eq!(both, ["order:a call rings before it is answered"]);
    assert_eq!(first, [""; 0]);
    assert_eq!(other, ["order:a call ends once"]);
}

#[test]
fn coverage_counts_the_contracts_words_and_lists_what_nobody_asserts() {
    let passed = |words: &[&str]| {
        let table = Table::asserting(scenario("  - wait: 1s"));
        let mut report = table.at(1000).settle().report();
        report.words = words.iter().map(|word| (*word).to_owned()).collect();
        report
    };
    let mut failed = passed(&["event:held"]);
    failed.verdict = Verdict::Failed;
    let cases = [
        passed(&["event:ringing", "value:causes.busy", "event:nonsense"]),
        passed(&["event:ringing", "method:mute", "value:ours.a"]),
        failed,
    ];

    let coverage = Coverage::of(contract(), &cases);

    let counts: Vec<(WordKind, usize, usize)> = coverage
        .kinds
        .iter()
        .map(|kind| (kind.kind, kind.covered, kind.total))
        .collect();
    assert_eq!(
        counts,
        [
            (WordKind::Method, 0, 3),
            (WordKind::Parameter, 0, 4),
            (WordKind::Result, 0, 1),
            (WordKind::Operation, 0, 2),
            (WordKind::Body, 0, 1),
            (WordKind::Event, 1, 6),
            (WordKind::Field, 0, 9),
            (WordKind::Value, 1, 4),
            (WordKind::Order, 0, 2),
        ]
    );
    assert_eq!((coverage.passed, coverage.missing.len()), (2, 30));
    let held = coverage.missing.iter().find(|word| word.name == "held");
    assert_eq!(held.map(|word| word.source.as_str()), Some("manual 5"));
    let uncounted: Vec<(&str, &[String])> = coverage
        .uncounted
        .iter()
        .map(|words| (words.reason.as_str(), words.names.as_slice()))
        .collect();
    assert_eq!(
        uncounted,
        [
            ("named only", &["mute".to_owned()][..]),
            ("not the vendor's", &["ours.a".to_owned()][..])
        ]
    );
}

#[test]
fn only_all_words_are_a_hundred_per_cent() {
    let mut coverage = Coverage::of(contract(), []);
    coverage.kinds.truncate(1);
    coverage.kinds[0].covered = 999;
    coverage.kinds[0].total = 1000;

    assert_eq!(
        [99, 100].map(|least| coverage.reaches(least)),
        [true, false]
    );
    coverage.kinds[0].covered = 1000;
    assert!(coverage.reaches(100));
}

fn values(report: &CaseReport) -> Vec<String> {
    of_kind(report, WordKind::Value)
}

fn fields(report: &CaseReport) -> Vec<String> {
    of_kind(report, WordKind::Field)
}

fn of_kind(report: &CaseReport, kind: WordKind) -> Vec<String> {
    assert_eq!(report.verdict, Verdict::Passed, "{report:?}");
    let words = report.words.iter();
    words
        .filter(|word| word.starts_with(&kind.word("")))
        .cloned()
        .collect()
}
