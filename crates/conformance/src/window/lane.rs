use ctimock_scenario::{Item, Others, Step};
use ctimock_time::Time;

use super::{Candidate, Need, OpenWindow, Position, Reported, Slot, Track, candidate::visit};

/// How far a reading is in one client's stream.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lane {
    /// The next event that it has not taken.
    pub(super) cursor: usize,
    /// The window that it is in: the client's first is 0.
    pub(super) window: usize,
    /// How far it is in that window.
    pub(super) position: Position,
    /// The last instant at which its window took something that it needs.
    pub(super) latest: Option<Time>,
    /// Optional events at the end of earlier windows.
    tails: Vec<Tail>,
    /// Until then, events that fit nothing belong to an earlier window that allows others.
    tolerant_until: Option<Time>,
    /// What became of the events before `cursor`.
    pub(super) taken: Vec<Taken>,
}

/// Optional events at the end of an earlier window.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
struct Tail {
    window: usize,
    position: Position,
    /// It has begun something that it must finish: a sequence of a `one_of`.
    owes: bool,
    /// The instant in which the client's next window was done.
    open_until: Option<Time>,
}

/// What became of an event.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Taken {
    /// It matched.
    Matched {
        /// Which of the client's windows.
        window: usize,
        /// Which expected event of it.
        slot: Slot,
    },
    /// It fits nothing, and the window allows others.
    Tolerated {
        /// Which of the client's windows.
        window: usize,
    },
}

/// A candidate with the place that it has for a lane.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Offer<'s> {
    /// What can match.
    pub(crate) candidate: Candidate<'s>,
    /// In which of the client's windows.
    pub(crate) window: usize,
    /// When it must come, if it is mandatory.
    pub(crate) bounds: Option<(Option<Time>, Time)>,
    tail: Option<usize>,
    /// Whether its window is not done behind it.
    owes: bool,
}

impl Offer<'_> {
    /// Returns whether an event at that instant is in time.
    pub(crate) fn is_in_time(&self, at: Time) -> bool {
        self.bounds
            .is_none_or(|(from, to)| from.is_none_or(|from| from <= at) && at <= to)
    }
}

impl Lane {
    /// Goes on to the next window as long as this one is done and that one has begun.
    pub(super) fn move_on(&mut self, track: &Track, steps: &[Step]) {
        while let Some(window) = track.window(self.window, steps) {
            if window.step.is_none() || !self.position.is_complete(window.items) {
                return;
            }
            if track.window(self.window + 1, steps).is_none() {
                return;
            }
            self.leave(&window);
        }
    }

    fn leave(&mut self, window: &OpenWindow<'_>) {
        let done = self.latest.map_or(window.start, |at| at.max(window.start));
        self.tails
            .retain(|tail| tail.owes || tail.open_until.is_none_or(|until| until == done));
        for tail in &mut self.tails {
            tail.open_until.get_or_insert(done);
        }
        if !self.position.is_spent(window.items) {
            self.tails.push(Tail {
                window: self.window,
                position: self.position,
                owes: false,
                open_until: None,
            });
        }
        self.tolerant_until = (window.others == Others::Allowed).then_some(done);
        self.window += 1;
        self.position = Position::default();
        self.latest = None;
    }

    /// Returns the event that it is to take next, if one is there and its window is not done.
    pub(super) fn wants(&self, events: usize, track: &Track, steps: &[Step]) -> Option<usize> {
        let window = track.window(self.window, steps)?;
        let pauses = window.step.is_some() && self.position.is_complete(window.items);
        (self.cursor < events && !pauses).then_some(self.cursor)
    }

