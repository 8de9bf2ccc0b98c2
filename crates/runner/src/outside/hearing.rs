use ctimock_conformance::Said;
use ctimock_mock::What;
use ctimock_protocol::{AppEvent, Ask, CallError, ClientClock, Heard};
use serde_json::Value;
use tokio::time::{Instant, timeout_at};

use super::{table::Table, trouble::Trouble};
use crate::talk::{DriverError, News};

impl Table<'_> {
    /// Asks a client something, and waits for the answer. What it says before is taken.
    pub(super) async fn ask(&mut self, seat: usize, ask: &Ask) -> Result<Option<Value>, Trouble> {
        let limit = self.crew.patience.answer;
        let until = Instant::now() + limit;
        let method = ask.method();
        let peer = self.seats[seat].peer;
        let asked = self.say(seat, ask).await?;
        loop {
            let Ok((from, news)) = timeout_at(until, self.crew.hear()).await else {
                let what = method;
                return Err(self.trouble(seat, DriverError::Hung { what, limit }));
            };
            match news {
                News::Said(Heard::Answer { id, result }) if from == peer && id == asked => {
                    return result.map_err(|error| {
                        self.trouble(seat, DriverError::Failed { method, error })
                    });
                }
                news => self.take_news(from, news).await?,
            }
        }
    }

    /// Sends a client a request, and returns its number.
    pub(super) async fn say(&mut self, seat: usize, ask: &Ask) -> Result<u64, Trouble> {
        let limit = self.crew.patience.answer;
        let peer = &mut self.crew.peers[self.seats[seat].peer];
        let asked = peer.ask(ask, limit).await;
        match asked {
            Ok(asked) => Ok(asked),
            // What a client said before it ended may be the better reason.
            Err(error) => {
                self.overhear().await?;
                Err(self.trouble(seat, error))
            }
        }
    }

    /// Takes everything that clients have said.
    pub(super) async fn overhear(&mut self) -> Result<(), Trouble> {
        while let Some((peer, news)) = self.crew.overhear() {
            self.take_news(peer, news).await?;
        }
        Ok(())
    }

    /// Takes what a client said.
    pub(super) async fn take_news(&mut self, peer: usize, news: News) -> Result<(), Trouble> {
        let heard = match self.crew.reason(peer, news).await {
            Ok(heard) => heard,
            Err(error) => return Err(self.trouble_with(peer, error)),
        };
        match heard {
            Heard::Answer { id, result } => {
                let invoke = match self.crew.peers[peer].answered(id) {
                    Ok(invoke) => invoke,
                    Err(error) => return Err(self.trouble_with(peer, error)),
                };
                let seat = invoke.and_then(|invoke| self.callers.get(&invoke).copied());
                if let (Some(id), Some(seat)) = (invoke, seat) {
                    let outcome = result.map_err(CallError::from);
                    self.tell(seat, Said::Returned { id, outcome });
                }
                Ok(())
            }
            Heard::Event(event) => self.take_event(peer, event),
            Heard::Log(log) => {
                let line = format!("{}: {}", log.level, log.message);
                self.crew.peers[peer].ring.note(&line);
                Ok(())
            }
        }
    }

    /// Hands the conductor what happened at the mock.
    pub(super) fn read_journal(&mut self) {
        let (from, conductor, seats) = (self.journal_read, &mut self.conductor, &mut self.seats);
        let read = self.booth.with(|mock, _| {
            for entry in mock.journal().since(from) {
                let is_for_client = matches!(
                    entry.what,
                    What::Response { .. }
                        | What::Opened { .. }
                        | What::Refused { .. }
                        | What::Sent { .. }
                        | What::Closed { .. }
                );
                if let Some(client) = entry.client.as_deref().filter(|_| is_for_client)
                    && let Some(seat) = seats.iter_mut().find(|seat| seat.name == *client)
                {
                    seat.stirred = true;
                }
                conductor.handle_journal(entry);
            }
            mock.journal().next_seq()
        });
        // A mock that broke down is told of by whoever asks it next.
        self.journal_read = read.unwrap_or(from);
    }

    /// Returns the trouble with a client.
    pub(super) fn trouble(&self, seat: usize, error: DriverError) -> Trouble {
        Trouble::Client {
            client: self.seats[seat].name.clone(),
            error: Box::new(error),
        }
    }

    fn trouble_with(&self, peer: usize, error: DriverError) -> Trouble {
        let seat = self.seats.iter().find(|seat| seat.peer == peer);
        Trouble::Client {
            client: seat.map_or_else(String::new, |seat| seat.name.clone()),
            error: Box::new(error),
        }
    }

    fn take_event(&mut self, peer: usize, event: AppEvent) -> Result<(), Trouble> {
        self.read_journal();
        let AppEvent { client, name, data } = event;
        let Some(seat) = self.seats.iter().position(|seat| seat.name == client) else {
            let now = self.booth.now();
            let said = Said::Event { name, data };
            self.conductor.handle_client(now, &client, said);
            return Ok(());
        };
        if !self.seats[seat].connected {
            return Ok(());
        }
        if self.clock != ClientClock::Real && !self.seats[seat].stirred {
            let event = name;
            return Err(self.trouble_with(peer, DriverError::TooEarly { event }));
        }
        if self.conductor.is_over() {
            return Ok(());
        }
        self.events += 1;
        self.last.clone_from(&client);
        let told = self.told.entry(client).or_default();
        told.push((name.clone(), data.clone()));
        self.tell(seat, Said::Event { name, data });
        Ok(())
    }

    fn tell(&mut self, seat: usize, said: Said) {
        self.read_journal();
        let now = self.booth.now();
        self.conductor
            .handle_client(now, &self.seats[seat].name, said);
    }
}
