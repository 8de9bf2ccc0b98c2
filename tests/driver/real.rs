//! Clients with timers of their own: their cases run under the real clock.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread,
};

use ctimock_conformance::{Blame, Verdict};
use ctimock_runner::Patience;

use super::stage::{Run, play, seen};
use crate::program::repository;

const SHORT_CALL: &str = "fixtures/clients/real-clock/short-call.yaml";

#[test]
fn two_hundred_runs_on_a_busy_machine_show_no_false_failure() {
    let busy = Busy::start(2);

    let run = Run {
        times: 200,
        jobs: 25,
        patience: Patience::default(),
        check_determinism: false,
    };

    let reports = run
        .play(&client(""), SHORT_CALL)
        .expect("the client starts");

    drop(busy);
    let wrong: Vec<_> = reports
        .iter()
        .filter(|report| report.verdict != Verdict::Passed)
        .map(seen)
        .collect();
    assert_eq!(wrong, []);
    assert_eq!(reports.len(), 200);
    assert!(reports.iter().all(|report| report.timing.lag_us.is_some()));
}

#[test]
fn a_failure_under_the_real_clock_says_how_late_things_were_seen() {
    let reports = play(&client("repeats"), SHORT_CALL, 1, 1);

    let report = reports.expect("the client starts").remove(0);
    assert_eq!(
        (report.verdict, report.blame),
        (Verdict::Failed, Some(Blame::Client))
    );
    let notes = &report.explanations[0].notes;
    assert!(
        notes
            .iter()
            .any(|note| note.contains("the lag of scheduling that was measured is")),
        "{notes:?}"
    );
}

fn client(mistake: &str) -> String {
    let program = repository("fixtures/clients/real-clock/main.py");
    format!("exec:python3 {program} {mistake}")
}

/// Keeps cores busy while it lives.
struct Busy {
    over: Arc<AtomicBool>,
    threads: Vec<thread::JoinHandle<()>>,
}

impl Busy {
    fn start(cores: usize) -> Self {
        let over = Arc::new(AtomicBool::new(false));
        let threads = (0..cores).map(|_| {
            let over = Arc::clone(&over);
            thread::spawn(move || while !over.load(Ordering::Relaxed) {})
        });
        let threads = threads.collect();
        Self { over, threads }
    }
}

impl Drop for Busy {
    fn drop(&mut self) {
        self.over.store(true, Ordering::Relaxed);
        for thread in self.threads.drain(..) {
            thread.join().expect("a busy thread ends in peace");
        }
    }
}
