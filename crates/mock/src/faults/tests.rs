//! What each fault takes, without a mock around it.

use std::{sync::Arc, time::Duration};

use ctimock_scenario::{Fault, FaultKind, Occurrence, Times};
use ctimock_testkit::toy;
use ctimock_time::Time;
use rstest::rstest;
use serde_json::json;

use super::{Cut, Faults, Passage, Refusal, Stage, Subject, Target, TargetError, passage::Copy};
use crate::door::fault;

#[test]
fn without_faults_nothing_is_even_looked_at() {
    let mut faults = Faults::default();

    let passage = faults.pass(Time::ZERO, &event("rings"));

    assert!(passage.is_none());
}

#[test]
fn drop_takes_its_event_once_and_leaves_the_others() {
    let mut faults = with([on("rings", FaultKind::Drop)]);

    let copies = ["talking", "rings", "rings"].map(|name| copies(&mut faults, &event(name)));

    assert_eq!(copies, [1, 0, 1]);
}

#[test]
fn duplicate_lets_two_copies_go_on() {
    let mut faults = with([on("rings", FaultKind::Duplicate)]);

    assert_eq!(copies(&mut faults, &event("rings")), 2);
}

#[test]
fn delays_add_up() {
    let delay = |seconds| {
        let by = Duration::from_secs(seconds);
        on("rings", FaultKind::Delay { by })
    };
    let mut faults = with([delay(2), delay(3)]);

    let passage = pass(&mut faults, &event("rings"));

    let after = Duration::from_secs(5);
    assert_eq!(passage.copies, [Copy { after }]);
}

#[test]
fn faults_apply_in_their_order_and_each_copy_counts() {
    let mut faults = with([
        on("rings", FaultKind::Duplicate),
        on("rings", FaultKind::Drop),
    ]);

    let passage = pass(&mut faults, &event("rings"));

    let took: Vec<&str> = passage.taken.iter().map(|taken| taken.kind).collect();
    assert_eq!((passage.copies.len(), took), (1, vec!["duplicate", "drop"]));
}

#[test]
fn nth_and_times_count_from_the_step_on() {
    let mut fault = on("rings", FaultKind::Drop);
    fault.occurrence = Occurrence {
        nth: 2,
        times: Times::Count(2),
    };
    let mut faults = with([fault]);

    let copies: Vec<usize> = (0..5)
        .map(|_| copies(&mut faults, &event("rings")))
        .collect();

    assert_eq!(copies, [1, 0, 0, 1, 1]);
}

#[test]
fn always_has_no_end_and_none_ends_it() {
    let mut fault = on("rings", FaultKind::Drop);
    fault.occurrence.times = Times::Always;
    let mut faults = with([fault]);
    let before: Vec<usize> = (0..3)
        .map(|_| copies(&mut faults, &event("rings")))
        .collect();

    begin(&mut faults, on("rings", FaultKind::None));

    assert_eq!(before, [0, 0, 0]);
    assert!(faults.pass(Time::ZERO, &event("rings")).is_none());
}

#[test]
fn none_leaves_faults_on_other_things_and_without_on_ends_all() {
    let mut faults = with([on("rings", FaultKind::Drop), on("ended", FaultKind::Drop)]);

    begin(&mut faults, on("ended", FaultKind::None));

    assert_eq!(copies(&mut faults, &event("ended")), 1);
    begin(&mut faults, fault(None, FaultKind::None));
    assert!(faults.pass(Time::ZERO, &event("rings")).is_none());
}

#[test]
fn a_fault_takes_until_its_time_is_over_the_last_instant_included() {
    let mut fault = on("rings", FaultKind::Drop);
    fault.occurrence.times = Times::Always;
    fault.lasting = Some(Duration::from_secs(5));
    let mut faults = with([fault]);

    let copies = [5_000, 5_001].map(|millis| {
        let passage = faults.pass(Time::from_millis(millis), &event("rings"));
        passage.map_or(1, |passage| passage.copies.len())
    });

    assert_eq!(copies, [0, 1]);
}

#[test]
fn a_fault_of_one_client_leaves_the_others_alone() {
    let mut fault = on("rings", FaultKind::Drop);
    fault.client = Some("anna".to_owned());
    let mut faults = with([fault]);
    let at = |client| Subject {
        client,
        ..event("rings")
    };

    let copies = [Some("bert"), None, Some("anna")].map(|client| copies(&mut faults, &at(client)));

    assert_eq!(copies, [1, 1, 0]);
}

#[test]
fn a_method_stands_for_its_operation() {
    let mut faults = with([on("hangUp", FaultKind::Drop)]);

    let copies = ["call", "hang_up"].map(|name| copies(&mut faults, &answer(name)));

    assert_eq!(copies, [1, 0]);
}

#[test]
fn status_takes_the_request_and_not_its_answer() {
    let body = Some(json!({ "error": "tired" }));
    let kind = FaultKind::Status { code: 503, body };
    let mut faults = with([on("call", kind)]);

    let answered = copies(&mut faults, &answer("call"));
    let passage = pass(&mut faults, &request("call"));

    let refusal = Refusal {
        code: 503,
        body: Some(json!({ "error": "tired" })),
    };
    assert_eq!(answered, 1);
    assert_eq!((passage.copies.len(), passage.refusal), (0, Some(refusal)));
}

