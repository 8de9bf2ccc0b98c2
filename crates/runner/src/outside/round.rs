use ctimock_protocol::{Ask, ClientClock, Heard, Made, Settled};
use tokio::time::{Instant, sleep_until};

use super::{table::Table, trouble::Trouble};
use crate::talk::{DriverError, News, Settling};

impl Table<'_> {
    /// Looks at each client in the declared order: pings every WebSocket of it behind its last frame,
    /// awaits the pongs, sends `settle`, awaits the answer. Returns whether nothing happened meanwhile
    /// and nothing is on its way.
    pub(super) async fn round(&mut self) -> Result<bool, Trouble> {
        let before = self.mark();
        let mut overdue = false;
        for seat in 0..self.seats.len() {
            if !self.seats[seat].connected {
                continue;
            }
            self.booth.give_floor(&self.seats[seat].name);
            self.booth.take_in().await;
            if self.is_blocked(seat).await? {
                continue;
            }
            self.flush(seat).await?;
            overdue |= self.settle_client(seat).await?;
            self.booth.take_in().await;
            self.rest(seat).await?;
        }
        self.overhear().await?;
        Ok(before == self.mark() && !self.booth.is_busy() && !overdue)
    }

    /// Returns what changes when something reaches the mock or the runner.
    fn mark(&mut self) -> (u64, u64, u64) {
        self.read_journal();
        (self.journal_read, self.booth.stirred(), self.events)
    }

    /// Pings a client behind its last frames, and awaits the pongs.
    async fn flush(&mut self, seat: usize) -> Result<(), Trouble> {
        let limit = self.crew.patience.answer;
        let until = Instant::now() + limit;
        self.booth.ping(&self.seats[seat].name);
        loop {
            tokio::select! {
                biased;
                () = self.booth.reached(&self.seats[seat].name) => return Ok(()),
                (peer, news) = self.crew.hear() => self.take_news(peer, news).await?,
                () = sleep_until(until) => {
                    let what = "answer a ping on its WebSocket";
                    return Err(self.trouble(seat, DriverError::Slow { what, limit }));
                }
            }
        }
    }

    /// Sends `settle`. Returns whether the client has a timer that should have run.
    async fn settle_client(&mut self, seat: usize) -> Result<bool, Trouble> {
        let settled = self.ask_to_settle(seat).await?;
        if let Some(made) = &settled.made {
            self.receive(seat, made).await?;
        }
        let now = self.booth.now();
        let due = match self.clock {
            ClientClock::Virtual => settled.due(),
            ClientClock::None | ClientClock::Real => None,
        };
        self.seats[seat].due = due;
        if due.is_none_or(|due| now < due) {
            return Ok(false);
        }
        // A timer that is due has not run: it was set for an instant that had come already.
        self.last.clone_from(&self.seats[seat].name);
        self.seats[seat].stirred = true;
        self.ask(seat, &Ask::advance(now)).await?;
        Ok(true)
    }

    /// Sends `settle`, with what was sent to the client if it counts, and awaits the answer.
    async fn ask_to_settle(&mut self, seat: usize) -> Result<Settled, Trouble> {
        let limit = self.crew.patience.answer;
        let until = Instant::now() + limit;
        let peer = self.seats[seat].peer;
        let client = self.seats[seat].name.clone();
        let mut settling = Settling::new(&client, self.crew.peers[peer].about.counts);
        let ask = settling.ask(self.booth.sent(&client));
        settling.asked(self.say(seat, &ask).await?);
        while !settling.is_over() {
            tokio::select! {
                (from, news) = self.crew.hear() => match news {
                    News::Said(Heard::Answer { id, result })
                        if from == peer && settling.is_for(id) => settling.take(id, result),
                    news => self.take_news(from, news).await?,
                },
                () = settling.is_outdated(&self.booth) => {
                    let ask = settling.ask(self.booth.sent(&client));
                    settling.asked(self.say(seat, &ask).await?);
                }
                () = sleep_until(until) => {
                    let what = "settle";
                    return Err(self.trouble(seat, DriverError::Hung { what, limit }));
                }
            }
        }
        settling.finish().map_err(|error| self.trouble(seat, error))
    }

    /// Waits until everything has come that a client says it has made.
    async fn receive(&mut self, seat: usize, made: &Made) -> Result<(), Trouble> {
        let limit = self.crew.patience.answer;
        let until = Instant::now() + limit;
        loop {
            tokio::select! {
                biased;
                () = self.booth.has(&self.seats[seat].name, made) => return Ok(()),
                (peer, news) = self.crew.hear() => self.take_news(peer, news).await?,
                () = sleep_until(until) => {
                    let what = "send on its WebSockets what it says it has sent";
                    return Err(self.trouble(seat, DriverError::Slow { what, limit }));
                }
            }
        }
    }

    /// Waits until no request of a client is half read or half answered.
    async fn rest(&mut self, seat: usize) -> Result<(), Trouble> {
        let limit = self.crew.patience.answer;
        let until = Instant::now() + limit;
        loop {
            tokio::select! {
                biased;
                () = self.booth.idle(&self.seats[seat].name) => return Ok(()),
                (peer, news) = self.crew.hear() => self.take_news(peer, news).await?,
                () = sleep_until(until) => {
                    let what = "finish a request that it had begun, or read its answer,";
                    return Err(self.trouble(seat, DriverError::Slow { what, limit }));
                }
            }
        }
    }

    /// Returns whether a client waits, inside a method that blocks it, for an answer that is parked. If
    /// such a method is on its way, waits until it is parked or done.
    async fn is_blocked(&mut self, seat: usize) -> Result<bool, Trouble> {
        let limit = self.crew.patience.answer;
        let until = Instant::now() + limit;
        while let Some(asked) = self.seats[seat].blocked_by {
            self.overhear().await?;
            if !self.crew.peers[self.seats[seat].peer].is_open(asked) {
                self.seats[seat].blocked_by = None;
                break;
            }
            let news = tokio::select! {
                biased;
                news = self.crew.hear() => Some(news),
                () = self.booth.parks(&self.seats[seat].name, 0) => None,
                () = sleep_until(until) => {
                    let what = "make the request of a method that blocks it";
                    return Err(self.trouble(seat, DriverError::Slow { what, limit }));
                }
            };
            match news {
                Some((peer, news)) => self.take_news(peer, news).await?,
                None => return Ok(true),
            }
        }
        Ok(false)
    }
}
