use ctimock_conformance::{
    AlignedRow, Arrow, Blame, CaseReport, Difference, Excerpt, ExcerptLine, Explanation, Ladder,
    Lane, Relation, Timing, Verdict,
};
use serde_json::json;

use super::{answered_ladder, rung};

const OUTBOUND: &str = "scenarios/wellclient/outbound/answered.yaml";

/// Returns a case that says nothing but its verdict.
pub(crate) fn case(id: &str, verdict: Verdict) -> CaseReport {
    CaseReport {
        id: id.to_owned(),
        name: "an agent logs in".to_owned(),
        vendor: "wellclient".to_owned(),
        tags: vec!["login".to_owned(), "smoke".to_owned()],
        source: Some("wellClient manual §3.1".to_owned()),
        known_issue: None,
        verdict,
        blame: None,
        timing: Timing {
            scenario_us: 15_000_000,
            real_us: 420,
            lag_us: None,
        },
        explanations: Vec::new(),
        ladder: None,
        words: vec!["event:agentLoggedOn".to_owned()],
    }
}

/// Returns a case that passed.
pub(crate) fn passed(id: &str) -> CaseReport {
    case(id, Verdict::Passed)
}

/// Returns a case that failed: an alignment with every relation, a rule that was broken as well.
pub(crate) fn failed() -> CaseReport {
    let mut first = explanation(
        "client `anna` was never told `established`",
        "the mock sent `established` at 00:05.000, and the client told its app nothing of it \
         within 30 s",
    );
    first.excerpt = Some(excerpt());
    first.alignment = every_relation();
    first.notes = vec![
        "the nearest that was observed is `connectionCleared` at 00:15.000".to_owned(),
        "an event at exactly the bound is in time".to_owned(),
    ];
    let mut second = explanation(
        "`delivered` came before `originated`",
        "the contract has `originated` before `delivered` for one call (manual §6.2), and the mock \
         sent them so",
    );
    second.at_us = 100_000;
    CaseReport {
        name: "an outbound call is answered and hung up".to_owned(),
        source: Some("wellClient manual §4.2".to_owned()),
        known_issue: Some("CTI-118".to_owned()),
        blame: Some(Blame::Client),
        timing: Timing {
            scenario_us: 35_000_000,
            real_us: 1_930,
            lag_us: None,
        },
        explanations: vec![first, second],
        ladder: Some(answered_ladder()),
        ..case(OUTBOUND, Verdict::Failed)
    }
}

/// Returns a case that the scenario is to blame for.
pub(crate) fn errored() -> CaseReport {
    let mut why = explanation(
        "`carl` cannot answer: no call alerts there",
        "the party's act was refused by the switch before the client could do anything",
    );
    why.blame = Blame::Scenario;
    why.excerpt = Some(Excerpt {
        file: "scenarios/wellclient/inbound/steps.yaml".to_owned(),
        line: 9,
        column: 5,
        width: 26,
        lines: vec![line(9, "  - { party: carl, does: answers }")],
        label: "carl is idle at 00:00.000".to_owned(),
    });
    CaseReport {
        name: "a customer calls in".to_owned(),
        blame: Some(Blame::Scenario),
        explanations: vec![why],
        ..case(
            "scenarios/wellclient/inbound/answered.yaml",
            Verdict::Errored,
        )
    }
}

/// Returns a case that the client cannot perform.
pub(crate) fn skipped() -> CaseReport {
    let mut why = explanation(
        "client `builtin` has no method `conference`",
        "it did not name the method when it connected",
    );
    why.blame = Blame::Harness;
    CaseReport {
        explanations: vec![why],
        ..case("scenarios/wellclient/conference.yaml", Verdict::Skipped)
    }
}

