use std::{
    collections::VecDeque,
    sync::{Mutex, MutexGuard, PoisonError},
};

use ctimock_dialect::Frame;
use tokio::sync::Notify;

use crate::limits::Limits;

/// What waits to be written to one WebSocket. The mock's side fills it under the mock's lock and never
/// waits; the socket's side empties it. It is bounded: a reader that does not keep up overflows it.
#[derive(Debug)]
pub(crate) struct Outbox {
    inside: Mutex<Inside>,
    /// There is something to write, or the end has come.
    filled: Notify,
    /// The reader did not keep up.
    overflowed: Notify,
    /// A ping or a message came, or nothing more will.
    reached: Notify,
    limits: Limits,
}

#[derive(Debug, Default)]
struct Inside {
    frames: VecDeque<Frame>,
    /// What was taken out and is not written yet counts as well.
    held: Held,
    /// The part of `held` that was taken out.
    taken: Held,
    end: Option<Ending>,
    /// The last ping that is not taken out.
    ping: Option<u64>,
    /// How many pings went, and which was the last to come back.
    pinged: u64,
    ponged: u64,
    /// The connection is closed.
    gone: bool,
    /// How many messages were written.
    written: u64,
    /// How many messages came.
    heard: u64,
}

#[derive(Clone, Copy, Debug, Default)]
struct Held {
    bytes: usize,
    messages: usize,
}

/// What to write next.
#[derive(Debug)]
pub(crate) struct Batch {
    pub(crate) frames: VecDeque<Frame>,
    /// A ping behind them.
    pub(crate) ping: Option<u64>,
    /// Nothing comes after these.
    pub(crate) end: Option<Ending>,
}

/// How a WebSocket ends from our side.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Ending {
    /// With a close frame, after everything that was sent before.
    Close { code: u16, reason: String },
    /// Without one, after everything that was sent before.
    Cut,
}

/// The reader of a WebSocket does not keep up.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Overflow;

impl Outbox {
    pub(crate) fn new(limits: Limits) -> Self {
        Self {
            inside: Mutex::default(),
            filled: Notify::new(),
            overflowed: Notify::new(),
            reached: Notify::new(),
            limits,
        }
    }

    /// Puts a message in. After the end nothing is taken.
    pub(crate) fn push(&self, frame: Frame) -> Result<(), Overflow> {
        let mut inside = self.inside();
        if inside.end.is_some() {
            return Ok(());
        }
        inside.held.bytes += size(&frame);
        inside.held.messages += 1;
        if inside.held.bytes > self.limits.outbox_bytes
            || inside.held.messages > self.limits.outbox_messages
        {
            return Err(Overflow);
        }
        inside.frames.push_back(frame);
        drop(inside);
        self.filled.notify_one();
        Ok(())
    }

    /// Ends it after what was put in before; the first end counts.
    pub(crate) fn end(&self, ending: Ending) {
        self.inside().end.get_or_insert(ending);
        self.filled.notify_one();
        self.reached.notify_waiters();
    }

    /// Ends it without what was put in before: its reader does not keep up.
    pub(crate) fn overflow(&self, ending: Ending) {
        let mut inside = self.inside();
        inside.frames.clear();
        inside.end = Some(ending);
        drop(inside);
        self.overflowed.notify_one();
        self.reached.notify_waiters();
    }

    /// Puts a ping behind everything that was put in.
    pub(crate) fn ping(&self) {
        let mut inside = self.inside();
        if inside.end.is_none() {
            inside.pinged += 1;
            inside.ping = Some(inside.pinged);
            drop(inside);
            self.filled.notify_one();
        }
    }

    /// Notes that a ping came back.
    pub(crate) fn ponged(&self, payload: &[u8]) {
        let Ok(number) = payload.try_into().map(u64::from_be_bytes) else {
            return;
        };
        let mut inside = self.inside();
        if number <= inside.pinged {
            inside.ponged = inside.ponged.max(number);
        }
        drop(inside);
        self.reached.notify_waiters();
    }

