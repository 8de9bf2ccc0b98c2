use std::{
    collections::{BTreeMap, VecDeque},
    sync::Arc,
};

use ctimock_switch::{By, CallData, CallId, Cause, DeviceId, Direction};
use jiff::civil::DateTime;
use uuid::Uuid;

use super::{dialler::DiallerCall, extensions::AfterAnswer, newcomer::Coming};

/// All calls by the vendor's ids; ended ones while remembered.
#[derive(Debug, Default)]
pub(super) struct Book {
    calls: BTreeMap<CallId, CallRecord>,
    by_name: BTreeMap<Uuid, CallId>,
    ended: VecDeque<(CallId, Uuid)>,
}

/// What the server knows of a call beyond the switch.
#[derive(Debug)]
pub(super) struct CallRecord {
    pub(super) id: CallId,
    pub(super) uuid: Uuid,
    /// The vendor's id, as text.
    pub(super) name: Arc<str>,
    /// The domain in which outside numbers are shown.
    pub(super) domain: Arc<str>,
    pub(super) direction: Direction,
    pub(super) origin: DeviceId,
    pub(super) called: DeviceId,
    /// The caller, as everybody sees it.
    pub(super) calling_name: Arc<str>,
    /// The callee as it was dialled, with its trunk prefix.
    pub(super) called_name: Arc<str>,
    /// What the parties attached.
    pub(super) data: CallData,
    /// Asks for `failed` when it is not answered.
    pub(super) analysed: bool,
    /// When the far end began to ring.
    pub(super) rang: Option<DateTime>,
    /// When it was first answered.
    pub(super) answered: Option<DateTime>,
    /// Ends of connections that are not told yet.
    pub(super) clears: Vec<Clear>,
    /// The recordings of the agents' devices.
    pub(super) recordings: Vec<(DeviceId, Uuid)>,
    /// A recording that was asked for at one device, not begun by itself.
    pub(super) recording_asked: Option<DeviceId>,
    /// Who calls whom for those who came in later: the pair that they were told first.
    pub(super) pairs: BTreeMap<DeviceId, (Arc<str>, Arc<str>)>,
    /// Those who came in later by the numbers with which they were dialled.
    pub(super) names: BTreeMap<DeviceId, Arc<str>>,
    /// A third party came into it by a conference.
    pub(super) is_conference: bool,
    /// Who is rung into it.
    pub(super) coming: Option<Coming>,
    /// Who transferred it to somebody who has not answered yet.
    pub(super) transferred_by: Option<DeviceId>,
    /// Who holds it while somebody else looks after the others.
    pub(super) parked: Option<DeviceId>,
    /// The extension that is dialled when somebody answers.
    pub(super) after_answer: Option<AfterAnswer>,
    /// The digits that parties sent.
    pub(super) digits: String,
    /// What the dialler made it for.
    pub(super) dialler: Option<DiallerCall>,
    /// Other ids of it.
    pub(super) aliases: Vec<Uuid>,
}

/// The end of a connection.
#[derive(Clone, Debug)]
pub(super) struct Clear {
    pub(super) device: DeviceId,
    pub(super) cause: Cause,
    pub(super) by: By,
    /// The device rang and never talked.
    pub(super) only_rang: bool,
    /// Who was in the call then.
    pub(super) others: Vec<DeviceId>,
}

impl Book {
    /// Adds a call.
    pub(super) fn open(&mut self, call: CallRecord) {
        self.by_name.insert(call.uuid, call.id);
        self.calls.insert(call.id, call);
    }

    /// Takes out a call that has ended; its name is remembered for a while.
    pub(super) fn close(&mut self, id: CallId) {
        let Some(call) = self.calls.remove(&id) else {
            return;
        };
        for alias in call.aliases {
            self.by_name.remove(&alias);
        }
        self.ended.push_back((id, call.uuid));
        if self.ended.len() > REMEMBERED
            && let Some((_, oldest)) = self.ended.pop_front()
        {
            self.by_name.remove(&oldest);
        }
    }

    /// Gives a call another id, while it lasts.
    pub(super) fn alias(&mut self, id: CallId, alias: Uuid) {
        if let Some(call) = self.calls.get_mut(&id) {
            call.aliases.push(alias);
            self.by_name.insert(alias, id);
        }
    }

    /// Gives a call another id; its old one is no call's.
    pub(super) fn rename(&mut self, id: CallId, uuid: Uuid) {
        if let Some(call) = self.calls.get_mut(&id) {
            self.by_name.remove(&call.uuid);
            self.by_name.insert(uuid, id);
            call.uuid = uuid;
            call.name = Arc::from(uuid.to_string());
        }
    }

    /// Gives each of two calls the other one's id.
    pub(super) fn swap_names(&mut self, one: CallId, other: CallId) {
        let (Some(first), Some(second)) = (self.calls.get(&one), self.calls.get(&other)) else {
            return;
        };
        let names = [
            (other, first.uuid, Arc::clone(&first.name)),
            (one, second.uuid, Arc::clone(&second.name)),
        ];
        for (id, uuid, name) in names {
            self.by_name.insert(uuid, id);
            if let Some(call) = self.calls.get_mut(&id) {
                (call.uuid, call.name) = (uuid, name);
            }
        }
    }

    pub(super) fn call(&self, id: CallId) -> Option<&CallRecord> {
        self.calls.get(&id)
    }

    pub(super) fn call_mut(&mut self, id: CallId) -> Option<&mut CallRecord> {
        self.calls.get_mut(&id)
    }

    /// Finds a call by the vendor's id.
    pub(super) fn by_name(&self, name: &str) -> Option<CallId> {
        let uuid = Uuid::try_parse(name).ok()?;
        self.by_name.get(&uuid).copied()
    }

    /// Returns the vendor's id of a call.
    pub(super) fn name(&self, id: CallId) -> Option<String> {
        let ended = || self.ended.iter().rev().find(|(ended, _)| *ended == id);
        match self.calls.get(&id) {
            Some(call) => Some(call.name.to_string()),
            None => ended().map(|(_, uuid)| uuid.to_string()),
        }
    }
}

/// How many ended calls keep their names.
const REMEMBERED: usize = 1000;

impl CallRecord {
    /// Returns who calls whom, as `receiver` is told in every event of the call: the same pair always,
    /// and the receiver is one of it (dossier §9, invariant 1). `own` is the receiver's name.
    pub(super) fn pair(&self, receiver: DeviceId, own: &Arc<str>) -> (Arc<str>, Arc<str>) {
        if let Some((calling, called)) = self.pairs.get(&receiver) {
            return (Arc::clone(calling), Arc::clone(called));
        }
        let called = if receiver == self.origin {
            &self.called_name
        } else {
            own
        };
        (Arc::clone(&self.calling_name), Arc::clone(called))
    }
}
