use crate::{DeviceId, Plan};

/// What a device is.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum DeviceKind {
    /// An extension of the contact centre; agents log on to it.
    Station,
    /// Somebody outside: a customer, a visitor, an IVR.
    Trunk,
    /// A number that stands for several (a queue's number).
    Group,
}

/// Who sits at a device.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub enum Attended {
    /// A client under test, or whoever connects.
    Client,
    /// Simulated behaviour.
    Behaviour(Plan),
    /// Nobody: it rings until something ends it.
    #[default]
    Nobody,
}

/// Everything that can be in a call.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Device {
    /// Which device.
    pub id: DeviceId,
    /// What it is.
    pub kind: DeviceKind,
    /// Its telephone or program is reachable. Trunks always are.
    pub registered: bool,
    /// Who sits at it.
    pub attended: Attended,
}
