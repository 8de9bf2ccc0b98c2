use std::time::Duration;

use crate::{
    AgentEvent, AgentId, AgentState, DeviceId, Event, LogOnMode, PendingState, Reason, Receipt,
    Record, RecordKind, Refusal, Switch,
    deadlines::{Owner, Wake},
};

impl Switch {
    pub(crate) fn log_on(
        &mut self,
        agent: AgentId,
        device: DeviceId,
        mode: LogOnMode,
    ) -> Result<Receipt, Refusal> {
        let elsewhere = self
            .duty(agent)
            .ok_or(Refusal::UnknownAgent(agent))?
            .agent
            .device;
        let seat = self.known_device(device)?;
        if !self.is_station(device) {
            return Err(Refusal::NotAStation(device));
        }
        if !seat.device.registered {
            return Err(Refusal::NotRegistered(device));
        }
        match elsewhere {
            Some(here) if here == device => return Err(Refusal::AgentOnHere { agent, device }),
            Some(device) => return Err(Refusal::AgentOnElsewhere { agent, device }),
            None => {}
        }
        if let Some(by) = seat.agent {
            return Err(Refusal::DeviceTaken { device, by });
        }
        if !seat.calls.is_empty() {
            return Err(Refusal::DeviceBusy(device));
        }

        let state = match mode {
            LogOnMode::Ready => AgentState::Ready,
            LogOnMode::NotReady(reason) => AgentState::NotReady(reason),
        };
        self.seat_mut(device).agent = Some(agent);
        let duty = self.duty_mut(agent);
        duty.agent.device = Some(device);
        duty.talked = false;
        self.events.push_back(Event::Agent(AgentEvent::LoggedOn {
            agent,
            device,
            state,
        }));
        self.enter_state(agent, state);
        Ok(Receipt::Done)
    }

    pub(crate) fn log_off(&mut self, agent: AgentId, forced: bool) -> Result<Receipt, Refusal> {
        let (duty, device) = self.on_duty(agent)?;
        if !forced && !self.known_device(device)?.calls.is_empty() {
            return Err(Refusal::AgentBusy(agent));
        }
        if !forced && is_reserved(duty.agent.state) {
            return Err(Refusal::Reserved(agent));
        }

        self.deadlines.cancel_all(Owner::Agent(agent));
        self.record_state(agent);
        self.seat_mut(device).agent = None;
        let now = self.now;
        let duty = self.duty_mut(agent);
        duty.agent.device = None;
        duty.agent.state = AgentState::LoggedOff;
        duty.agent.pending = None;
        duty.since = now;
        self.events.push_back(Event::Agent(AgentEvent::LoggedOff {
            agent,
            device,
            forced,
        }));
        Ok(Receipt::Done)
    }

    pub(crate) fn set_state(
        &mut self,
        agent: AgentId,
        state: PendingState,
    ) -> Result<Receipt, Refusal> {
        let (_, device) = self.on_duty(agent)?;
        if self.known_device(device)?.calls.is_empty() {
            self.enter_pending(agent, state);
            return Ok(Receipt::Done);
        }
        self.duty_mut(agent).agent.pending = Some(state);
        Ok(Receipt::Pending)
    }

    pub(crate) fn reserve(
        &mut self,
        agent: AgentId,
        lasting: Duration,
    ) -> Result<Receipt, Refusal> {
        let (duty, device) = self.on_duty(agent)?;
        if !self.known_device(device)?.calls.is_empty() {
            return Err(Refusal::AgentBusy(agent));
        }
        match duty.agent.state {
            AgentState::Ready => {}
            AgentState::Reserved { .. } => return Err(Refusal::Reserved(agent)),
            AgentState::LoggedOff | AgentState::NotReady(_) | AgentState::AfterWork { .. } => {
                return Err(Refusal::NotReady(agent));
            }
        }
        self.enter_state(
            agent,
            AgentState::Reserved {
                until: self.now + lasting,
            },
        );
        Ok(Receipt::Done)
    }