/// Returns a case with names of wide characters, and an id, a label and a payload that are too long.
pub(crate) fn non_ascii() -> CaseReport {
    let mut why = explanation(
        "client `坐席一` was told `delivered` with another `主叫号码`",
        "the mock sent `13800138000`",
    );
    why.excerpt = Some(Excerpt {
        file: "scenarios/wellclient/来电.yaml".to_owned(),
        line: 12,
        column: 9,
        width: 4,
        lines: vec![
            line(11, "  - expect: # 客户来电"),
            line(12, "      - 客户来电: { callId: $call }"),
        ],
        label: "这里".to_owned(),
    });
    why.alignment = vec![AlignedRow {
        differences: vec![Difference {
            path: "userData.主叫号码".to_owned(),
            expected: "\"13800138000\"".to_owned(),
            observed: "\"\u{1b}[2J13800138001\"".to_owned(),
        }],
        data: Some(json!({"callId": "6a1f", "userData": {"主叫号码": "13800138001"}})),
        ..aligned(
            Relation::Different,
            Some(("delivered { userData: { 主叫号码: \"13800138000\" } }", 12)),
            Some(("delivered", 100_000)),
        )
    }];
    let mut told = rung(100_000, 1, 0, Arrow::Message, "delivered 客户来电");
    told.marked = true;
    CaseReport {
        name: "客户来电显示主叫号码".to_owned(),
        source: None,
        blame: Some(Blame::Client),
        explanations: vec![why],
        ladder: Some(Ladder {
            lanes: ["坐席一", "wellclient", "客户"]
                .map(|name| Lane {
                    name: name.to_owned(),
                })
                .into(),
            rungs: vec![
                rung(0, 2, 2, Arrow::Act, "客户拨打 8001"),
                rung(0, 2, 1, Arrow::Call, "来电"),
                told,
            ],
        }),
        ..case(
            "scenarios/wellclient/来电/a-folder-with-a-rather-long-name/来电显示.yaml[主叫号码=13800138000]",
            Verdict::Failed,
        )
    }
}

/// Returns a row; a side is its text, and its line or its time.
pub(crate) fn aligned(
    relation: Relation,
    expected: Option<(&str, usize)>,
    observed: Option<(&str, u64)>,
) -> AlignedRow {
    AlignedRow {
        relation,
        expected: expected.map(|(text, _)| text.to_owned()),
        line: expected.map(|(_, line)| line),
        observed: observed.map(|(text, _)| text.to_owned()),
        at_us: observed.map(|(_, at)| at),
        data: None,
        differences: Vec::new(),
    }
}

/// Returns an explanation that blames the client.
pub(crate) fn explanation(title: &str, because: &str) -> Explanation {
    Explanation {
        title: title.to_owned(),
        blame: Blame::Client,
        because: because.to_owned(),
        at_us: 35_000_000,
        excerpt: None,
        alignment: Vec::new(),
        notes: Vec::new(),
    }
}

/// Returns lines of a scenario with a place in them.
fn excerpt() -> Excerpt {
    Excerpt {
        file: OUTBOUND.to_owned(),
        line: 17,
        column: 9,
        width: 11,
        lines: vec![
            line(15, "      - delivered: { callId: $call, called: \"8002\" }"),
            line(16, "  - expect:"),
            line(17, "      - established: { callId: $call }"),
            line(18, "    within: 30s"),
        ],
        label: "never told, until 00:35.000".to_owned(),
    }
}

fn line(number: usize, text: &str) -> ExcerptLine {
    ExcerptLine {
        number,
        text: text.to_owned(),
    }
}

fn every_relation() -> Vec<AlignedRow> {
    let mut differs = aligned(
        Relation::Different,
        Some(("delivered { callId: $call, called: \"8002\" }", 15)),
        Some(("delivered", 100_000)),
    );
    differs.differences = vec![
        Difference {
            path: "called".to_owned(),
            expected: "\"8002\"".to_owned(),
            observed: "\"8001\"".to_owned(),
        },
        Difference {
            path: "userData.data.originalANI".to_owned(),
            expected: "$number = \"13800138000\"".to_owned(),
            observed: "absent".to_owned(),
        },
    ];
    let mut unexpected = aligned(Relation::Unexpected, None, Some(("held", 7_000_000)));
    unexpected.data = Some(json!({"eventName": "held", "callId": "6a1f", "deviceId": "8001"}));
    vec![
        aligned(
            Relation::Equal,
            Some(("serviceInitiated { callId: $call }", 13)),
            Some(("serviceInitiated", 0)),
        ),
        aligned(
            Relation::WrongPlace,
            Some(("originated { callId: $call }", 14)),
            Some(("originated", 120_000)),
        ),
        differs,
        aligned(
            Relation::Tolerated,
            None,
            Some(("agentStateChanged", 150_000)),
        ),
        aligned(
            Relation::Missing,
            Some(("established { callId: $call }", 17)),
            None,
        ),
        unexpected,
        aligned(
            Relation::Omitted,
            Some(("recordStarted { callId: $call }", 19)),
            None,
        ),
        aligned(
            Relation::Equal,
            Some(("connectionCleared { callId: $call }", 21)),
            Some(("connectionCleared", 15_000_000)),
        ),
    ]
}
