use ctimock_dialect::{Deed, Found, contract::nearest};
use ctimock_switch::{CallId, ConnectionState, DeviceId, Target};
use ctimock_time::Time;

use crate::{ActError, Mock};

impl Mock {
    /// Finds who acts: a name of the scenario, or a number, extension or identity of the vendor.
    pub(super) fn device_of(&mut self, now: Time, who: &str) -> Result<DeviceId, ActError> {
        match self.find(now, who) {
            Some(Found::Device(device)) => Ok(device),
            Some(Found::Queue(_)) => Err(ActError::Invalid(format!(
                "`{who}` is a queue, and only people act"
            ))),
            Some(Found::Call(_)) => Err(ActError::Invalid(format!(
                "`{who}` is a call, and only people act"
            ))),
            None => Err(self.unknown(who)),
        }
    }

    /// Finds where a call goes.
    pub(super) fn target_of(&mut self, now: Time, to: &str) -> Result<Target, ActError> {
        match self.find(now, to) {
            Some(Found::Device(device)) => Ok(Target::Device(device)),
            Some(Found::Queue(queue)) => Ok(Target::Queue(queue)),
            Some(Found::Call(_)) => Err(ActError::Invalid(format!(
                "`{to}` is a call, and nobody can be called by it"
            ))),
            None => Err(self.unknown(to)),
        }
    }

    /// Finds a call by its id on the wire.
    pub(super) fn call_of(&mut self, now: Time, of: &str) -> Result<CallId, ActError> {
        match self.in_dialect(now, |dialect, cx| dialect.find(cx, of)) {
            Some(Found::Call(call)) => Ok(call),
            Some(Found::Device(_) | Found::Queue(_)) | None => {
                Err(ActError::Unknown(format!("no call has the id `{of}`")))
            }
        }
    }

    /// Returns the one call that the party must mean: its only one of the kind that the deed is for,
    /// else its only one (the switch then says what it lacks).
    pub(super) fn call_meant(
        &self,
        who: &str,
        party: DeviceId,
        deed: &Deed,
    ) -> Result<CallId, ActError> {
        let all: Vec<CallId> = self.switch.calls_of(party).map(|call| call.id).collect();
        let fitting: Vec<CallId> = self
            .switch
            .calls_of(party)
            .filter(|call| {
                call.connection(party)
                    .is_some_and(|connection| fits(deed, connection.state))
            })
            .map(|call| call.id)
            .collect();
        match (fitting.as_slice(), all.as_slice()) {
            ([only], _) | ([], [only]) => Ok(*only),
            ([], several) | (several, _) => Err(ActError::WhichCall {
                who: who.to_owned(),
                found: several.iter().map(|call| self.wire_name(*call)).collect(),
            }),
        }
    }

    /// Finds what a word stands for, the scenario's names first.
    pub(super) fn find(&mut self, now: Time, word: &str) -> Option<Found> {
        match self.directory.names.get(word) {
            Some(found) => Some(*found),
            None => self.in_dialect(now, |dialect, cx| dialect.find(cx, word)),
        }
    }

    /// Returns the error for a word that stands for nothing.
    pub(super) fn unknown(&self, word: &str) -> ActError {
        let suggestion = nearest(word, self.directory.names.keys())
            .map_or_else(String::new, |name| format!("; did you mean `{name}`?"));
        ActError::Unknown(format!(
            "`{word}` is no name of this world, no number and no identity{suggestion}"
        ))
    }

    pub(super) fn wire_name(&self, call: CallId) -> String {
        self.dialect
            .call_name(call)
            .unwrap_or_else(|| call.to_string())
    }
}

/// Returns whether a party in this state can mean this call with that deed.
fn fits(deed: &Deed, state: ConnectionState) -> bool {
    match deed {
        Deed::Answers | Deed::Rejects { .. } | Deed::Joins => {
            matches!(state, ConnectionState::Alerting { .. })
        }
        Deed::Retrieves => state == ConnectionState::Held,
        Deed::Holds
        | Deed::SendsDigits { .. }
        | Deed::Transfers { .. }
        | Deed::Invites { .. }
        | Deed::Leaves
        | Deed::Shares(_)
        | Deed::LosesStream
        | Deed::RegainsStream
        | Deed::Says { .. } => state == ConnectionState::Connected,
        Deed::Calls { .. } | Deed::Busy | Deed::HangsUp | Deed::Accepts | Deed::Denies => true,
    }
}