    pub(crate) fn release(&mut self, agent: AgentId) -> Result<Receipt, Refusal> {
        let (duty, _) = self.on_duty(agent)?;
        match duty.agent.state {
            AgentState::Reserved { .. } | AgentState::AfterWork { .. } => {}
            AgentState::LoggedOff | AgentState::NotReady(_) | AgentState::Ready => {
                return Err(Refusal::NotReserved(agent));
            }
        }
        self.enter_state(agent, AgentState::Ready);
        Ok(Receipt::Done)
    }

    /// Ends a reservation that no call used.
    pub(crate) fn end_reservation(&mut self, agent: AgentId) {
        self.enter_state(agent, AgentState::Ready);
    }

    /// Brings an agent back to the state before the after-call work.
    pub(crate) fn end_after_work(&mut self, agent: AgentId) {
        let before = self.duty(agent).expect("a deadline's agent exists").before;
        self.enter_state(agent, before);
    }

    /// Applies a state that was asked for.
    pub(crate) fn enter_pending(&mut self, agent: AgentId, state: PendingState) {
        let state = match state {
            PendingState::Ready => AgentState::Ready,
            PendingState::NotReady(reason) => AgentState::NotReady(reason),
            PendingState::AfterWork(lasting) => AgentState::AfterWork {
                until: lasting.map(|lasting| self.now + lasting),
            },
        };
        self.duty_mut(agent).agent.pending = None;
        self.enter_state(agent, state);
    }

    /// Changes the state of an agent who is logged on, with all that belongs to it.
    pub(crate) fn enter_state(&mut self, agent: AgentId, to: AgentState) {
        let owner = Owner::Agent(agent);
        self.deadlines.cancel_all(owner);
        match to {
            AgentState::Reserved { until } => {
                debug_assert!(until >= self.now, "a deadline is not set in the past");
                self.deadlines
                    .set(until, owner, Wake::ReservationEnd { agent });
            }
            AgentState::AfterWork { until: Some(until) } => {
                debug_assert!(until >= self.now, "a deadline is not set in the past");
                self.deadlines
                    .set(until, owner, Wake::AfterWorkEnd { agent });
            }
            AgentState::AfterWork { until: None }
            | AgentState::LoggedOff
            | AgentState::NotReady(_)
            | AgentState::Ready => {}
        }
        self.record_state(agent);
        let (now, idle) = (self.now, self.count());
        let duty = self.duty_mut(agent);
        let device = duty
            .agent
            .device
            .expect("an agent with a state is logged on");
        let from = std::mem::replace(&mut duty.agent.state, to);
        duty.since = now;
        if to == AgentState::Ready && from != AgentState::Ready {
            duty.idle = idle;
        }
        match from {
            AgentState::Ready | AgentState::NotReady(_) => duty.before = from,
            AgentState::Reserved { .. } | AgentState::LoggedOff => duty.before = AgentState::Ready,
            AgentState::AfterWork { .. } => {}
        }
        self.stirred |= to == AgentState::Ready;
        let reason = reason(to);
        self.events
            .push_back(Event::Agent(AgentEvent::StateChanged {
                agent,
                device,
                from,
                to,
                reason,
            }));
    }

    fn record_state(&mut self, agent: AgentId) {
        let duty = self.duty(agent).expect("a service's agent exists");
        let (state, began) = (duty.agent.state, duty.since);
        if state != AgentState::LoggedOff {
            let kind = RecordKind::Agent {
                agent,
                state,
                reason: reason(state),
            };
            self.keep(Record {
                began,
                ended: self.now,
                kind,
            });
        }
    }

    /// Keeps a record, and forgets the oldest if there are too many.
    pub(crate) fn keep(&mut self, record: Record) {
        self.records.push_back(record);
        if self.records.len() > self.settings.records {
            self.records.pop_front();
        }
    }
}

pub(crate) const fn is_reserved(state: AgentState) -> bool {
    matches!(state, AgentState::Reserved { .. })
}

const fn reason(state: AgentState) -> Option<Reason> {
    match state {
        AgentState::NotReady(reason) => Some(reason),
        AgentState::LoggedOff
        | AgentState::Ready
        | AgentState::Reserved { .. }
        | AgentState::AfterWork { .. } => None,
    }
}
