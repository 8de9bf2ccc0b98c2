use crate::{
    By, CallEvent, CallEventKind, CallId, Cause, ConnectionState, DeviceId, Event, Party, Role,
    Switch, ongoing::Ongoing,
};

/// What a call event says beside the call itself.
#[derive(Debug)]
pub(crate) struct Happening {
    subject: DeviceId,
    kind: CallEventKind,
    /// The subject's state before, if it is not the one it has.
    was: Option<Option<ConnectionState>>,
    /// The subject's state after, if it is not the one it has.
    becomes: Option<Option<ConnectionState>>,
    /// The role of a subject that is not in the call.
    role: Role,
    cause: Cause,
    by: By,
}

impl Happening {
    /// Says that the subject did something in the ordinary way.
    pub(crate) const fn new(subject: DeviceId, kind: CallEventKind) -> Self {
        Self {
            subject,
            kind,
            was: None,
            becomes: None,
            role: Role::Peer,
            cause: Cause::Normal,
            by: By::Device(subject),
        }
    }

    pub(crate) fn was(self, state: Option<ConnectionState>) -> Self {
        Self {
            was: Some(state),
            ..self
        }
    }

    pub(crate) fn becomes(self, state: Option<ConnectionState>) -> Self {
        Self {
            becomes: Some(state),
            ..self
        }
    }

    pub(crate) fn role(self, role: Role) -> Self {
        Self { role, ..self }
    }

    pub(crate) fn because(self, cause: Cause, by: By) -> Self {
        Self { cause, by, ..self }
    }
}

impl Switch {
    /// Tells an event of a call.
    pub(crate) fn tell(&mut self, call: CallId, happening: Happening) {
        let ongoing = &self.calls[&call];
        let call = &ongoing.call;
        let state = ongoing.state(happening.subject);
        let to = happening.becomes.unwrap_or(state);
        self.events.push_back(Event::Call(CallEvent {
            at: self.now,
            call: call.id,
            media: call.media,
            direction: call.direction,
            origin: call.origin,
            called: call.called,
            subject: happening.subject,
            parties: parties(ongoing, &happening, to),
            from: happening.was.unwrap_or(state),
            to,
            cause: happening.cause,
            by: happening.by,
            consult_of: call.consult_of,
            kind: happening.kind,
        }));
    }
}

fn parties(ongoing: &Ongoing, happening: &Happening, to: Option<ConnectionState>) -> Vec<Party> {
    let connections = &ongoing.call.connections;
    let mut parties = Vec::with_capacity(connections.len() + 1);
    let mut stays = false;
    for connection in connections {
        let is_subject = connection.device == happening.subject;
        stays |= is_subject;
        let state = if is_subject {
            to
        } else {
            Some(connection.state)
        };
        parties.push(Party {
            device: connection.device,
            role: connection.role,
            state,
        });
    }
    if !stays {
        parties.push(Party {
            device: happening.subject,
            role: happening.role,
            state: to,
        });
    }
    parties
}
