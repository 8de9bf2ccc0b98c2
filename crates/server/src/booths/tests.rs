use std::sync::Arc;

use futures_util::FutureExt;

use super::{Line, Spot};

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

    assert_eq!((line.is_busy(), line.has_parked()), (false, true));
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

    assert_eq!((line.is_busy(), line.has_parked()), (false, false));
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
