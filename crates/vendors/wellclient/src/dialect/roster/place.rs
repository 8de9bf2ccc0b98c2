use std::sync::Arc;

use ctimock_switch::{AgentId, DeviceId, QueueId};

use crate::dialect::cause::FailedCode;

/// A device by its name on the wire.
#[derive(Debug)]
pub(in crate::dialect) struct Device {
    pub(in crate::dialect) id: DeviceId,
    pub(in crate::dialect) kind: Kind,
}

/// What a device is.
#[derive(Debug)]
pub(in crate::dialect) enum Kind {
    /// An extension.
    Station {
        /// `8001@test.cc`.
        name: Arc<str>,
        /// `test.cc`.
        domain: Arc<str>,
        state: StationState,
        /// Who is logged on, by the order of events.
        agent: Option<AgentId>,
    },
    /// Outside.
    Trunk {
        /// Without a domain.
        number: Arc<str>,
        /// What a call that nobody answers is told instead.
        announces: Option<FailedCode>,
    },
    /// A queue's number, without a domain.
    Group {
        number: Arc<str>,
        /// The domain of its members.
        domain: Arc<str>,
    },
}

/// Whether agents may log on to a station (dossier §13). Its registration is the switch's.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(in crate::dialect) enum StationState {
    #[default]
    Ready,
    /// 453: no extension.
    Illegal,
    /// 456: its state is illegal.
    IllegalState,
    /// 457: it is not authorised.
    Unauthorised,
}

impl StationState {
    /// The words of the identity field `station`.
    pub(in crate::dialect) const WORDS: [(&'static str, Self); 4] = [
        ("ready", Self::Ready),
        ("illegal", Self::Illegal),
        ("illegal_state", Self::IllegalState),
        ("unauthorised", Self::Unauthorised),
    ];
}

/// A queue by its number.
#[derive(Debug)]
pub(in crate::dialect) struct Queue {
    pub(in crate::dialect) id: QueueId,
    /// The group device that callers reach it by.
    pub(in crate::dialect) device: DeviceId,
}

impl Device {
    /// Returns the station's name and domain.
    pub(in crate::dialect) const fn station(&self) -> Option<(&Arc<str>, &Arc<str>)> {
        match &self.kind {
            Kind::Station { name, domain, .. } => Some((name, domain)),
            Kind::Trunk { .. } | Kind::Group { .. } => None,
        }
    }

    /// Returns the domain, of a device that has one.
    pub(in crate::dialect) const fn domain(&self) -> Option<&Arc<str>> {
        match &self.kind {
            Kind::Station { domain, .. } | Kind::Group { domain, .. } => Some(domain),
            Kind::Trunk { .. } => None,
        }
    }

    /// Returns who is logged on.
    pub(in crate::dialect) const fn agent(&self) -> Option<AgentId> {
        match &self.kind {
            Kind::Station { agent, .. } => *agent,
            Kind::Trunk { .. } | Kind::Group { .. } => None,
        }
    }

    /// Returns the name as a call in `domain` shows it.
    pub(in crate::dialect) fn name_in(&self, domain: &str) -> Arc<str> {
        match &self.kind {
            Kind::Station { name, .. } => Arc::clone(name),
            Kind::Trunk { number, .. } | Kind::Group { number, .. } => with_domain(number, domain),
        }
    }
}

/// Returns `number@domain`; a number that has a domain keeps it.
pub(in crate::dialect) fn with_domain(number: &str, domain: &str) -> Arc<str> {
    if number.contains('@') {
        Arc::from(number)
    } else {
        Arc::from(format!("{number}@{domain}"))
    }
}