    /// Notes that the mock has taken a message.
    pub(crate) fn hears(&self) {
        self.inside().heard += 1;
        self.reached.notify_waiters();
    }

    /// Waits until so many messages have come, and the end if the client ends it; or nothing more will.
    pub(crate) async fn heard(&self, messages: u64, to_its_end: bool) {
        loop {
            let reached = self.reached.notified();
            {
                let inside = self.inside();
                let all = inside.heard >= messages && !to_its_end;
                if all || inside.end.is_some() || inside.gone {
                    return;
                }
            }
            reached.await;
        }
    }

    /// Notes that the connection is closed.
    pub(crate) fn go(&self) {
        let mut inside = self.inside();
        inside.gone = true;
        drop(inside);
        self.reached.notify_waiters();
    }

    /// Waits until the last ping is back, or the connection is closed.
    pub(crate) async fn reached(&self) {
        loop {
            let reached = self.reached.notified();
            {
                let inside = self.inside();
                let back = inside.end.is_none() && inside.ponged == inside.pinged;
                if back || inside.gone {
                    return;
                }
            }
            reached.await;
        }
    }

    /// Returns how many messages were written, and whether it has ended.
    pub(crate) fn sent(&self) -> (u64, bool) {
        let inside = self.inside();
        (inside.written, inside.end.is_some() || inside.gone)
    }

    /// Returns whether the connection is closed.
    pub(crate) fn is_gone(&self) -> bool {
        self.inside().gone
    }

    /// Waits until there is something to write, and takes it out.
    pub(crate) async fn take(&self) -> Batch {
        loop {
            if let Some(batch) = self.try_take() {
                return batch;
            }
            self.filled.notified().await;
        }
    }

    /// Notes that all that was taken out is written.
    pub(crate) fn written(&self) {
        let mut inside = self.inside();
        let taken = std::mem::take(&mut inside.taken);
        inside.held.bytes -= taken.bytes;
        inside.held.messages -= taken.messages;
        inside.written += taken.messages as u64;
    }

    /// Waits until the reader has not kept up, and returns how it ends.
    pub(crate) async fn overflowing(&self) -> Ending {
        self.overflowed.notified().await;
        self.inside().end.clone().unwrap_or(Ending::Cut)
    }

    fn try_take(&self) -> Option<Batch> {
        let mut inside = self.inside();
        if inside.frames.is_empty() && inside.end.is_none() && inside.ping.is_none() {
            return None;
        }
        inside.taken = inside.held;
        Some(Batch {
            frames: std::mem::take(&mut inside.frames),
            ping: inside.ping.take(),
            end: inside.end.clone(),
        })
    }

