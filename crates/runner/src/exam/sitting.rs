use std::time::Duration;

use ctimock_protocol::{AppEvent, Ask, Heard, Settled};
use ctimock_server::Booth;
use ctimock_time::Time;
use serde_json::Value;
use tokio::time::{Instant, sleep_until, timeout};

use super::sheet::Sheet;
use crate::{
    crew::Crew,
    talk::{DriverError, News, Settling},
};

/// So many rounds at one instant are enough for a client that has done one thing.
const ROUNDS: usize = 100;

/// A client that is being checked.
pub(super) struct Sitting<'c> {
    pub(super) crew: &'c mut Crew,
    pub(super) booth: Booth,
    pub(super) sheet: Sheet,
    /// What the client said beside its answers.
    pub(super) heard: Vec<Heard>,
    /// The conversation is over.
    pub(super) over: bool,
}

impl Sitting<'_> {
    /// Asks something; a wrong answer is written down.
    pub(super) async fn ask(&mut self, ask: &Ask) -> Option<Option<Value>> {
        if self.over {
            return None;
        }
        match self.crew.converse(0, ask, &mut self.heard).await {
            Ok(result) => Some(result),
            Err(error) => {
                self.fails(ask.method(), &error);
                None
            }
        }
    }

    /// Writes down what went wrong.
    pub(super) fn fails(&mut self, message: &str, error: &DriverError) {
        self.over |= !matches!(
            error,
            DriverError::Failed { .. } | DriverError::Result { .. }
        );
        self.sheet.wrong(message, &error.to_string());
        for word in self.crew.words() {
            self.sheet.note(&format!("standard error: {word}"));
        }
    }

    /// Lets a client come to rest, and returns when its nearest timer is due.
    pub(super) async fn settle(&mut self, client: &str) -> Option<Option<Time>> {
        if self.over {
            return None;
        }
        let limit = self.crew.patience.answer;
        for _ in 0..ROUNDS {
            let before = (self.booth.stirred(), self.heard.len());
            self.booth.give_floor(client);
            self.booth.take_in().await;
            self.booth.ping(client);
            if timeout(limit, self.booth.reached(client)).await.is_err() {
                let what = "answer a ping on its WebSocket";
                self.fails("settle", &DriverError::Slow { what, limit });
                return None;
            }
            let settled = match self.ask_to_settle(client).await {
                Ok(settled) => settled,
                Err(error) => {
                    self.fails("settle", &error);
                    return None;
                }
            };
            if let Some(made) = &settled.made
                && timeout(limit, self.booth.has(client, made)).await.is_err()
            {
                let what = "send on its WebSockets what it says it has sent";
                self.fails("settle", &DriverError::Slow { what, limit });
                return None;
            }
            self.booth.take_in().await;
            if before == (self.booth.stirred(), self.heard.len()) && !self.booth.is_busy() {
                return Some(settled.due());
            }
        }
        self.sheet.wrong("settle", "the client never comes to rest");
        None
    }

    async fn ask_to_settle(&mut self, client: &str) -> Result<Settled, DriverError> {
        let limit = self.crew.patience.answer;
        let until = Instant::now() + limit;
        let mut settling = Settling::new(client, self.crew.peers[0].about.counts);
        let ask = settling.ask(self.booth.sent(client));
        settling.asked(self.crew.peers[0].ask(&ask, limit).await?);
        while !settling.is_over() {
            tokio::select! {
                (from, news) = self.crew.hear() => match self.crew.reason(from, news).await? {
                    Heard::Answer { id, result } if settling.is_for(id) => settling.take(id, result),
                    heard => self.heard.push(heard),
                },
                () = settling.is_outdated(&self.booth) => {
                    let ask = settling.ask(self.booth.sent(client));
                    settling.asked(self.crew.peers[0].ask(&ask, limit).await?);
                }
                () = sleep_until(until) => {
                    let what = "settle";
                    return Err(DriverError::Hung { what, limit });
                }
            }
        }
        settling.finish()
    }

    /// Calls a method and lets the client come to rest. Returns what it came to, if it did.
    pub(super) async fn invoke(
        &mut self,
        client: &str,
        ask: &Ask,
    ) -> Option<Result<Value, (i64, String)>> {
        if self.over {
            return None;
        }
        self.booth.give_floor(client);
        let asked = match self.crew.peers[0].ask(ask, self.crew.patience.answer).await {
            Ok(asked) => asked,
            Err(error) => {
                self.fails("invoke", &error);
                return None;
            }
        };
        let mut outcome = None;
        for _ in 0..TURNS {
            while let Some((peer, news)) = self.crew.overhear() {
                self.take(peer, news, asked, &mut outcome).await?;
            }
            self.booth.take_in().await;
            let heard = timeout(TURN, self.crew.hear()).await;
            match heard {
                Ok((peer, news)) => self.take(peer, news, asked, &mut outcome).await?,
                Err(_) if outcome.is_some() => break,
                Err(_) => {}
            }
        }
        outcome
    }

    /// Returns the events that were told since this was last asked.
    pub(super) fn events(&mut self) -> Vec<AppEvent> {
        let heard = std::mem::take(&mut self.heard).into_iter();
        let events = heard.filter_map(|heard| match heard {
            Heard::Event(event) => Some(event),
            Heard::Answer { .. } | Heard::Log(_) => None,
        });
        events.collect()
    }

    async fn take(
        &mut self,
        peer: usize,
        news: News,
        asked: u64,
        outcome: &mut Option<Result<Value, (i64, String)>>,
    ) -> Option<()> {
        match self.crew.reason(peer, news).await {
            Ok(Heard::Answer { id, result }) if id == asked => {
                let result = result.map(|result| result.unwrap_or(Value::Null));
                *outcome = Some(result.map_err(|error| (error.code, error.message)));
            }
            Ok(Heard::Answer { id, .. }) => {
                self.fails("invoke", &DriverError::Unasked(id));
                return None;
            }
            Ok(heard) => self.heard.push(heard),
            Err(error) => {
                self.fails("invoke", &error);
                return None;
            }
        }
        Some(())
    }
}

/// So many turns a method has; one that waits for a timer does not come to anything before.
const TURNS: usize = 25;

/// So long nothing is said, and a method is looked at again.
const TURN: Duration = Duration::from_millis(20);