#[test]
fn a_dropped_handshake_is_refused_by_whatever_stands_before_the_vendor() {
    let mut faults = with([on("connect", FaultKind::Drop)]);

    let passage = pass(&mut faults, &handshake());

    let refusal = Refusal {
        code: 503,
        body: None,
    };
    assert_eq!(passage.refusal, Some(refusal));
}

#[test]
fn close_without_a_target_is_done_at_once_and_never_again() {
    let mut faults = Faults::default();

    let cut = begin(&mut faults, fault(None, close()));

    let wanted = Cut {
        code: 1006,
        reason: "gone".to_owned(),
    };
    assert_eq!(cut, Some(wanted));
    assert!(faults.pass(Time::ZERO, &event("rings")).is_none());
}

#[test]
fn close_on_an_event_takes_the_event_and_on_an_operation_lets_it_pass() {
    let mut faults = with([on("rings", close()), on("call", close())]);

    let at_event = pass(&mut faults, &event("rings"));
    let at_request = pass(&mut faults, &request("call"));

    let cuts = [at_event.cut, at_request.cut].map(|cut| cut.map(|cut| cut.code));
    assert_eq!(cuts, [Some(1006), Some(1006)]);
    assert_eq!((at_event.copies.len(), at_request.copies.len()), (0, 1));
}

#[test]
fn everything_means_events_answers_and_requests_each_where_the_kind_takes_them() {
    let always = |kind| {
        let mut fault = fault(None, kind);
        fault.occurrence.times = Times::Always;
        fault
    };
    let mut faults = with([always(FaultKind::Drop)]);

    let copies = [event("rings"), answer("call"), request("call"), handshake()]
        .map(|subject| copies(&mut faults, &subject));

    assert_eq!(copies, [0, 0, 1, 0]);
}

#[rstest]
#[case::unknown(
    "ring",
    FaultKind::Drop,
    "vendor `bell` has no event, operation or method `ring`; did you mean `rings`?"
)]
#[case::of_the_sdk(
    "inner.missed",
    FaultKind::Drop,
    "`inner.missed` is made by the SDK: the vendor never sends it"
)]
#[case::without_request("mute", FaultKind::Drop, "method `mute` makes no request")]
#[case::twice_answered(
    "call",
    FaultKind::Duplicate,
    "`duplicate` takes events, and `call` is an operation"
)]
#[case::waiting_handshake(
    "connect",
    FaultKind::Delay { by: Duration::from_secs(1) },
    "`delay` takes events and operations, and `connect` is a handshake"
)]
#[case::waiting_handshake_by_operation(
    "events",
    FaultKind::Delay { by: Duration::from_secs(1) },
    "`delay` takes events and operations, and `events` is a handshake"
)]
#[case::status_of_an_event(
    "rings",
    FaultKind::Status { code: 500, body: None },
    "`status` takes operations and `connect`, and `rings` is an event"
)]
fn a_fault_that_could_never_take_anything_is_refused(
    #[case] name: &str,
    #[case] kind: FaultKind,
    #[case] message: &str,
) {
    let error = Faults::default()
        .begin(Time::ZERO, toy::contract(), on(name, kind))
        .expect_err("this fault makes no sense");

    assert_eq!(error.to_string(), message);
}

#[test]
fn a_name_is_first_an_event_and_also_an_operation() {
    let resolve = |name| Target::resolve(toy::contract(), Some(name));

    let named = |event: Option<&str>, operation: Option<&str>| -> Result<Target, TargetError> {
        Ok(Target::Named {
            event: event.map(Arc::from),
            operation: operation.map(Arc::from),
            handshake: false,
        })
    };
    assert_eq!(resolve("rings"), named(Some("rings"), None));
    assert_eq!(resolve("call"), named(None, Some("call")));
    assert_eq!(resolve("hangUp"), named(None, Some("hang_up")));
}

fn on(name: &str, kind: FaultKind) -> Fault {
    fault(Some(name), kind)
}

fn close() -> FaultKind {
    FaultKind::Close {
        code: 1006,
        reason: "gone".to_owned(),
    }
}

fn with(list: impl IntoIterator<Item = Fault>) -> Faults {
    let mut faults = Faults::default();
    for fault in list {
        begin(&mut faults, fault);
    }
    faults
}

fn begin(faults: &mut Faults, fault: Fault) -> Option<Cut> {
    faults
        .begin(Time::ZERO, toy::contract(), fault)
        .expect("the fault makes sense")
}

fn pass(faults: &mut Faults, subject: &Subject<'_>) -> Passage {
    faults
        .pass(Time::ZERO, subject)
        .expect("a fault looks at it")
}

/// Returns how many copies go on; without faults that is one.
fn copies(faults: &mut Faults, subject: &Subject<'_>) -> usize {
    let passage = faults.pass(Time::ZERO, subject);
    passage.map_or(1, |passage| passage.copies.len())
}

fn event(name: &'static str) -> Subject<'static> {
    subject(Stage::Event, name)
}

fn answer(name: &'static str) -> Subject<'static> {
    subject(Stage::Answer, name)
}

fn request(name: &'static str) -> Subject<'static> {
    subject(Stage::Request, name)
}

fn handshake() -> Subject<'static> {
    subject(Stage::Handshake, "events")
}

fn subject(stage: Stage, name: &'static str) -> Subject<'static> {
    Subject {
        stage,
        name: Some(name),
        client: None,
    }
}
