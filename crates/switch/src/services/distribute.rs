//! How a queue finds an agent for a call.

use std::collections::BTreeSet;

use crate::{
    Agent, AgentId, By, CallEventKind, CallId, Cause, ConnectionState, DeviceId, Media, OnNoAnswer,
    PendingState, Policy, QueueId, Reason, Switch,
    deadlines::{Owner, Wake},
    happening::Happening,
    ongoing::{Errand, Invitation, Ongoing, Waiting, is_alerting},
};

impl Switch {
    /// Puts a call at the end of a queue.
    pub(crate) fn enqueue(&mut self, call: CallId, queue: QueueId, invitation: Invitation) {
        let place = self.count();
        let now = self.now;
        let invitation = Invitation {
            queue: Some(queue),
            ..invitation
        };
        let ongoing = self.ongoing_mut(call);
        ongoing.waiting = Some(Waiting {
            queue,
            invitation,
            place,
            tried: Vec::new(),
        });
        ongoing.history.queued.get_or_insert(now);
        let caller = match ongoing.state(invitation.caller) {
            Some(_) => invitation.caller,
            None => ongoing
                .left_behind(invitation.caller)
                .unwrap_or(invitation.caller),
        };
        let was = ongoing.state(caller);
        let waits = matches!(invitation.errand, Errand::Called | Errand::Parking);
        if waits && was != Some(ConnectionState::Held) {
            ongoing.turn(caller, ConnectionState::Queued(queue));
        }
        self.waiting.insert((place, call));
        self.stirred = true;
        self.tell(
            call,
            Happening::new(caller, CallEventKind::Queued { queue }).was(was),
        );
    }

    /// Takes a call out of its queue.
    pub(crate) fn stop_looking(&mut self, call: CallId) {
        let ongoing = self.ongoing_mut(call);
        let Some(waiting) = ongoing.waiting.take() else {
            return;
        };
        let dialled: Vec<_> = ongoing
            .dialling
            .extract_if(.., |(_, invitation)| invitation.queue.is_some())
            .map(|(device, _)| device)
            .collect();
        self.waiting.remove(&(waiting.place, call));
        self.deadlines.cancel_all(Owner::Call(call));
        for device in dialled {
            self.deadlines.cancel_all(Owner::Connection(call, device));
        }
    }

    /// Offers waiting calls to free agents, the longest waiting call first.
    pub(crate) fn distribute(&mut self) {
        let calls: Vec<_> = self.waiting.iter().map(|(_, call)| *call).collect();
        // To ring somebody makes nobody free: a queue without free agents is searched for one call, not
        // for all that wait in it.
        let mut exhausted = BTreeSet::new();
        for call in calls {
            let ongoing = &self.calls[&call];
            let waiting = ongoing.waiting.as_ref().expect("a call in a queue waits");
            let sought = (waiting.queue, ongoing.call.media);
            if exhausted.contains(&sought) {
                self.found_nobody(call);
            } else if self.has_free_agent(sought) {
                self.offer_to_agents(call);
            } else {
                exhausted.insert(sought);
                self.found_nobody(call);
            }
        }
    }

    /// Passes a call on whose agent let it ring.
    pub(crate) fn pass_on(&mut self, call: CallId, device: DeviceId, queue: QueueId) {
        let policy = self
            .queue(queue)
            .expect("a call's queue exists")
            .on_no_answer;
        let agent = self.seat(device).and_then(|seat| seat.agent);
        let waiting = self
            .ongoing_mut(call)
            .waiting
            .as_mut()
            .expect("a queue looks for somebody");
        waiting.tried.extend(agent);
        let next = match policy {
            OnNoAnswer::Next | OnNoAnswer::NotReady => self
                .candidates(call, Some(device))
                .first()
                .map(|(_, device)| *device),
            OnNoAnswer::Back => None,
        };
        if let (OnNoAnswer::NotReady, Some(agent)) = (policy, agent) {
            self.duty_mut(agent).agent.pending = Some(PendingState::NotReady(Reason::default()));
        }
        self.divert(call, device, next, Cause::NoAnswer, By::System);
        match policy {
            OnNoAnswer::Next | OnNoAnswer::NotReady => self.look_on(call),
            OnNoAnswer::Back => self.rest(call),
        }
    }

    /// Looks for another agent after one who is not to be had.
    pub(crate) fn look_further(&mut self, call: CallId, device: DeviceId) {
        let agent = self.seat(device).and_then(|seat| seat.agent);
        let waiting = self
            .ongoing_mut(call)
            .waiting
            .as_mut()
            .expect("a queue looks for somebody");
        waiting.tried.extend(agent);
        self.look_on(call);
    }

    /// Lets a call be offered to all agents again.
    pub(crate) fn reoffer(&mut self, call: CallId) {
        let waiting = self
            .ongoing_mut(call)
            .waiting
            .as_mut()
            .expect("a call in a queue waits");
        waiting.tried.clear();
        let place = waiting.place;
        if !is_offered(&self.calls[&call]) {
            self.waiting.insert((place, call));
            self.stirred = true;
        }
    }

