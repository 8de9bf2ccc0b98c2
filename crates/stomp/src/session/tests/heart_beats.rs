use super::*;

fn at(seconds: u64) -> Time {
    NOW + Duration::from_secs(seconds)
}

#[test]
fn a_session_that_agreed_on_none_has_no_deadline() {
    assert_eq!(connected("0,0", "1.1").poll_timeout(), None);
    assert_eq!(connected("5000,5000", "1.0").poll_timeout(), None);
    assert_eq!(session("5000,5000").poll_timeout(), None);
}

#[test]
fn a_line_feed_is_written_when_nothing_else_was() {
    let mut session = connected("15000,0", "1.1");

    let deadline = session.poll_timeout();
    session.handle_timeout(at(14));
    let early = drain(&mut session);
    session.handle_timeout(at(15));

    assert_eq!(deadline, Some(Deadline::new(at(15), "heart-beat")));
    assert_eq!(early, []);
    assert_eq!(drain(&mut session), [write("\n")]);
    assert_eq!(
        session.poll_timeout(),
        Some(Deadline::new(at(30), "heart-beat"))
    );
}

#[test]
fn whatever_is_written_puts_the_heart_beat_off() {
    let mut session = connected("10000,0", "1.1");
    session.handle_text(at(1), SUBSCRIBE);
    let after_silent_frame = session.poll_timeout();

    session.handle_text(at(2), "ACK\nreceipt:r\n\n\0");
    let after_receipt = session.poll_timeout();
    session.message(at(4), "sub-0", "1", TOPIC, "application/json");
    let after_message = session.poll_timeout();

    let beats = [10, 12, 14].map(|seconds| Some(Deadline::new(at(seconds), "heart-beat")));
    assert_eq!([after_silent_frame, after_receipt, after_message], beats);
}

#[test]
fn a_client_that_is_silent_for_twice_the_agreed_time_is_closed_without_a_word() {
    let mut session = connected("0,10000", "1.1");

    let deadline = session.poll_timeout();
    session.handle_timeout(at(20));

    assert_eq!(deadline, Some(Deadline::new(at(20), "client silent")));
    assert_eq!(
        drain(&mut session),
        [Output::Close {
            reason: CloseReason::Silent(Duration::from_secs(20))
        }]
    );
    assert_eq!(session.poll_timeout(), None);
}

#[rstest]
#[case::a_line_feed("\n")]
#[case::a_frame("ACK\n\n\0")]
#[case::a_piece_of_a_frame("SEND\ndest")]
fn whatever_the_client_sends_shows_that_it_lives(#[case] text: &str) {
    let mut session = connected("0,10000", "1.1");

    session.handle_text(at(20), text);
    session.handle_timeout(at(20));

    assert_eq!(drain(&mut session), []);
    assert_eq!(
        session.poll_timeout(),
        Some(Deadline::new(at(40), "client silent"))
    );
}

#[test]
fn the_earlier_of_both_deadlines_is_told() {
    let mut session = connected("10000,10000", "1.1");
    let first = session.poll_timeout();

    session.handle_timeout(at(10));
    let second = session.poll_timeout();

    assert_eq!(first, Some(Deadline::new(at(10), "heart-beat")));
    assert_eq!(second, Some(Deadline::new(at(20), "client silent")));
}
