//! A small switch that knows only what the events say, and what must be true of them.

use std::collections::{BTreeMap, BTreeSet};

use ctimock_time::Time;

use crate::{
    AgentEvent, AgentId, AgentState, CallEvent, CallEventKind, CallId, ConnectionState, DeviceId,
    Event, PendingState, Switch,
};

/// Who is in a call, in the order in which they came, and in which state.
type Parties = Vec<(DeviceId, ConnectionState)>;

#[derive(Debug, Default)]
pub(super) struct Reference {
    calls: BTreeMap<CallId, Parties>,
    ended: BTreeSet<CallId>,
    last: Time,
    agents: BTreeMap<AgentId, AgentState>,
    /// What agents asked for during a call.
    pending: BTreeMap<AgentId, PendingState>,
    /// The states that agents entered since the switch was last compared.
    entered: Vec<(AgentId, AgentState)>,
}

impl Reference {
    /// Notes that a state was asked for during a call.
    pub(super) fn on_pending(&mut self, agent: AgentId, state: PendingState) {
        self.pending.insert(agent, state);
    }

    /// Notes a call that was offered: nothing tells of it until somebody is reached, or is not.
    pub(super) fn on_offered(&mut self, call: CallId, origin: DeviceId) {
        self.calls
            .insert(call, vec![(origin, ConnectionState::Initiated)]);
    }

    /// Follows an event, and checks that it could happen.
    pub(super) fn on_event(&mut self, event: &Event) {
        match event {
            Event::Agent(event) => self.on_agent_event(*event),
            Event::Call(event) => self.on_call_event(event),
            Event::DeviceRegistered { .. } | Event::DeviceUnregistered { .. } => {}
        }
    }

    /// Checks that the switch is in the state that its events told.
    pub(super) fn compare(&mut self, switch: &Switch, now: Time) {
        let calls: Vec<_> = switch.calls().map(|call| call.id).collect();
        assert_eq!(calls, self.calls.keys().copied().collect::<Vec<_>>());
        for call in switch.calls() {
            let there = call.connections.iter().map(|leg| (leg.device, leg.state));
            assert!(
                same(there, &self.calls[&call.id]),
                "{call:?} is not {self:?}"
            );
            assert!(!call.connections.is_empty(), "{call:?} is empty");
            for connection in &call.connections {
                let of = switch.calls_of(connection.device);
                assert_eq!(of.filter(|other| other.id == call.id).count(), 1);
                if let ConnectionState::Alerting { until } = connection.state {
                    assert!(
                        until.is_some_and(|until| until >= now),
                        "{connection:?} still rings"
                    );
                }
            }
            if let Some(held) = call.consult_of {
                assert!(
                    switch.call(held).is_some(),
                    "{call:?} asks about a call that is over"
                );
            }
        }
        for device in switch.devices() {
            for call in switch.calls_of(device.id) {
                assert!(
                    call.connection(device.id).is_some(),
                    "{} is not in {call:?}",
                    device.id
                );
            }
        }
        for agent in switch.agents() {
            let state = self
                .agents
                .get(&agent.id)
                .copied()
                .unwrap_or(AgentState::LoggedOff);
            assert_eq!(agent.state, state);
            assert_eq!(agent.device.is_none(), state == AgentState::LoggedOff);
            self.compare_pending(switch, agent.id, agent.pending);
        }
        self.entered.clear();
        if let Some(deadline) = switch.poll_timeout() {
            assert!(deadline.at >= now, "{deadline:?} is before {now}");
        }
    }

    fn compare_pending(&mut self, switch: &Switch, agent: AgentId, there: Option<PendingState>) {
        let device = switch.agent(agent).and_then(|agent| agent.device);
        let talks = device.is_some_and(|device| switch.calls_of(device).next().is_some());
        assert!(
            there.is_none() || talks,
            "{there:?} of {agent} waits for nothing"
        );
        assert!(there.is_none() || there == self.pending.get(&agent).copied());
        if let (None, Some(wanted)) = (there, self.pending.get(&agent).copied()) {
            let applied = self.entered.iter().any(|(who, state)| {
                *who == agent
                    && match (wanted, state) {
                        (PendingState::Ready, AgentState::Ready) => true,
                        (PendingState::NotReady(wanted), AgentState::NotReady(reason)) => {
                            wanted == *reason
                        }
                        (PendingState::AfterWork(_), AgentState::AfterWork { .. }) => true,
                        _ => false,
                    }
            });
            assert!(applied, "{wanted:?} of {agent} was forgotten");
            self.pending.remove(&agent);
        }
    }

    fn on_agent_event(&mut self, event: AgentEvent) {
        match event {
            AgentEvent::LoggedOn { agent, .. } => {
                assert!(
                    !self.agents.contains_key(&agent),
                    "{agent} is logged on twice"
                );
                self.agents.insert(agent, AgentState::LoggedOff);
            }
            AgentEvent::LoggedOff { agent, .. } => {
                assert!(
                    self.agents.remove(&agent).is_some(),
                    "{agent} was not logged on"
                );
                self.pending.remove(&agent);
            }
            AgentEvent::StateChanged {
                agent, from, to, ..
            } => {
                assert_eq!(self.agents.insert(agent, to), Some(from));
                self.entered.push((agent, to));
            }
        }
    }

