mod items;
mod readings;
mod reference;

use std::time::Duration;

use ctimock_scenario::{EventPattern, Expect, Item, Others, Span, Step, Verb};
use ctimock_time::Time;
use serde_json::json;

use super::{Readings, Reported, Track, Undecided};
use crate::testing::{event, pattern};

/// A scenario of windows of one client, and its readings.
struct Windows {
    steps: Vec<Step>,
    track: Track,
    readings: Readings,
    stream: Vec<Reported>,
}

impl Windows {
    /// The windows have not begun.
    fn new(windows: Vec<Expect>) -> Self {
        Self {
            steps: windows.into_iter().map(step).collect(),
            track: Track::default(),
            readings: Readings::new(1),
            stream: Vec::new(),
        }
    }

    /// Begins the next window.
    fn begin(&mut self, millis: u64) -> Result<(), Undecided> {
        let step = self.track.windows();
        self.track.begin(step, Time::from_millis(millis));
        self.advance()
    }

    /// The client reports an event whose field `n` has this value.
    fn tell(&mut self, millis: u64, name: &str, n: u32) -> Result<(), Undecided> {
        self.stream.push(Reported {
            name: name.to_owned(),
            data: json!({ "n": n }),
            at: Time::from_millis(millis),
        });
        self.advance()
    }

    /// Ends the sequence.
    fn end(&mut self, others: Others) -> Result<(), Undecided> {
        self.track.end(others);
        self.advance()?;
        let end = Time::from_micros(u64::MAX);
        self.readings.expire(end, 0, &self.track, &self.steps)
    }

    fn advance(&mut self) -> Result<(), Undecided> {
        self.readings
            .advance(0, &self.stream, &self.track, &self.steps)
    }

    /// Returns whether the windows that have begun are done.
    fn is_through(&self) -> bool {
        let begun = self.track.windows();
        self.readings.is_through(0, begun, &self.track, &self.steps)
    }
}

/// Plays one window that began at 0 on events that are told at once, and says how it ended.
fn play(items: Vec<Item>, told: &[&str]) -> Ending {
    let mut windows = Windows::new(vec![window(items)]);
    if windows.begin(0).is_err() {
        return Ending::Stuck;
    }
    for name in told {
        if windows.tell(0, name, 0).is_err() {
            return Ending::Stuck;
        }
    }
    match (windows.is_through(), windows.end(Others::Forbidden)) {
        (false, _) => Ending::Waits,
        (true, Ok(())) => Ending::Done,
        (true, Err(_)) => Ending::Leftover,
    }
}

/// How a window ended.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Ending {
    /// It is done, and nothing is left.
    Done,
    /// It is done, and an event is left.
    Leftover,
    /// It still waits.
    Waits,
    /// An event fits nothing.
    Stuck,
}

fn one(name: &str) -> Item {
    Item::One(any(name))
}

/// An event with whatever fields.
fn any(name: &str) -> EventPattern {
    event(name, json!({}))
}

fn window(items: Vec<Item>) -> Expect {
    Expect {
        client: "anna".to_owned(),
        items,
        within: Span {
            from: Duration::ZERO,
            to: Duration::from_secs(30),
        },
        others: Others::Forbidden,
    }
}

fn tolerant(items: Vec<Item>) -> Expect {
    Expect {
        others: Others::Allowed,
        ..window(items)
    }
}

fn step(expect: Expect) -> Step {
    Step {
        place: pattern(json!(null)).place,
        verb: Verb::Expect(expect),
    }
}
