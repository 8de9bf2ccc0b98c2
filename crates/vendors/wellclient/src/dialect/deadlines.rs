use std::collections::BTreeSet;

use ctimock_dialect::{ExchangeId, SocketId};
use ctimock_switch::{AgentId, CallId};
use ctimock_time::{Deadline, Time};
use uuid::Uuid;

/// Everything for which the server wakes by itself.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) enum Due {
    /// An answer leaves after the events that its request caused.
    Answer(ExchangeId),
    /// Ends of connections are told that nothing followed.
    Clears,
    /// A socket's heart-beat is due, or its client was silent for too long.
    Socket(SocketId),
    /// A SockJS client is told that the server is there.
    SockJs(SocketId),
    /// The events of a login that nobody listened to are told.
    Early(AgentId),
    /// The first events of a dialled call are told, which are late.
    Beginning(AgentId, CallId),
    /// The extension behind a number is dialled.
    Extension(CallId),
    /// Nothing may have gone on a socket for a minute.
    Idle(SocketId),
    /// The WebSockets of those in a call are lost.
    Loss(CallId),
    /// The far end of a call hangs up.
    FarEnd(CallId),
    /// A session ends by itself.
    Session(Uuid),
    /// An agent's last heartbeat was too long ago: the agent is logged off.
    Heartbeat(AgentId),
}

/// All deadlines, the nearest first. Each owner keeps its own instant, so that thousands of agents cost
/// a look-up each and no scan.
#[derive(Debug, Default)]
pub(super) struct Deadlines(BTreeSet<(Time, Due)>);

impl Deadlines {
    /// Moves a deadline from where its owner has it to another instant.
    pub(super) fn move_to(&mut self, due: Due, kept: &mut Option<Time>, to: Option<Time>) {
        if *kept == to {
            return;
        }
        if let Some(from) = kept.take() {
            self.0.remove(&(from, due));
        }
        if let Some(at) = to {
            self.0.insert((at, due));
        }
        *kept = to;
    }

    /// Adds a deadline that nobody moves.
    pub(super) fn add(&mut self, at: Time, due: Due) {
        self.0.insert((at, due));
    }

    /// Takes the nearest deadline that is due at `now`.
    pub(super) fn take(&mut self, now: Time) -> Option<Due> {
        let nearest = *self.0.first()?;
        (nearest.0 <= now).then(|| {
            self.0.remove(&nearest);
            nearest.1
        })
    }

    /// Returns the nearest deadline.
    pub(super) fn next(&self) -> Option<Deadline> {
        let (at, due) = self.0.first()?;
        let reason = match due {
            Due::Answer(_) => "answer after its events",
            Due::Clears => "ends of connections",
            Due::Socket(_) => "STOMP heart-beat",
            Due::Beginning(..) => "late events of a call",
            Due::SockJs(_) => "SockJS heart-beat",
            Due::Early(_) => "events of an early login",
            Due::Extension(_) => "extension behind a number",
            Due::Idle(_) => "idle WebSocket",
            Due::Loss(_) => "loss of a call's WebSockets",
            Due::FarEnd(_) => "far end hangs up",
            Due::Session(_) => "end of a session",
            Due::Heartbeat(_) => "agent heartbeat missing",
        };
        Some(Deadline::new(*at, reason))
    }
}
