use ctimock_conformance::{Relation, RunEvent, Verdict};

use super::*;
use crate::{Bar, Colour, JsonLines, read_jsonl, samples};

#[test]
fn a_run_with_every_verdict_tells_a_newcomer_what_happened() {
    let shown = shown(&samples::full_run(), TerminalOptions::default());

    insta::assert_snapshot!(shown);
}

#[test]
fn colour_adds_nothing_but_colour() {
    let coloured = shown(
        &samples::full_run(),
        TerminalOptions {
            colour: Colour::On,
            ..TerminalOptions::default()
        },
    );

    assert_ne!(coloured, without_colour(&coloured));
    assert_eq!(
        without_colour(&coloured),
        shown(&samples::full_run(), TerminalOptions::default())
    );
}

#[test]
fn a_recorded_run_is_shown_as_it_was_live() {
    let events = samples::full_run();
    let mut file = Vec::new();
    let mut recorder = JsonLines::new(&mut file);
    for event in &events {
        recorder.event(event).unwrap();
    }

    let recorded = read_jsonl(file.as_slice()).unwrap();

    assert_eq!(
        shown(&recorded.events, TerminalOptions::default()),
        shown(&events, TerminalOptions::default())
    );
}

#[test]
fn the_bar_leaves_the_report_as_it_is() {
    let with_bar = TerminalOptions {
        bar: Bar::On,
        ..TerminalOptions::default()
    };

    assert_eq!(
        shown(&samples::full_run(), with_bar),
        shown(&samples::full_run(), TerminalOptions::default())
    );
}

#[test]
fn passed_cases_can_be_left_out() {
    let quiet = TerminalOptions {
        listing: Listing::NotPassed,
        ..TerminalOptions::default()
    };

    assert_eq!(
        shown(&samples::small_run(), quiet),
        "ctimock 0.1.0, client builtin (reference wellClient 1.2.0), 1 case, seed 7\n\
         \n\
         1 case, 00:15.000 of scenario time in 12.3 ms\n\
         1 passed, 0 failed\n"
    );
}

#[test]
fn an_interrupted_run_says_so_above_its_last_line() {
    let shown = shown(&samples::interrupted_run(), TerminalOptions::default());

    assert_eq!(
        shown.lines().rev().take(3).collect::<Vec<_>>(),
        [
            "1 passed, 0 failed, 1 skipped, 2 not run",
            "the run was interrupted: 2 cases did not run",
            "2 cases, 00:30.000 of scenario time in 2.5 s",
        ]
    );
}

#[test]
fn a_run_that_was_killed_is_shown_as_interrupted() {
    let mut events = samples::interrupted_run();
    events.pop();

    let shown = shown(&events, TerminalOptions::default());

    assert_eq!(
        shown.lines().rev().take(3).collect::<Vec<_>>(),
        [
            "1 passed, 0 failed, 1 skipped, 2 not run",
            "the run was interrupted: 2 cases did not run",
            "2 cases, 00:30.000 of scenario time",
        ]
    );
}

#[test]
fn two_runs_one_after_the_other_are_counted_apart() {
    let twice = [samples::small_run(), samples::small_run()].concat();

    let shown = shown(&twice, TerminalOptions::default());

    assert_eq!(
        shown
            .lines()
            .filter(|line| line.contains("passed,"))
            .collect::<Vec<_>>(),
        ["1 passed, 0 failed"; 2]
    );
}

#[test]
fn a_run_that_was_killed_is_ended_before_the_next_one_begins() {
    let mut events = samples::interrupted_run();
    events.pop();
    events.extend(samples::small_run());

    let shown = shown(&events, TerminalOptions::default());

    assert_eq!(
        shown
            .lines()
            .filter(|line| line.contains("passed,") || line.starts_with("ctimock"))
            .collect::<Vec<_>>(),
        [
            "ctimock 0.1.0, client builtin (reference wellClient 1.2.0), 4 cases, seed 7",
            "1 passed, 0 failed, 1 skipped, 2 not run",
            "ctimock 0.1.0, client builtin (reference wellClient 1.2.0), 1 case, seed 7",
            "1 passed, 0 failed",
        ]
    );
}

