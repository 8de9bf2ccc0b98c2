//! How a device is rung, and what follows when it does not take the call.

use std::time::Duration;

use crate::{
    By, CallEventKind, CallId, Cause, ConnectionState, DeviceId, Switch, Target, Trigger,
    Unreachable,
    deadlines::{Owner, Wake},
    happening::Happening,
    ongoing::{Errand, Invitation},
};

impl Switch {
    /// Rings a device or looks for an agent of a queue.
    pub(crate) fn reach(&mut self, call: CallId, goal: Target, invitation: Invitation) {
        match goal {
            Target::Device(device) => {
                self.ring(call, device, invitation, self.settings.ring_timeout);
            }
            Target::Queue(queue) if self.refuses(queue) => {
                let number = self.number_of(goal);
                self.fail_after(call, number, invitation, (Cause::Busy, Duration::ZERO));
            }
            Target::Queue(queue) => self.enqueue(call, queue, invitation),
        }
    }

    /// Rings a device, unless something keeps it from being rung.
    pub(crate) fn ring(
        &mut self,
        call: CallId,
        device: DeviceId,
        invitation: Invitation,
        lasting: Option<Duration>,
    ) {
        if let Some(obstacle) = self.obstacle(call, device) {
            self.fail_after(call, device, invitation, obstacle);
            return;
        }
        let until = lasting.map(|lasting| self.now + lasting);
        self.attach(
            call,
            device,
            ConnectionState::Alerting { until },
            invitation,
        );
        let now = self.now;
        self.ongoing_mut(call).history.ringing.get_or_insert(now);
        let kind = CallEventKind::Delivered {
            queue: invitation.queue,
        };
        self.tell(call, Happening::new(device, kind).was(None));
        if let Some(until) = until {
            let owner = Owner::Connection(call, device);
            self.deadlines
                .set(until, owner, Wake::RingTimeout { call, device });
        }
        self.trigger(call, device, Trigger::Offered);
    }

    /// Ends an attempt to reach a device that never rang.
    pub(crate) fn fail(&mut self, call: CallId, device: DeviceId, cause: Cause) {
        let dialling = &mut self.ongoing_mut(call).dialling;
        let place = dialling.iter().position(|(dialled, _)| *dialled == device);
        let (_, invitation) = dialling.remove(place.expect("a failure is of a dialled device"));
        let by = if cause == Cause::Rejected {
            By::Device(device)
        } else {
            By::System
        };
        let happening = Happening::new(device, CallEventKind::Failed)
            .becomes(Some(ConnectionState::Failed(cause)))
            .role(invitation.role)
            .because(cause, by);
        self.tell(call, happening);
        self.turned_down(call, device, invitation, cause, by);
    }

    /// Ends the ringing of a device that did not answer.
    pub(crate) fn ring_out(&mut self, call: CallId, device: DeviceId) {
        let ongoing = self.ongoing_mut(call);
        let invitation = ongoing
            .invitation(device)
            .expect("a device that rings is in the call");
        if let Some(queue) = invitation.queue
            && ongoing.waiting.is_some()
        {
            self.pass_on(call, device, queue);
        } else if ongoing.lives_without(Some(device)) {
            self.detach(call, device, Cause::NoAnswer, By::System);
            self.turned_down(call, device, invitation, Cause::NoAnswer, By::System);
        } else {
            self.end(call, Cause::NoAnswer, By::System);
        }
    }

    /// Draws the consequences when somebody who was invited is not to be had.
    pub(crate) fn turned_down(
        &mut self,
        call: CallId,
        device: DeviceId,
        invitation: Invitation,
        cause: Cause,
        by: By,
    ) {
        let ongoing = self.ongoing_mut(call);
        if invitation.queue.is_some() && ongoing.waiting.is_some() {
            self.look_further(call, device);
        } else if invitation.errand == Errand::Parking && ongoing.call.parked_for.is_some() {
            self.give_back(call);
        } else {
            self.end_if_deserted(call, cause, by);
        }
    }

    fn obstacle(&self, call: CallId, device: DeviceId) -> Option<(Cause, Duration)> {
        let media = self.calls[&call].call.media;
        if !self.seat(device).is_some_and(|seat| seat.device.registered) {
            Some((Cause::Unreachable(Unreachable::Absent), Duration::ZERO))
        } else if self.is_full(device, media) {
            Some((Cause::Busy, Duration::ZERO))
        } else {
            self.planned_failure(device)
        }
    }

    fn fail_after(
        &mut self,
        call: CallId,
        device: DeviceId,
        invitation: Invitation,
        (cause, after): (Cause, Duration),
    ) {
        self.ongoing_mut(call).dialling.push((device, invitation));
        let owner = Owner::Connection(call, device);
        self.deadlines.set(
            self.now + after,
            owner,
            Wake::Failure {
                call,
                device,
                cause,
            },
        );
    }
}
