use std::sync::Arc;

use ctimock_dialect::Context;
use ctimock_switch::{Call, CallEvent, CallId, ConnectionState, DeviceId, Participation, Target};
use uuid::Uuid;

use super::{
    call_control::Leg, call_events::View, options::SingleStepTransfer, roster::with_domain,
    server::Server,
};

/// For whom somebody is rung into a call that others are in.
#[derive(Clone, Debug)]
pub(super) struct Coming {
    /// Who is shown to the newcomer as the caller.
    caller: DeviceId,
    /// Who goes when the newcomer is rung, and does not hear it ring.
    replaced: Option<DeviceId>,
    /// The id under which it rings, until `transferred` gives the call's own one.
    alias: Option<Arc<str>>,
}

impl Server {
    /// Notes that an agent had a third party rung into a call: the agent is its caller (dossier §10.8).
    pub(super) fn expect_guest(&mut self, leg: Leg, to: &str, target: Target) {
        let coming = Coming {
            caller: leg.device,
            replaced: None,
            alias: None,
        };
        self.expect(leg.call, coming, to, target);
    }

    /// Notes that somebody looks after a parked call: the caller is `stays` (dossier §10.12).
    pub(super) fn expect_visitor(&mut self, leg: Leg, stays: DeviceId, to: &str, target: Target) {
        let coming = Coming {
            caller: stays,
            replaced: None,
            alias: None,
        };
        self.expect(leg.call, coming, to, target);
    }

    /// Notes that somebody takes an agent's place: the caller is `stays` (dossier §10.7).
    pub(super) fn expect_successor(
        &mut self,
        cx: &mut Context<'_>,
        leg: Leg,
        stays: DeviceId,
        to: &str,
        target: Target,
    ) {
        let is_renamed = self.options.quirks.single_step_transfer == SingleStepTransfer::Rename;
        let alias = (is_renamed && matches!(target, Target::Device(_))).then(|| cx.mint().uuid());
        if let Some(alias) = alias {
            self.book.alias(leg.call, alias);
        }
        let coming = Coming {
            caller: stays,
            replaced: Some(leg.device),
            alias: alias.map(|alias: Uuid| Arc::from(alias.to_string())),
        };
        self.expect(leg.call, coming, to, target);
    }

    fn expect(&mut self, call: CallId, coming: Coming, to: &str, target: Target) {
        let (device, caller) = (self.device_of(target), coming.caller);
        let is_outside = self.roster.device(device).station().is_none();
        if let Some(record) = self.book.call_mut(call) {
            if is_outside {
                let name = with_domain(to, &record.domain);
                record.names.insert(device, name);
            }
            record.coming = Some(coming);
        }
        self.expect_answer(call, caller, to);
    }

    /// Decides which pair the device that rings is told, in this event and all others.
    pub(super) fn fix_pair(&mut self, event: &CallEvent) {
        let device = event.subject;
        let Some(record) = self.book.call(event.call) else {
            return;
        };
        if record.pairs.contains_key(&device) || device == record.origin {
            return;
        }
        let own = self.roster.device(device).name_in(&record.domain);
        let pair = match &record.coming {
            Some(coming) => (self.name_for(device, record, coming.caller), own),
            None => record.pair(device, &own),
        };
        if let Some(record) = self.book.call_mut(event.call) {
            record.pairs.insert(device, pair);
        }
    }

    /// Returns who holds a call while somebody else looks after the others.
    pub(super) fn parked(&self, call: CallId) -> Option<DeviceId> {
        self.book.call(call)?.parked
    }

    /// Returns whether an agent goes when the newcomer of a call is rung, and hears nothing of that.
    pub(super) fn is_replaced(&self, call: CallId, device: DeviceId) -> bool {
        let coming = self.book.call(call).and_then(|call| call.coming.as_ref());
        !self.options.quirks.single_step_delivered
            && coming.is_some_and(|coming| coming.replaced == Some(device))
    }

    /// Returns the id under which a view's agent knows the call.
    pub(super) fn known_as(&self, call: CallId, view: &View, newcomer: DeviceId) -> Arc<str> {
        let coming = self.book.call(call).and_then(|call| call.coming.as_ref());
        match coming.and_then(|coming| coming.alias.as_ref()) {
            Some(alias) if view.device == newcomer => Arc::clone(alias),
            _ => Arc::clone(&view.call),
        }
    }

    /// Ends the time of the newcomer's own id.
    pub(super) fn forget_alias(&mut self, call: CallId) {
        let record = self.book.call_mut(call);
        if let Some(coming) = record.and_then(|call| call.coming.as_mut()) {
            coming.alias = None;
        }
    }
}

/// Returns who stays in a call when a device sends the others elsewhere.
pub(super) fn who_stays(call: &Call, sender: DeviceId) -> Option<DeviceId> {
    let connections = call.connections.iter();
    connections
        .filter(|it| it.device != sender && it.participation == Participation::Active)
        .find(|it| !matches!(it.state, ConnectionState::Alerting { .. }))
        .map(|it| it.device)
}
