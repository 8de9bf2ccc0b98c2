use std::io::{self, BufReader, Read};

use super::*;
use crate::{JsonLines, Reporter, samples};

#[test]
fn what_was_written_is_read_back() {
    for events in [samples::full_run(), samples::interrupted_run()] {
        let recorded = read_jsonl(lines(&events).as_slice()).unwrap();

        assert_eq!(
            recorded,
            RecordedRun {
                events,
                warnings: Vec::new(),
            }
        );
    }
}

#[test]
fn the_lines_of_a_run_are_as_documented() {
    let written = String::from_utf8(lines(&samples::small_run())).unwrap();

    assert_eq!(
        written.lines().collect::<Vec<_>>(),
        [
            r#"{"run_started":{"format":1,"version":"0.1.0","client":{"spec":"builtin","name":"reference wellClient","version":"1.2.0"},"cases":1,"seed":7}}"#,
            r#"{"case_started":{"id":"scenarios/wellclient/login/each-mode.yaml"}}"#,
            r#"{"case_finished":{"id":"scenarios/wellclient/login/each-mode.yaml","name":"an agent logs in","vendor":"wellclient","tags":["login","smoke"],"source":"wellClient manual §3.1","verdict":"passed","timing":{"scenario_us":15000000,"real_us":420},"words":["event:agentLoggedOn"]}}"#,
            r#"{"run_finished":{"summary":{"passed":1,"failed":0,"skipped":0,"errored":0,"not_run":0},"interrupted":false,"real_us":12345}}"#,
        ]
    );
}

#[test]
fn a_run_that_was_cut_off_anywhere_is_read_up_to_its_last_whole_line() {
    let whole = lines(&samples::run_of(vec![samples::non_ascii()]));
    let first = whole.iter().position(|byte| *byte == b'\n').unwrap() + 1;

    for cut in first..whole.len() - 1 {
        let recorded = read_jsonl(&whole[..cut]).unwrap();

        let complete = whole[..cut].iter().filter(|byte| **byte == b'\n').count();
        let unended = whole[cut] == b'\n';
        assert_eq!(
            recorded.events.len(),
            complete + usize::from(unended),
            "cut at byte {cut}"
        );
        assert!(!recorded.warnings.is_empty(), "cut at byte {cut}");
    }
}

#[test]
fn a_half_written_line_is_named_in_a_warning() {
    let mut file = lines(&samples::small_run());
    file.truncate(file.len() - 10);

    let recorded = read_jsonl(file.as_slice()).unwrap();

    assert_eq!(
        recorded.warnings,
        [
            "line 4 is half written and was left out: the run was ended in the middle of it",
            "the recorded run has no end: it was killed, or is still running",
        ]
    );
}

#[test]
fn only_a_run_that_told_its_end_is_finished() {
    let file = lines(&samples::small_run());
    let cut = &file[..file.len() - 10];

    let finished = [&file[..], cut].map(|file| read_jsonl(file).unwrap().is_finished());

    assert_eq!(finished, [true, false]);
}

#[test]
fn a_last_line_without_its_line_end_is_whole() {
    let mut file = lines(&samples::small_run());
    file.pop();

    let recorded = read_jsonl(file.as_slice()).unwrap();

    assert_eq!(recorded.events, samples::small_run());
    assert_eq!(recorded.warnings, Vec::<String>::new());
}

#[test]
fn a_half_line_in_the_middle_is_an_error() {
    let mut file = lines(&samples::small_run());
    let second = file.iter().position(|byte| *byte == b'\n').unwrap() + 1;
    file.splice(second + 20..second + 60, []);

    assert_eq!(
        error(&file),
        "line 2: wanted a run event, and there was `{\"case_started\":{\"idyaml\"}}` \
         (expected `:` at column 26)"
    );
}

#[test]
fn a_line_that_is_no_event_is_named_with_what_was_there() {
    let start = String::from_utf8(lines(&[samples::started(1)])).unwrap();

    for (line, told) in [
        (
            r#"{"case_fnished":{}}"#,
            "line 2: wanted a run event, and there was `{\"case_fnished\":{}}` (unknown variant \
             `case_fnished`, expected one of `run_started`, `case_started`, `case_finished`, \
             `run_finished` at column 15)",
        ),
        (
            "hello",
            "line 2: wanted a run event, and there was `hello` (expected value at column 1)",
        ),
        (
            r#"{"case_started":{"id":"x","at":3}}"#,
            "line 2: wanted a run event, and there was \
             `{\"case_started\":{\"id\":\"x\",\"at\":3}}` (unknown field `at`, expected `id` at \
             column 30)",
        ),
    ] {
        assert_eq!(error(format!("{start}{line}\n").as_bytes()), told);
    }
}

#[test]
fn a_long_line_is_not_repeated_whole() {
    let start = String::from_utf8(lines(&[samples::started(1)])).unwrap();
    let file = format!("{start}{{\"noise\":\"{}\"}}\n", "x".repeat(10_000));

    assert!(error(file.as_bytes()).len() < 300);
}

#[test]
fn another_version_is_told_before_the_fields_it_changed() {
    let file = br#"{"run_started":{"format":2,"clients":[]}}"#;

    assert_eq!(
        error(file),
        "line 1: wanted format 1 of run events, and there was format 2"
    );
}

#[test]
fn a_file_that_does_not_begin_with_a_run_is_refused() {
    let events = samples::small_run();

    assert_eq!(
        error(&lines(&events[1..])),
        "line 1: wanted `run_started` first, and there was `case_started`"
    );
    assert_eq!(
        error(b"\n"),
        "line 1: wanted a run that begins with `run_started`, and there was nothing"
    );
    assert_eq!(
        error(b"{\"run_started\":{\"for"),
        "line 1: wanted a run that begins with `run_started`, and there was nothing"
    );
}

#[test]
fn two_runs_in_one_file_are_refused_at_the_second() {
    let ended = [samples::small_run(), samples::small_run()].concat();
    let killed = [samples::started(1), samples::started(1)];

    assert_eq!(
        error(&lines(&ended)),
        "line 5: wanted nothing after `run_finished`, and there was `run_started`"
    );
    assert_eq!(
        error(&lines(&killed)),
        "line 2: wanted one run in a file, and there was `run_started`"
    );
}

#[test]
fn empty_lines_are_no_events_and_count_as_lines() {
    let mut file = b"\n\r\n".to_vec();
    file.extend(lines(&samples::small_run()));

    assert_eq!(
        read_jsonl(file.as_slice()).unwrap().events,
        samples::small_run()
    );
    file.extend_from_slice(b"hello\n");
    assert!(error(&file).starts_with("line 7: "));
}

#[test]
fn a_file_that_cannot_be_read_names_the_line_it_came_to() {
    let start = lines(&[samples::started(1)]);
    let from = BufReader::new(start.as_slice().chain(Broken));

    assert_eq!(
        read_jsonl(from).unwrap_err().to_string(),
        "line 2 of the recorded run could not be read: the disk is gone"
    );
}

struct Broken;

impl Read for Broken {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        Err(io::Error::other("the disk is gone"))
    }
}

fn error(file: &[u8]) -> String {
    read_jsonl(file).unwrap_err().to_string()
}

fn lines(events: &[RunEvent]) -> Vec<u8> {
    let mut file = Vec::new();
    let mut writer = JsonLines::new(&mut file);
    for event in events {
        writer.event(event).unwrap();
    }
    writer.finish().unwrap();
    file
}