#[test]
fn a_closed_pipe_is_told_as_such() {
    let closed = &mut [0; 8][..];
    let mut terminal = Terminal::new(closed, TerminalOptions::default());

    let failed = terminal.event(&samples::started(1)).unwrap_err();

    assert_eq!(
        failed.to_string(),
        "the terminal report could not be written: failed to write whole buffer"
    );
}

#[test]
fn a_case_that_failed_without_any_explanation_is_still_told() {
    let bare = samples::case("x.yaml", Verdict::Failed);

    let shown = shown(&samples::run_of(vec![bare]), TerminalOptions::default());

    assert!(shown.contains("failed    x.yaml"), "{shown}");
    assert!(shown.ends_with("\n0 passed, 1 failed\n"), "{shown}");
}

#[test]
fn a_long_sequence_shows_what_is_round_the_trouble_and_counts_the_rest() {
    let mut failed = samples::case("x.yaml", Verdict::Failed);
    let mut why = samples::explanation("client `anna` was told `held`", "nobody held the call");
    why.alignment = (0..40)
        .map(|index| {
            let text = format!("heartbeat {index}");
            let at = u64::try_from(index).unwrap() * 1000;
            if index == 20 {
                samples::aligned(Relation::Unexpected, None, Some(("held", at)))
            } else {
                samples::aligned(
                    Relation::Equal,
                    Some((&text, index + 5)),
                    Some(("heartbeat", at)),
                )
            }
        })
        .collect();
    failed.explanations = vec![why];

    insta::assert_snapshot!(shown(
        &samples::run_of(vec![failed]),
        TerminalOptions::default()
    ));
}

#[test]
fn a_long_ladder_shows_what_is_round_the_mark() {
    let mut failed = samples::case("x.yaml", Verdict::Failed);
    failed.explanations = vec![samples::explanation(
        "heartbeat 150 is late",
        "it came late",
    )];
    failed.ladder = Some(samples::long_ladder(300, &[150]));

    insta::assert_snapshot!(shown(
        &samples::run_of(vec![failed]),
        TerminalOptions::default()
    ));
}

#[test]
fn no_line_but_a_long_name_is_wider_than_the_terminal() {
    for width in [40, 72, 80, 100, 140] {
        let options = TerminalOptions {
            width,
            ..TerminalOptions::default()
        };

        let shown = shown(&samples::full_run(), options);

        let too_wide: Vec<_> = shown
            .lines()
            .filter(|line| crate::text::columns::columns(line) > width.max(72))
            .filter(|line| !line.contains(".yaml"))
            .collect();
        assert_eq!(too_wide, Vec::<&str>::new(), "at {width} columns");
    }
}

#[test]
fn nothing_that_a_client_says_steers_the_terminal() {
    let mut failed = samples::failed();
    failed.id = "a\u{1b}]0;title\u{7}.yaml".to_owned();
    failed.explanations[0].title = "\u{1b}[2Jgone".to_owned();
    failed.explanations[0].notes = vec!["back\rspace\u{8}".to_owned()];

    let shown = shown(&samples::run_of(vec![failed]), TerminalOptions::default());

    let steering: Vec<_> = shown
        .chars()
        .filter(|c| c.is_control() && *c != '\n')
        .collect();
    assert_eq!(steering, []);
}

fn shown(events: &[RunEvent], options: TerminalOptions) -> String {
    let mut out = Vec::new();
    let mut terminal = Terminal::new(&mut out, options);
    for event in events {
        terminal.event(event).unwrap();
    }
    terminal.finish().unwrap();
    drop(terminal);
    String::from_utf8(out).unwrap()
}

fn without_colour(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, code)) = rest.split_once("\u{1b}[") {
        plain.push_str(before);
        rest = code.split_once('m').unwrap().1;
    }
    plain.push_str(rest);
    plain
}