    fn on_call_event(&mut self, event: &CallEvent) {
        assert!(event.at >= self.last, "time runs back with {event:?}");
        self.last = event.at;
        assert!(
            !self.ended.contains(&event.call),
            "{event:?} of a call that is over"
        );
        let begins = event.kind == CallEventKind::ServiceInitiated;
        let parties = self.calls.entry(event.call).or_insert_with(|| {
            if begins {
                Vec::new()
            } else {
                vec![(event.origin, ConnectionState::Initiated)]
            }
        });
        let was = state_of(parties, event.subject);
        self.apply(event);

        let parties = self
            .calls
            .get(&event.call)
            .map_or(&[][..], |parties| parties);
        let told = event
            .parties
            .iter()
            .filter_map(|party| Some((party.device, party.state?)));
        let told = told.filter(|(_, state)| !matches!(state, ConnectionState::Failed(_)));
        assert!(same(told, parties), "{event:?} is not {parties:?}");
        match event.kind {
            CallEventKind::Failed => assert_eq!((event.from, was), (None, None)),
            _ if was.is_some_and(is_waiting) => assert!(event.from.is_some_and(is_waiting)),
            _ => assert_eq!(event.from, was, "{event:?}"),
        }
    }

    fn apply(&mut self, event: &CallEvent) {
        let parties = self
            .calls
            .get_mut(&event.call)
            .expect("the call was entered");
        match &event.kind {
            CallEventKind::ServiceInitiated | CallEventKind::Delivered { .. } => {
                assert_eq!(
                    state_of(parties, event.subject),
                    None,
                    "{event:?} is there already"
                );
                parties.push((event.subject, event.to.expect("a newcomer has a state")));
            }
            CallEventKind::Established { .. } => {
                assert!(matches!(event.from, Some(ConnectionState::Alerting { .. })));
                turn(parties, event.subject, ConnectionState::Connected);
                connect_waiting(parties);
            }
            CallEventKind::Queued { .. } | CallEventKind::Held => {
                turn(
                    parties,
                    event.subject,
                    event.to.expect("it stays in the call"),
                );
            }
            CallEventKind::Retrieved => {
                turn(parties, event.subject, ConnectionState::Connected);
                // A parked party may have waited in a queue, which it does no more.
                for (device, state) in parties.iter_mut() {
                    let told = event.parties.iter().find(|party| party.device == *device);
                    if is_waiting(*state) {
                        *state = told
                            .and_then(|party| party.state)
                            .expect("it is there still");
                    }
                }
            }
            CallEventKind::Diverted { .. } | CallEventKind::ConnectionCleared => {
                assert!(
                    state_of(parties, event.subject).is_some(),
                    "{event:?} left before"
                );
                assert_eq!(event.to, None);
                parties.retain(|(device, _)| *device != event.subject);
            }
            CallEventKind::Transferred {
                secondary: Some(active),
                ..
            } => {
                let moved = self.take_others(*active, event.subject);
                self.calls
                    .get_mut(&event.call)
                    .expect("it was entered")
                    .extend(moved);
            }
            CallEventKind::Conferenced {
                secondary: Some(active),
                ..
            } => {
                let moved = self.take_others(*active, event.subject);
                self.calls.insert(*active, Vec::new());
                let parties = self.calls.get_mut(&event.call).expect("it was entered");
                parties.extend(moved);
                turn(parties, event.subject, ConnectionState::Connected);
            }
            CallEventKind::CallCleared => {
                assert_eq!(*parties, [], "{event:?} with somebody in it");
                self.calls.remove(&event.call);
                self.ended.insert(event.call);
            }
            CallEventKind::Originated
            | CallEventKind::Failed
            | CallEventKind::Transferred {
                secondary: None, ..
            }
            | CallEventKind::Conferenced {
                secondary: None, ..
            }
            | CallEventKind::RecordingStarted
            | CallEventKind::RecordingStopped
            | CallEventKind::DataChanged
            | CallEventKind::DigitsReceived { .. }
            | CallEventKind::MuteChanged { .. }
            | CallEventKind::ShareChanged { .. }
            | CallEventKind::StreamChanged { .. } => {}
        }
    }

    /// Takes everybody but one out of a call.
    fn take_others(&mut self, call: CallId, but: DeviceId) -> Parties {
        let parties = self.calls.get_mut(&call).expect("a consultation is a call");
        parties
            .extract_if(.., |(device, _)| *device != but)
            .collect()
    }
}

fn state_of(parties: &Parties, device: DeviceId) -> Option<ConnectionState> {
    parties
        .iter()
        .find(|(other, _)| *other == device)
        .map(|(_, state)| *state)
}

fn turn(parties: &mut Parties, device: DeviceId, to: ConnectionState) {
    if let Some((_, state)) = parties.iter_mut().find(|(other, _)| *other == device) {
        *state = to;
    }
}

fn connect_waiting(parties: &mut Parties) {
    for (_, state) in parties {
        if is_waiting(*state) {
            *state = ConnectionState::Connected;
        }
    }
}

const fn is_waiting(state: ConnectionState) -> bool {
    matches!(
        state,
        ConnectionState::Initiated | ConnectionState::Queued(_)
    )
}

/// Returns whether both are the same parties; whether one waits for a device or in a queue is not
/// told by every event.
fn same(
    told: impl IntoIterator<Item = (DeviceId, ConnectionState)>,
    known: &[(DeviceId, ConnectionState)],
) -> bool {
    let told: Vec<_> = told.into_iter().collect();
    told.len() == known.len()
        && told.iter().zip(known).all(|(told, known)| {
            told.0 == known.0 && (told.1 == known.1 || (is_waiting(told.1) && is_waiting(known.1)))
        })
}
