use std::{collections::VecDeque, sync::Arc};

use bytes::Bytes;
use ctimock_dialect::{Channel, CloseBy, Effect, ExchangeId, Frame, SocketId};
use ctimock_time::{Deadline, Time};
use http::Response;

use crate::{
    Entry, Journal, Output, What,
    channels::Channels,
    delayed::{Delayed, Parcel},
    faults::{Cut, Faults, Passage, Stage, Subject, Taken},
};

/// The way out: what the dialect did is journaled, passes the faults, and becomes output.
#[derive(Debug)]
pub(crate) struct Wire {
    pub(crate) journal: Journal,
    pub(crate) channels: Channels,
    pub(crate) faults: Faults,
    delayed: Delayed,
    outputs: VecDeque<Output>,
    /// Sockets that the mock has closed and the dialect has not been told about.
    closed: VecDeque<(SocketId, CloseBy)>,
    /// The input that is being handled and its entry, which a claim completes.
    input: Option<(Channel, u64)>,
}

impl Wire {
    pub(crate) fn new(journal: Journal) -> Self {
        Self {
            journal,
            channels: Channels::default(),
            faults: Faults::default(),
            delayed: Delayed::default(),
            outputs: VecDeque::new(),
            closed: VecDeque::new(),
            input: None,
        }
    }

    /// Writes down what came in on a channel.
    pub(crate) fn take_in(
        &mut self,
        now: Time,
        channel: Channel,
        client: Option<Arc<str>>,
        what: What,
    ) {
        self.input = Some((channel, self.journal.next_seq()));
        self.log(now, client, what);
    }

    /// Writes down what belongs to no channel.
    pub(crate) fn note(&mut self, now: Time, what: What) {
        self.log(now, None, what);
    }

    /// Carries out what the dialect did.
    pub(crate) fn put(&mut self, now: Time, effect: Effect) {
        match effect {
            Effect::Respond { exchange, response } => self.answer(now, exchange, response),
            Effect::Send {
                socket,
                name,
                frame,
            } => self.tell(now, socket, name, frame),
            Effect::Close {
                socket,
                code,
                reason,
            } => self.close(now, socket, code, reason),
            Effect::Claim { channel, client } => self.claim(channel, &client),
            Effect::Command { command, outcome } => {
                self.note(now, What::Command { command, outcome });
            }
            Effect::Unheard { client, name } => {
                self.log(now, Some(client), What::Unheard { name });
            }
            Effect::Note(text) => self.note(now, What::Note(text)),
        }
    }

    /// Answers a request, past the faults.
    pub(crate) fn answer(&mut self, now: Time, exchange: ExchangeId, response: Response<Bytes>) {
        let open = self.channels.exchange_mut(exchange);
        let Some(open) = open.filter(|open| !open.answered) else {
            let hint = format!("{exchange} is not open: an answer to it is lost");
            self.note(now, What::Note(hint));
            return;
        };
        open.answered = true;
        let subject = Subject {
            stage: Stage::Answer,
            name: open.operation.as_deref(),
            client: open.owner.as_deref(),
        };
        let passage = match open.preflight {
            true => None,
            false => self.faults.pass(now, &subject),
        };
        let Some(passage) = passage else {
            self.respond(now, exchange, response);
            return;
        };
        let owner = open.owner.clone();
        self.log_taken(now, owner, passage.taken);
        match passage.copies.first() {
            None => {
                self.channels.close_exchange(exchange);
            }
            Some(copy) if copy.after.is_zero() => self.respond(now, exchange, response),
            Some(copy) => {
                let parcel = Parcel::Respond { exchange, response };
                self.delayed.push(now + copy.after, parcel);
            }
        }
    }

    /// Closes the sockets of a client, or of everybody. Returns how many.
    pub(crate) fn cut(&mut self, now: Time, client: Option<&str>, cut: &Cut) -> usize {
        let sockets = self.channels.sockets_of(client);
        for socket in &sockets {
            self.close(now, *socket, cut.code, cut.reason.clone());
        }
        sockets.len()
    }

    /// Writes down what faults took.
    pub(crate) fn log_taken(&mut self, now: Time, client: Option<Arc<str>>, taken: Vec<Taken>) {
        for Taken { kind, on, effect } in taken {
            self.log(now, client.clone(), What::Fault { kind, on, effect });
        }
    }

