use std::time::Duration;

use ctimock_dialect::{Context, SocketId};
use ctimock_switch::{AgentState, CallId, Command, DeviceId, PendingState};
use ctimock_time::Time;

use super::Problem;
use crate::dialect::{actions::ALLOCATION, deadlines::Due, server::Server};

/// From the answer to the loss of the WebSocket (F11).
const UNTIL_LOSS: Duration = Duration::from_secs(2);
/// From the loss to the far end's hang-up: before a client is back.
const UNTIL_HANG_UP: Duration = Duration::from_secs(1);
/// How long a proxy bears silence (F12).
const IDLE: Duration = Duration::from_secs(60);

impl Server {
    /// Plans the loss of the WebSockets in a call that is answered first (F11).
    pub(in crate::dialect) fn plan_loss(&mut self, now: Time, call: CallId) {
        let problems = self.options.problems;
        let is_struck =
            problems.has(Problem::LostInACall) || problems.has(Problem::LostAndCallStays);
        let is_first = self.book.call(call).is_some_and(|it| it.answered.is_none());
        if is_struck && is_first {
            self.deadlines.add(now + UNTIL_LOSS, Due::Loss(call));
        }
    }

    /// Cuts the WebSockets of all agents in a call.
    pub(in crate::dialect) fn lose_lines(&mut self, cx: &mut Context<'_>, call: CallId) {
        let Some(in_call) = cx.switch().call(call) else {
            return;
        };
        let agents = in_call.connections.iter().filter_map(|connection| {
            let agent = self.roster.device(connection.device).agent()?;
            Some(self.roster.agent(agent))
        });
        let listeners = agents.flat_map(|agent| &agent.listeners);
        let mut sockets: Vec<SocketId> = listeners.map(|listener| listener.socket).collect();
        sockets.sort_unstable();
        sockets.dedup();
        if !sockets.is_empty() {
            cx.note("problem F11: the WebSockets in a call are lost");
        }
        for socket in sockets {
            self.drop_socket(cx, socket, 1006, "");
        }
        if self.options.problems.has(Problem::LostInACall) {
            let at = cx.now() + UNTIL_HANG_UP;
            self.deadlines.add(at, Due::FarEnd(call));
        }
    }

    /// The far end of a call hangs up: somebody who is no client, or the callee.
    pub(in crate::dialect) fn hang_up_far_end(&self, cx: &mut Context<'_>, call: CallId) {
        let Some(in_call) = cx.switch().call(call) else {
            return;
        };
        let is_client = |device: DeviceId| {
            let agent = self.roster.device(device).agent();
            agent.is_some_and(|agent| !self.roster.agent(agent).is_simulated())
        };
        let mut devices = in_call.connections.iter().map(|it| it.device).rev();
        let far = devices.find(|device| !is_client(*device));
        let far = far.or_else(|| in_call.connections.last().map(|it| it.device));
        if let Some(device) = far {
            // Whoever is not connected any more has hung up already.
            let _ = cx.command(Command::Clear { call, device });
        }
    }

    /// Watches whether anything goes on a WebSocket (F12).
    pub(in crate::dialect) fn watch_idle(&mut self, now: Time, socket: SocketId) {
        if self.options.problems.has(Problem::IdleCut) {
            self.deadlines.add(now + IDLE, Due::Idle(socket));
        }
    }

    /// Cuts a WebSocket on which nothing went for a minute, or looks again when it may be one.
    pub(in crate::dialect) fn cut_idle(&mut self, cx: &mut Context<'_>, socket: SocketId) {
        let Some(touched) = self.sockets.touched(socket) else {
            return;
        };
        if touched + IDLE <= cx.now() {
            cx.note("problem F12: an idle WebSocket is cut");
            self.drop_socket(cx, socket, 1006, "");
        } else {
            self.deadlines.add(touched + IDLE, Due::Idle(socket));
        }
    }

    /// Gives an agent in `Ready` something to do when the last WebSocket is gone (F23).
    pub(in crate::dialect) fn use_absence(
        &self,
        cx: &mut Context<'_>,
        agent: ctimock_switch::AgentId,
    ) {
        let problems = self.options.problems;
        let state = cx.switch().agent(agent).map(|agent| agent.state);
        let is_away = self.roster.agent(agent).listeners.is_empty();
        if !is_away || state != Some(AgentState::Ready) {
            return;
        }
        let command = if problems.has(Problem::AllocatedAway) {
            let lasting = ALLOCATION;
            Command::Reserve { agent, lasting }
        } else if problems.has(Problem::AfterWorkAway) {
            let state = PendingState::AfterWork(None);
            Command::SetState { agent, state }
        } else {
            return;
        };
        cx.note("problem F23: an agent without a WebSocket is put to work");
        // In a call it is not free, and stays as it is.
        let _ = cx.command(command);
    }
}