    /// What is inside is whole at every moment, whoever panicked.
    fn inside(&self) -> MutexGuard<'_, Inside> {
        self.inside.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn size(frame: &Frame) -> usize {
    frame.head.len() + frame.body.len() + frame.tail.len()
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt;

    use super::*;

    fn outbox() -> Outbox {
        Outbox::new(Limits {
            outbox_bytes: 10,
            outbox_messages: 3,
            ..Limits::default()
        })
    }

    fn texts(batch: &Batch) -> Vec<String> {
        batch.frames.iter().map(Frame::text).collect()
    }

    #[tokio::test]
    async fn what_was_put_in_comes_out_in_one_burst_with_the_end_after_it() {
        let outbox = outbox();
        let close = Ending::Close {
            code: 1000,
            reason: "bye".to_owned(),
        };
        outbox.push(Frame::plain("one")).unwrap();
        outbox.push(Frame::plain("two")).unwrap();
        outbox.end(close.clone());

        let batch = outbox.take().await;

        assert_eq!(texts(&batch), ["one", "two"]);
        assert_eq!(batch.end, Some(close));
    }

    #[tokio::test]
    async fn what_is_taken_and_not_written_still_counts() {
        let outbox = outbox();
        outbox.push(Frame::plain("12345678")).unwrap();
        let _ = outbox.take().await;

        assert_eq!(outbox.push(Frame::plain("123")), Err(Overflow));
    }

    #[tokio::test]
    async fn what_is_written_makes_room() {
        let outbox = outbox();
        outbox.push(Frame::plain("12345678")).unwrap();
        let _ = outbox.take().await;
        outbox.written();

        assert_eq!(outbox.push(Frame::plain("12345678")), Ok(()));
    }

    #[tokio::test]
    async fn many_small_messages_overflow_it_like_a_few_large_ones() {
        let outbox = outbox();

        let pushed = [0; 4].map(|_| outbox.push(Frame::plain("\n")));

        assert_eq!(pushed, [Ok(()), Ok(()), Ok(()), Err(Overflow)]);
    }

    #[tokio::test]
    async fn a_ping_goes_behind_what_was_put_in_before_it() {
        let outbox = outbox();
        outbox.push(Frame::plain("one")).unwrap();
        outbox.ping();

        let batch = outbox.take().await;

        assert_eq!(
            (texts(&batch), batch.ping),
            (vec!["one".to_owned()], Some(1))
        );
    }

    #[tokio::test]
    async fn the_client_is_reached_when_the_last_ping_is_back_and_not_when_an_earlier_one_is() {
        let outbox = outbox();
        outbox.ping();
        outbox.ping();

        outbox.ponged(&1_u64.to_be_bytes());
        let early = outbox.reached().now_or_never();
        outbox.ponged(&2_u64.to_be_bytes());
        let reached = outbox.reached().now_or_never();

        assert_eq!((early, reached), (None, Some(())));
    }

    #[tokio::test]
    async fn what_was_written_counts_as_sent_and_nothing_else_does() {
        let outbox = outbox();
        let push = |text| outbox.push(Frame::plain(text)).expect("there is room");
        push("a");
        push("b");

        let before = outbox.sent();
        outbox.take().await;
        let taken = outbox.sent();
        outbox.written();
        push("c");
        let written = outbox.sent();
        outbox.end(Ending::Cut);

        assert_eq!(
            [before, taken, written, outbox.sent()],
            [(0, false), (0, false), (2, false), (2, true)]
        );
    }

    #[tokio::test]
    async fn what_a_client_has_made_is_waited_for_until_it_has_come() {
        let outbox = outbox();
        outbox.hears();

        let before = outbox.heard(2, false).now_or_never();
        outbox.hears();

        let after = outbox.heard(2, false).now_or_never();
        assert_eq!((before, after), (None, Some(())));
    }

    #[tokio::test]
    async fn a_client_that_closes_is_waited_for_until_its_end_has_come() {
        let outbox = outbox();
        outbox.hears();

        let before = outbox.heard(1, true).now_or_never();
        outbox.end(Ending::Cut);

        let after = outbox.heard(1, true).now_or_never();
        assert_eq!((before, after), (None, Some(())));
    }

    #[tokio::test]
    async fn what_was_lost_with_its_socket_is_not_waited_for() {
        let outbox = outbox();
        outbox.go();

        assert_eq!(outbox.heard(5, false).now_or_never(), Some(()));
    }

    #[tokio::test]
    async fn a_pong_that_nobody_asked_for_says_nothing() {
        let outbox = outbox();
        outbox.ping();

        outbox.ponged(&9_u64.to_be_bytes());
        outbox.ponged(b"anything");

        assert_eq!(outbox.reached().now_or_never(), None);
    }

    #[tokio::test]
    async fn a_socket_that_ends_is_waited_for_until_it_is_closed() {
        let outbox = outbox();
        outbox.end(Ending::Cut);

        let before = outbox.reached().now_or_never();
        outbox.go();

        assert_eq!((before, outbox.reached().now_or_never()), (None, Some(())));
    }

    #[tokio::test]
    async fn the_first_end_counts_and_nothing_comes_after_it() {
        let outbox = outbox();
        outbox.end(Ending::Cut);
        outbox.end(Ending::Close {
            code: 1001,
            reason: String::new(),
        });
        outbox.push(Frame::plain("late")).unwrap();

        let batch = outbox.take().await;

        assert_eq!((texts(&batch), batch.end), (vec![], Some(Ending::Cut)));
    }
}
