//! Clients with one mistake each: caught, with the right verdict, blame and explanation.

use std::time::Duration;

use ctimock_conformance::{Blame, Verdict};
use ctimock_runner::Patience;

use super::stage::{Run, TWO_CALLS, played, seen, wrong};

#[test]
fn a_client_that_swaps_two_events_is_to_blame() {
    let report = played(&wrong("swaps-two-events"));

    assert_eq!(
        seen(&report),
        (
            Verdict::Failed,
            Some(Blame::Client),
            "client `anna` was told `delivered` before `originated`",
            "the mock sent `originated` at 00:00.500 before `delivered`, and client `anna` reported it \
             after it",
        )
    );
}

#[test]
fn a_client_that_loses_the_hang_up_is_to_blame() {
    let report = played(&wrong("loses-the-hang-up"));

    assert_eq!(
        seen(&report),
        (
            Verdict::Failed,
            Some(Blame::Client),
            "client `anna` was not told `connectionCleared` within 30s",
            "the mock sent `connectionCleared` to client `anna` at 00:02.500, and the client never \
             reported it",
        )
    );
}

#[test]
fn a_client_that_reports_an_event_twice_is_to_blame() {
    let report = played(&wrong("reports-one-twice"));

    assert_eq!(
        seen(&report),
        (
            Verdict::Failed,
            Some(Blame::Client),
            "client `anna` was told the same `established` twice",
            "the mock sent this `established` once, at 00:02.500, and client `anna` reported it twice",
        )
    );
}

#[test]
fn a_client_that_reports_the_call_id_of_another_call_is_to_blame() {
    let report = played(&wrong("wrong-call-id"));

    assert_eq!(
        seen(&report),
        (
            Verdict::Failed,
            Some(Blame::Client),
            "client `anna` was told `established` with another `callId` than expected",
            "the mock sent `established` at 01:04.500, and client `anna` reported it with another \
             `callId`",
        )
    );
}

#[test]
fn a_client_that_makes_its_requests_before_it_subscribes_is_to_blame() {
    let report = played(&wrong("requests-before-it-subscribes"));

    assert_eq!(
        seen(&report),
        (
            Verdict::Failed,
            Some(Blame::Client),
            "client `anna` was not told `agentLoggedOn` within 30s",
            "the mock had `agentLoggedOn` for client `anna` at 00:00.800, and the client had not asked \
             for its events by then: it has a WebSocket, and no subscription on it",
        )
    );
}

#[test]
fn a_client_that_sends_a_malformed_request_is_to_blame() {
    let report = played(&wrong("sends-a-malformed-request"));

    assert_eq!(
        seen(&report),
        (
            Verdict::Failed,
            Some(Blame::Client),
            "`makeCall` of client `anna` failed, and success is expected",
            "the body of `POST /api/csta/callControl/calls` that client `anna` sent is no JSON: EOF \
             while parsing an object at line 1 column 66",
        )
    );
}

#[test]
fn a_client_that_keeps_a_stale_number_is_to_blame() {
    let report = played(&wrong("keeps-a-stale-number"));

    assert_eq!(
        seen(&report),
        (
            Verdict::Failed,
            Some(Blame::Client),
            "client `anna` sent `POST makeCall` during `makeCall` with another `to` than is wanted",
            "what goes over the wire is up to client `anna` alone",
        )
    );
}

#[test]
fn a_client_that_rejects_what_the_vendor_accepted_is_to_blame() {
    let report = played(&wrong("rejects-what-was-accepted"));

    assert_eq!(
        seen(&report),
        (
            Verdict::Failed,
            Some(Blame::Client),
            "`makeCall` of client `anna` failed, and success is expected",
            "the mock did not refuse the request; client `anna` made the error",
        )
    );
}

#[test]
fn a_wrapper_that_settles_too_early_is_an_error_and_no_failure_of_the_client() {
    let report = played(&wrong("settles-too-early"));

    assert_eq!(
        seen(&report),
        (
            Verdict::Errored,
            Some(Blame::Harness),
            "client `anna` is not judged: it answered `settle` too early: `agentLoggedOn` was told to \
             its app when nothing had come to it since then",
            "a wrapper that does not keep to the driver protocol cannot be relied on",
        )
    );
    assert_eq!(report.explanations.len(), 1);
}

#[test]
fn a_client_that_hangs_is_given_up_with_its_last_words() {
    let run = Run {
        times: 1,
        jobs: 1,
        patience: Patience {
            answer: Duration::from_secs(3),
            ..Patience::default()
        },
        check_determinism: false,
    };

    let report = run
        .play(&wrong("hangs"), TWO_CALLS)
        .expect("the client starts")
        .remove(0);

    // Its WebSocket may have answered the ping before the method began.
    let unanswered = [
        "it did not answer a ping on its WebSocket within 3 s",
        "it did not answer `settle` within 3 s",
    ];
    assert!(
        unanswered.contains(&dropped_out(&report)),
        "{}",
        dropped_out(&report)
    );
    assert_eq!(
        report.explanations[0].notes,
        ["standard error of the client: about to wait for a lock"]
    );
}

#[test]
fn a_client_that_crashes_is_an_error_with_its_status_and_its_last_words() {
    let report = played(&wrong("crashes"));

    assert_eq!(dropped_out(&report), "its process exited with status 3");
    assert_eq!(
        report.explanations[0].notes,
        ["standard error of the client: RuntimeError: no route to the telephone"]
    );
}

#[test]
fn a_client_that_prints_garbage_is_an_error_that_shows_the_line() {
    let report = played(&wrong("prints-garbage"));

    assert_eq!(
        dropped_out(&report),
        "it wrote what is none of the driver protocol: wanted a JSON-RPC message, one JSON object a \
         line, and there was no JSON (expected value at line 1 column 1): DEBUG makeCall 17602176375"
    );
}

#[test]
fn a_client_that_floods_is_an_error_that_says_how_much_came() {
    let report = played(&wrong("floods"));

    assert_eq!(
        dropped_out(&report),
        "it floods: more than 10000 messages came at one instant"
    );
}

#[test]
fn a_process_that_does_not_end_when_it_is_told_to_spoils_the_case_that_it_played_last() {
    let run = Run {
        times: 2,
        jobs: 1,
        patience: Patience {
            grace: Duration::from_millis(500),
            ..Patience::default()
        },
        check_determinism: false,
    };

    let reports = run
        .play(&wrong("ignores-eof"), TWO_CALLS)
        .expect("it starts");

    assert_eq!(reports[0].verdict, Verdict::Passed);
    assert_eq!(
        seen(&reports[1]),
        (
            Verdict::Errored,
            Some(Blame::Harness),
            "client `anna` dropped out when its case was over: it did not end after `shutdown` within \
             500 ms",
            "a wrapper that does not keep to the driver protocol cannot be relied on",
        )
    );
}

/// Returns why an errored case's client dropped out.
fn dropped_out(report: &ctimock_conformance::CaseReport) -> &str {
    let (verdict, blame, title, because) = seen(report);
    assert_eq!(
        (verdict, blame, because),
        (
            Verdict::Errored,
            Some(Blame::Harness),
            "a client that is not there is not judged"
        ),
        "{title}"
    );
    title
        .strip_prefix("client `anna` dropped out: ")
        .expect("it dropped out")
}
