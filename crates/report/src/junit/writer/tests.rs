use super::*;
use crate::{JsonLines, read_jsonl, samples};

#[test]
fn a_run_with_every_verdict_is_told_in_suites_by_folder() {
    insta::assert_snapshot!(xml(&samples::full_run()));
}

#[test]
fn an_interrupted_run_is_an_error_of_its_own() {
    insta::assert_snapshot!(xml(&samples::interrupted_run()));
}

#[test]
fn a_run_that_was_killed_is_an_error_as_well() {
    let mut events = samples::interrupted_run();
    events.pop();

    let xml = xml(&events);

    assert!(
        xml.contains("the run was interrupted: 2 cases did not run"),
        "{xml}"
    );
}

#[test]
fn a_recorded_run_gives_the_same_bytes_as_it_gave_live() {
    let events = samples::full_run();
    let mut file = Vec::new();
    let mut recorder = JsonLines::new(&mut file);
    for event in &events {
        recorder.event(event).unwrap();
    }

    let recorded = read_jsonl(file.as_slice()).unwrap();

    assert_eq!(xml(&recorded.events), xml(&events));
}

#[test]
fn two_runs_stay_apart_in_one_report() {
    let twice = [samples::small_run(), samples::small_run()].concat();

    let xml = xml(&twice);

    assert_eq!(xml.matches("<testsuite ").count(), 2);
    assert!(xml.contains("tests=\"2\""), "{xml}");
}

#[test]
fn a_run_without_cases_is_an_empty_report() {
    let xml = xml(&samples::run_of(Vec::new()));

    assert!(xml.contains("tests=\"0\""), "{xml}");
    assert_eq!(xml.matches("<testsuite ").count(), 0);
}

#[test]
fn a_full_disk_is_told_at_the_end() {
    let full = &mut [0; 8][..];
    let mut junit = JUnit::new(full);

    for event in &samples::small_run() {
        junit.event(event).unwrap();
    }

    assert_eq!(
        junit.finish().unwrap_err().to_string(),
        "the JUnit report could not be written: failed to write whole buffer"
    );
}

fn xml(events: &[RunEvent]) -> String {
    let mut out = Vec::new();
    let mut junit = JUnit::new(&mut out);
    for event in events {
        junit.event(event).unwrap();
    }
    junit.finish().unwrap();
    drop(junit);
    String::from_utf8(out).unwrap()
}