    /// Stops the ringing of those who were offered the call together with the one who answered.
    pub(crate) fn divert_rivals(&mut self, call: CallId, winner: DeviceId) {
        self.divert_rivals_to(call, winner, By::Device(winner));
    }

    /// Stops the ringing of all whom a queue rang for the call, which goes to `to`.
    pub(crate) fn divert_rivals_to(&mut self, call: CallId, to: DeviceId, by: By) {
        let offered = |ongoing: &Ongoing| {
            let mut legs = ongoing.legs();
            legs.find(|(leg, invitation)| invitation.queue.is_some() && is_alerting(leg.state))
                .map(|(leg, _)| leg.device)
        };
        while let Some(rival) = offered(&self.calls[&call]) {
            self.divert(call, rival, Some(to), Cause::Cancelled, by);
        }
    }

    fn look_on(&mut self, call: CallId) {
        let ongoing = &self.calls[&call];
        let place = ongoing
            .waiting
            .as_ref()
            .expect("a call in a queue waits")
            .place;
        if !is_offered(ongoing) {
            self.waiting.insert((place, call));
            self.offer_to_agents(call);
        }
    }

    /// Lets the agents who did not take a call have peace from it for a while.
    fn rest(&mut self, call: CallId) {
        if !is_offered(&self.calls[&call]) && !self.deadlines.has(Owner::Call(call)) {
            let at = self.now + self.settings.reoffer;
            self.deadlines
                .set(at, Owner::Call(call), Wake::Reoffer { call });
        }
    }

    /// Lets a call wait on that nobody can be offered.
    fn found_nobody(&mut self, call: CallId) {
        let waiting = self.calls[&call].waiting.as_ref();
        if waiting.is_some_and(|waiting| !waiting.tried.is_empty()) {
            self.rest(call);
        }
    }

    fn offer_to_agents(&mut self, call: CallId) {
        let candidates = self.candidates(call, None);
        let waiting = self.calls[&call]
            .waiting
            .as_ref()
            .expect("a call in a queue waits");
        let (queue, place, invitation) = (waiting.queue, waiting.place, waiting.invitation);
        if candidates.is_empty() {
            self.found_nobody(call);
            return;
        }
        self.deadlines.cancel_all(Owner::Call(call));
        let queue = self.queue(queue).expect("a call's queue exists");
        let lasting = Some(queue.ring_timeout);
        let wanted = if queue.policy == Policy::RingAll {
            // Whoever becomes free while others ring is rung as well: the call is looked at again.
            candidates.len()
        } else {
            self.waiting.remove(&(place, call));
            1
        };
        for (_, device) in candidates.into_iter().take(wanted) {
            self.ring(call, device, invitation, lasting);
        }
    }

    /// Returns whether a queue has an agent who can be offered a call of that kind.
    fn has_free_agent(&self, (queue, media): (QueueId, Media)) -> bool {
        let queue = self.queue(queue).expect("a call's queue exists");
        queue
            .members
            .iter()
            .filter_map(|member| self.agent(*member))
            .any(|agent| self.is_free(agent, media))
    }

    /// Returns the free agents whom the call was not offered to, the best first.
    fn candidates(&self, call: CallId, but: Option<DeviceId>) -> Vec<(AgentId, DeviceId)> {
        let ongoing = &self.calls[&call];
        let Some(waiting) = &ongoing.waiting else {
            return Vec::new();
        };
        let queue = self.queue(waiting.queue).expect("a call's queue exists");
        let mut free: Vec<_> = queue
            .members
            .iter()
            .filter(|member| !waiting.tried.contains(member))
            .filter_map(|member| self.duty(*member))
            .filter(|duty| self.is_free(&duty.agent, ongoing.call.media))
            .filter_map(|duty| Some((duty, duty.agent.device?)))
            .filter(|(_, device)| !ongoing.involves(*device) && Some(*device) != but)
            .collect();
        free.sort_by_key(|(duty, _)| match queue.policy {
            Policy::Priority => (priority(&duty.agent, queue.id), duty.idle),
            Policy::LongestIdle | Policy::RingAll => (0, duty.idle),
        });
        free.into_iter()
            .map(|(duty, device)| (duty.agent.id, device))
            .collect()
    }
}

/// Returns whether somebody is rung, or dialled, for a call in a queue.
fn is_offered(ongoing: &Ongoing) -> bool {
    let rung = ongoing.legs().filter(|(leg, _)| is_alerting(leg.state));
    rung.map(|(_, invitation)| invitation)
        .chain(ongoing.dialling.iter().map(|(_, invitation)| invitation))
        .any(|invitation| invitation.queue.is_some())
}

fn priority(agent: &Agent, queue: QueueId) -> u8 {
    let skill = agent.skills.iter().find(|(skill, _)| *skill == queue);
    skill.expect("a member of a queue has its skill").1
}
