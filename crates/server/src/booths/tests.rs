use std::sync::Arc;

use ctimock_protocol::{Carried, Made, Sent};
use futures_util::FutureExt;

use super::{Line, Spot};
use crate::{
    limits::Limits,
    socket::{Ending, Outbox},
};

fn line() -> Arc<Line> {
    Arc::new(Line::new(Arc::from("anna"), false))
}

#[test]
fn a_request_is_on_its_way_from_its_first_byte_until_its_answer_has_left() {
    let line = line();
    line.set_floor(true);
    let spot = Spot::new(&line);

    let mut busy = vec![line.is_busy()];
    spot.hears();
    busy.push(line.is_busy());
    spot.flushes();
    busy.push(line.is_busy());
    spot.answers().now_or_never().expect("it has the floor");
    busy.push(line.is_busy());
    spot.flushes();
    busy.push(line.is_busy());

    assert_eq!(busy, [false, true, true, true, false]);
}

#[test]
fn a_parked_request_is_not_on_its_way() {
    let line = line();
    let spot = Spot::new(&line);
    spot.hears();

    spot.parks();

    assert_eq!((line.is_busy(), line.parked()), (false, 1));
}

#[test]
fn an_answer_waits_until_its_client_has_the_floor() {
    let line = line();
    let spot = Spot::new(&line);
    spot.hears();

    let without = spot.answers().now_or_never();
    line.set_floor(true);

    assert_eq!((without, spot.answers().now_or_never()), (None, Some(())));
}

#[test]
fn a_connection_that_is_lost_leaves_nothing_behind() {
    let line = line();
    let (asking, parked) = (Spot::new(&line), Spot::new(&line));
    asking.hears();
    parked.hears();
    parked.parks();

    drop((asking, parked));

    assert_eq!((line.is_busy(), line.parked()), (false, 0));
}

#[test]
fn what_comes_on_a_websocket_is_no_request() {
    let line = line();
    let spot = Spot::new(&line);
    spot.hears();
    spot.is_over();
    let before = line.arrived();

    spot.hears();

    assert_eq!((line.is_busy(), line.arrived()), (false, before));
}

#[test]
fn who_waits_for_one_more_parked_request_does_not_count_the_ones_before() {
    let line = line();
    let (first, second) = (Spot::new(&line), Spot::new(&line));
    first.parks();

    let before = line.parks(1).now_or_never();
    second.parks();

    assert_eq!((before, line.parks(1).now_or_never()), (None, Some(())));
}

#[test]
fn a_client_that_gives_up_a_parked_request_stirs() {
    let line = line();
    let spot = Spot::new(&line);
    spot.parks();
    let before = line.arrived();

    drop(spot);

    assert_eq!(line.arrived(), before + 1);
}

#[test]
fn only_marked_sockets_are_counted_and_closed_ones_go_on_to_be() {
    let line = line();
    let (marked, other) = (outbox(), outbox());
    line.has_socket(Some(4), &marked);
    line.has_socket(None, &other);
    marked.end(Ending::Cut);
    marked.go();
    other.go();

    line.reached().now_or_never().expect("they are closed");

    let carried = Carried {
        socket: 4,
        messages: 0,
        closed: true,
    };
    let sent = Sent {
        unanswered: 0,
        sockets: vec![carried],
    };
    assert_eq!(line.sent(), sent);
}

#[test]
fn what_a_client_has_made_is_waited_for_on_each_marked_socket() {
    let line = line();
    let outbox = outbox();
    line.has_socket(Some(1), &outbox);
    let made = |messages| {
        let carried = [1, 9].map(|socket| Carried {
            socket,
            messages,
            closed: false,
        });
        Made {
            sockets: carried.to_vec(),
        }
    };

    outbox.hears();

    let has = [1, 2].map(|messages| line.has(&made(messages)).now_or_never());
    assert_eq!(has, [Some(()), None]);
}

fn outbox() -> Arc<Outbox> {
    Arc::new(Outbox::new(Limits::default()))
}