    /// Lets out what was held back until now.
    pub(crate) fn release(&mut self, now: Time) {
        while let Some(parcel) = self.delayed.pop_due(now) {
            match parcel {
                Parcel::Respond { exchange, response } => self.respond(now, exchange, response),
                Parcel::Send {
                    socket,
                    name,
                    frame,
                } => self.send(now, socket, name, frame),
            }
        }
    }

    /// Takes out a socket that the mock has closed, for the dialect to be told.
    pub(crate) fn pop_closed(&mut self) -> Option<(SocketId, CloseBy)> {
        self.closed.pop_front()
    }

    pub(crate) fn pop_output(&mut self) -> Option<Output> {
        self.outputs.pop_front()
    }

    /// Forgets the input: it has been handled.
    pub(crate) fn end_input(&mut self) {
        self.input = None;
    }

    pub(crate) fn is_drained(&self) -> bool {
        self.outputs.is_empty()
    }

    pub(crate) fn deadline(&self) -> Option<Deadline> {
        self.delayed.deadline()
    }

    /// Sends a message, past the faults if it is an event.
    fn tell(&mut self, now: Time, socket: SocketId, name: Option<&'static str>, frame: Frame) {
        let (Some(event), Some(owner)) = (name, self.channels.socket(socket)) else {
            self.send(now, socket, name, frame);
            return;
        };
        let subject = Subject {
            stage: Stage::Event,
            name: Some(event),
            client: owner.as_deref(),
        };
        let Some(passage) = self.faults.pass(now, &subject) else {
            self.send(now, socket, name, frame);
            return;
        };
        let owner = owner.clone();
        let Passage {
            copies, cut, taken, ..
        } = passage;
        self.log_taken(now, owner.clone(), taken);
        for copy in copies {
            let frame = frame.clone();
            if copy.after.is_zero() {
                self.send(now, socket, name, frame);
            } else {
                let parcel = Parcel::Send {
                    socket,
                    name,
                    frame,
                };
                self.delayed.push(now + copy.after, parcel);
            }
        }
        if let Some(cut) = cut {
            match owner {
                Some(client) => {
                    self.cut(now, Some(&client), &cut);
                }
                None => self.close(now, socket, cut.code, cut.reason),
            }
        }
    }

    fn respond(&mut self, now: Time, exchange: ExchangeId, response: Response<Bytes>) {
        let Some(open) = self.channels.close_exchange(exchange) else {
            return;
        };
        let what = What::Response {
            exchange,
            operation: open.operation,
            status: response.status(),
            headers: response.headers().clone(),
            body: response.body().clone(),
        };
        self.log(now, open.owner, what);
        self.outputs
            .push_back(Output::Respond { exchange, response });
    }

    fn send(&mut self, now: Time, socket: SocketId, name: Option<&'static str>, frame: Frame) {
        let Some(owner) = self.channels.socket(socket) else {
            let what = name.unwrap_or("a message");
            let hint = format!("{socket} is closed: `{what}` is lost");
            self.note(now, What::Note(hint));
            return;
        };
        let owner = owner.clone();
        let sent = What::Sent {
            socket,
            name,
            frame: frame.clone(),
        };
        self.log(now, owner, sent);
        self.outputs.push_back(Output::Send { socket, frame });
    }

    fn close(&mut self, now: Time, socket: SocketId, code: u16, reason: String) {
        let Some(owner) = self.channels.close_socket(socket) else {
            return;
        };
        let by = CloseBy::Mock {
            code,
            reason: reason.clone(),
        };
        let closed = What::Closed {
            socket,
            by: by.clone(),
        };
        self.log(now, owner, closed);
        self.closed.push_back((socket, by));
        self.outputs.push_back(Output::Close {
            socket,
            code,
            reason,
        });
    }

    fn claim(&mut self, channel: Channel, client: &Arc<str>) {
        if self.channels.claim(channel, client)
            && let Some((_, entry)) = self.input.filter(|(input, _)| *input == channel)
        {
            self.journal.attribute(entry, client);
        }
    }

    fn log(&mut self, at: Time, client: Option<Arc<str>>, what: What) {
        self.journal.push(|seq| Entry {
            seq,
            at,
            client,
            what,
        });
    }
}

#[cfg(test)]
mod tests;
