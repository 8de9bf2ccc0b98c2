use bytes::Bytes;
use ctimock_dialect::{CloseBy, ExchangeId, Frame, Signal, SocketId};
use ctimock_mock::Output;
use ctimock_time::Time;
use http::Response;

use super::Stage;
use crate::socket::Ending;

/// What a client is told that does not read what it is sent.
pub(crate) const OVERLOAD: (u16, &str) = (1013, "the client does not read what it is sent");

impl Stage {
    /// Carries everything that the mock puts out to where it belongs. Returns the answer to `asking`, the
    /// request that is being handled, if it came.
    pub(super) fn carry(
        &mut self,
        now: Time,
        asking: Option<ExchangeId>,
    ) -> Option<Response<Bytes>> {
        let mut answer = None;
        loop {
            while let Some(output) = self.mock.poll_output() {
                match output {
                    Output::Respond { exchange, response } if asking == Some(exchange) => {
                        answer = Some(response);
                    }
                    Output::Respond { exchange, response } => self.respond(exchange, response),
                    Output::Send { socket, frame } => self.send(socket, frame),
                    Output::Close {
                        socket,
                        code,
                        reason,
                    } => self.close(socket, code, reason),
                }
            }
            if let Some(socket) = self.overflowed.pop() {
                self.give_up(now, socket);
                continue;
            }
            self.pass_on();
            if !self.play_on(now) {
                return answer;
            }
        }
    }

    fn respond(&mut self, exchange: ExchangeId, response: Response<Bytes>) {
        if let Some(waiting) = self.parked.remove(&exchange) {
            // Who has left does not want it any more.
            let _ = waiting.send(response);
        }
    }

    fn send(&mut self, socket: SocketId, frame: Frame) {
        if let Some(outbox) = self.outboxes.get(&socket)
            && outbox.push(frame).is_err()
            && !self.overflowed.contains(&socket)
        {
            self.overflowed.push(socket);
        }
    }

    fn close(&mut self, socket: SocketId, code: u16, reason: String) {
        if let Some(outbox) = self.outboxes.remove(&socket) {
            outbox.end(match code {
                1006 => Ending::Cut,
                _ => Ending::Close { code, reason },
            });
        }
    }

    /// Closes a socket whose reader does not keep up, and tells the mock.
    fn give_up(&mut self, now: Time, socket: SocketId) {
        let (code, reason) = (OVERLOAD.0, OVERLOAD.1.to_owned());
        if let Some(outbox) = self.outboxes.remove(&socket) {
            let reason = reason.clone();
            outbox.overflow(Ending::Close { code, reason });
        }
        let by = CloseBy::Mock { code, reason };
        self.mock.handle_signal(now, socket, Signal::Closed(by));
    }

    /// Lets the scenarios go on. Returns whether they did anything to the mock.
    fn play_on(&mut self, now: Time) -> bool {
        let mut acted = false;
        for play in self.plays.iter_mut().filter(|play| !play.is_over()) {
            acted |= play.go_on(now, &mut self.mock);
        }
        acted
    }

    /// Passes new entries of the journal on.
    fn pass_on(&mut self) {
        let next = self.mock.journal().next_seq();
        for play in self.plays.iter_mut().filter(|play| !play.is_over()) {
            play.hear(self.mock.journal().since(self.fed));
        }
        if let Some(file) = &self.file {
            file.append(self.vendor, self.mock.journal().since(self.fed));
        }
        self.fed = next;
    }
}
