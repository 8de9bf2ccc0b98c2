use std::{collections::BTreeMap, num::NonZeroUsize, sync::Arc};

use ctimock_conformance::{CaseReport, Coverage, RunEvent, Words};
use ctimock_report::coverage_text;
use ctimock_runner::{Case, CaseOptions, Interrupt, RunOptions, run};
use ctimock_testkit::{scenario, toy};

use crate::program::{PASSES, Program, repository};

#[test]
fn the_scenarios_cover_every_documented_word() {
    let scenarios = repository("scenarios");

    let said = Program::new("coverage").run(&["coverage", &scenarios, "--min", "100"]);

    assert_eq!(said.code, Some(0), "{}{}", said.out, said.err);
    assert!(
        said.last_line().ends_with("words covered, 100 %"),
        "{}",
        said.out
    );
}

#[test]
fn the_table_of_the_bell_shows_what_one_scenario_leaves_out() {
    let vendor = toy::vendor();
    let cases: Vec<Case<'_>> = vec![(&vendor, Arc::new(scenario(&vendor, toy::ANSWERED)))];

    let coverage = Coverage::of((vendor.contract)(), &played(&cases));

    assert_eq!(coverage_text(&coverage, 60), BELL.trim_start());
}

#[test]
fn fewer_words_than_wanted_exit_1_and_are_named_with_their_source() {
    let program = Program::new("few");
    program.file("scenarios/login.yaml", PASSES);

    let wanted = program.run(&["coverage", "--min", "50"]);
    let enough = program.run(&["coverage", "--min", "0"]);
    let unasked = program.run(&["coverage"]);

    assert_eq!(
        [wanted.code, enough.code, unasked.code],
        [Some(1), Some(0), Some(0)]
    );
    let event = ["event", "established", "§8.2,", "§8.4,", "§10.2"];
    let is_named = |line: &str| line.split_whitespace().eq(event);
    assert!(wanted.out.lines().any(is_named), "{}", wanted.out);
    assert!(
        wanted
            .err
            .starts_with("error: wellclient: 50 % of the documented words are wanted, and "),
        "{}",
        wanted.err
    );
    assert_eq!(enough.err, "");
}

#[test]
fn the_words_of_a_case_that_fails_do_not_count_and_it_exits_1() {
    let program = Program::new("failing");
    program.file("a.yaml", PASSES);
    program.file("b.yaml", &PASSES.replace("agentNotReady", "agentReady"));

    let both = program.run(&["coverage", "."]);
    let failing = program.run(&["coverage", "b.yaml"]);

    assert_eq!([both.code, failing.code], [Some(1), Some(1)]);
    assert!(
        failing.last_line().starts_with("wellclient: 0 of "),
        "{}",
        failing.out
    );
    assert!(
        both.err
            .starts_with("not passed, and its words do not count: "),
        "{}",
        both.err
    );
    assert!(both.err.contains("b.yaml: client `anna`"), "{}", both.err);
    assert!(!both.last_line().starts_with("wellclient: 0 of "));
}

#[test]
fn nothing_to_play_exits_4() {
    let program = Program::new("none");
    program.file(
        "world.yaml",
        PASSES.split("steps:").next().unwrap_or_default(),
    );

    let said = program.run(&["coverage", "world.yaml", "--vendor", "wellclient"]);

    assert_eq!((said.code, said.out.as_str()), (Some(4), ""));
    assert_eq!(said.err, "error: no case is selected\n");
}

#[test]
fn a_vendor_that_is_not_served_and_a_share_above_all_exit_2() {
    let program = Program::new("usage");
    program.file("login.yaml", PASSES);

    let vendor = program.run(&["coverage", "login.yaml", "--vendor", "wellclint"]);
    let share = program.run(&["coverage", "login.yaml", "--min", "101"]);

    assert_eq!([vendor.code, share.code], [Some(2), Some(2)]);
    assert!(
        vendor
            .err
            .contains("unknown vendor `wellclint`; known are `wellclient`"),
        "{}",
        vendor.err
    );
    assert!(share.err.contains("0..=100"), "{}", share.err);
}

fn played(cases: &[Case<'_>]) -> Vec<CaseReport> {
    let options = RunOptions {
        case: CaseOptions {
            words: Words::Listed,
            ..CaseOptions::default()
        },
        variants: BTreeMap::new(),
        jobs: NonZeroUsize::MIN,
        check_determinism: false,
        interrupt: Interrupt::default(),
    };
    let mut reports = Vec::new();
    run(cases, &options, |event| {
        if let RunEvent::CaseFinished(report) = event {
            reports.push(*report);
        }
    });
    reports
}

const BELL: &str = "
bell: 1 passed case

  methods                 3 of    5   60 %
  parameters              3 of    4   75 %
  fields of results       1 of    2   50 %
  operations              0 of    5    0 %
  fields of bodies        0 of    2    0 %
  events                  4 of    5   80 %
  fields of events        7 of    9   77 %
  values                  1 of    6   16 %
  rules on order          3 of    3  100 %

not covered
  method     answer              Bell manual 2.3
  method     mute                Bell manual 2.5 (the app's
                                 own microphone; nothing
                                 goes over the wire)
  parameter  answer.call         Bell manual 2.3
  result     login.house         Bell manual 2.1
  operation  answer              Bell manual 2.3
  operation  call                Bell manual 2.2
  operation  events              Bell manual 3
  operation  hang_up             Bell manual 2.4
  operation  login               Bell manual 2.1
  body       call.to             Bell manual 2.2
  body       login.house         Bell manual 2.1
  event      inner.missed        Bell manual 3.5
  field      inner.missed.call   Bell manual 3.5
  field      inner.missed.from   Bell manual 3.5
  value      causes.busy         Bell manual 3.4
  value      causes.cancelled    Bell manual 3.4
  value      causes.no_answer    Bell manual 3.4
  value      causes.rejected     Bell manual 3.4
  value      causes.unreachable  Bell manual 3.4

bell: 22 of 41 documented words covered, 53 %
";