    /// Returns what an event at that instant can match, earlier items first.
    pub(crate) fn offers<'s>(&self, at: Time, track: &Track, steps: &'s [Step]) -> Vec<Offer<'s>> {
        let mut offers = Vec::new();
        for (index, tail) in self.tails.iter().enumerate() {
            if tail.open_until.is_some_and(|until| until < at) {
                continue;
            }
            let items = items(track, tail.window, steps);
            visit(items, tail.position, &mut |candidate| {
                offers.push(Offer {
                    candidate,
                    window: tail.window,
                    bounds: None,
                    tail: Some(index),
                    owes: !candidate.after.is_complete(items),
                });
            });
        }
        if let Some(window) = track.window(self.window, steps) {
            visit(window.items, self.position, &mut |candidate| {
                offers.push(Offer {
                    candidate,
                    window: self.window,
                    bounds: (candidate.need == Need::Mandatory).then_some((window.from, window.to)),
                    tail: None,
                    owes: !candidate.after.is_complete(window.items),
                });
            });
        }
        offers
    }

    /// Takes an event as what `offer` expects.
    pub(super) fn take(&mut self, event: &Reported, offer: &Offer<'_>) {
        match offer.tail {
            Some(tail) => {
                let tail = &mut self.tails[tail];
                tail.position = offer.candidate.after;
                tail.owes = offer.owes;
            }
            None => {
                self.position = offer.candidate.after;
                if offer.candidate.need == Need::Mandatory {
                    self.latest = Some(event.at);
                }
            }
        }
        self.cursor += 1;
        self.taken.push(Taken::Matched {
            window: offer.window,
            slot: offer.candidate.slot,
        });
    }

    /// Skips an event that fits nothing.
    pub(super) fn skip(&mut self) {
        self.cursor += 1;
        self.taken.push(Taken::Tolerated {
            window: self.window,
        });
    }

    /// Returns whether an event at that instant may be skipped when it fits nothing.
    pub(super) fn tolerates(&self, at: Time, track: &Track, steps: &[Step]) -> bool {
        self.tolerant_until.is_some_and(|until| at <= until)
            || track
                .window(self.window, steps)
                .is_some_and(|window| window.others == Others::Allowed)
    }

    /// Returns whether the first `windows` windows are done.
    pub(crate) fn is_through(&self, windows: usize, track: &Track, steps: &[Step]) -> bool {
        let is_behind = self.window >= windows
            || (self.window + 1 == windows
                && track
                    .window(self.window, steps)
                    .is_some_and(|window| self.position.is_complete(window.items)));
        is_behind && self.owed().is_none()
    }

    /// Returns whether something that it needs has not come by `now`.
    pub(super) fn is_late(&self, now: Time, track: &Track, steps: &[Step]) -> bool {
        track.window(self.window, steps).is_some_and(|window| {
            let waits = !self.position.is_complete(window.items) || self.owed().is_some();
            window.to <= now && waits
        })
    }

    /// Returns the window that it waits in: the client's first is 0.
    pub(crate) fn window(&self) -> usize {
        self.owed().map_or(self.window, |tail| tail.window)
    }

    /// Returns how far it is in that window.
    pub(crate) fn position(&self) -> Position {
        self.owed().map_or(self.position, |tail| tail.position)
    }

    /// Returns the earliest window that has begun behind its end what it has not finished.
    fn owed(&self) -> Option<&Tail> {
        self.tails.iter().find(|tail| tail.owes)
    }

    /// Returns how many events it has taken.
    pub(crate) fn cursor(&self) -> usize {
        self.cursor
    }

    /// Returns what became of the events that it has taken.
    pub(crate) fn taken(&self) -> &[Taken] {
        &self.taken
    }

    /// Returns how many events have matched.
    pub(super) fn matched(&self) -> usize {
        self.taken
            .iter()
            .filter(|taken| matches!(taken, Taken::Matched { .. }))
            .count()
    }
}

/// Two lanes are equal when nothing that comes can tell them apart; how they came there is history.
impl PartialEq for Lane {
    fn eq(&self, other: &Self) -> bool {
        self.cursor == other.cursor
            && self.window == other.window
            && self.position == other.position
            && self.latest == other.latest
            && self.tails == other.tails
            && self.tolerant_until == other.tolerant_until
    }
}

fn items<'s>(track: &Track, window: usize, steps: &'s [Step]) -> &'s [Item] {
    track
        .window(window, steps)
        .expect("a lane has only windows that have begun")
        .items
}
