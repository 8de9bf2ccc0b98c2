use serde_json::{Map, Value};

/// The state of one device in a call, in the SDK's words.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum LegState {
    /// Dialled.
    Originated,
    /// Rings.
    Delivered,
    /// Talks.
    Connected,
    /// Is on hold.
    Held,
}

impl LegState {
    /// Reads the switch's word of a client-state (dossier §4.4); other words say nothing of a leg.
    pub(super) fn from_switch(word: &str) -> Option<Self> {
        match word {
            "Alerting" => Some(Self::Delivered),
            "Connect" => Some(Self::Connected),
            "Hold" => Some(Self::Held),
            _ => None,
        }
    }

    const fn word(self) -> &'static str {
        match self {
            Self::Originated => "originated",
            Self::Delivered => "delivered",
            Self::Connected => "connected",
            Self::Held => "held",
        }
    }
}

/// One device in a call.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Leg {
    pub(super) device: String,
    pub(super) state: LegState,
    /// Whether it is the calling device.
    pub(super) is_calling: bool,
    /// Whether a conference brought it.
    pub(super) added: bool,
}

/// A call as the page remembers it (dossier §9).
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Call {
    pub(super) created: String,
    pub(super) established: Option<String>,
    pub(super) is_conferenced: bool,
    pub(super) calling: String,
    pub(super) called: String,
    pub(super) legs: Vec<Leg>,
}

impl Call {
    /// Returns a call of two devices.
    pub(super) fn new(state: LegState, calling: &str, called: &str, created: &str) -> Self {
        let leg = |device: &str, is_calling| Leg {
            device: device.to_owned(),
            state,
            is_calling,
            added: false,
        };
        Self {
            created: created.to_owned(),
            established: None,
            is_conferenced: false,
            calling: calling.to_owned(),
            called: called.to_owned(),
            legs: vec![leg(calling, true), leg(called, false)],
        }
    }

    /// Puts every device into a state.
    pub(super) fn set_all(&mut self, state: LegState) {
        for leg in &mut self.legs {
            leg.state = state;
        }
    }

    /// Returns a device's leg.
    pub(super) fn leg(&self, device: &str) -> Option<&Leg> {
        self.legs.iter().find(|leg| leg.device == device)
    }

    /// Returns a device's leg.
    pub(super) fn leg_mut(&mut self, device: &str) -> Option<&mut Leg> {
        self.legs.iter_mut().find(|leg| leg.device == device)
    }

    /// Returns the first device that is not `device`.
    pub(super) fn party_of(&self, device: &str) -> Option<&Leg> {
        self.legs.iter().find(|leg| leg.device != device)
    }

    /// Returns the call as `getCallMemory` shows it.
    pub(super) fn to_value(&self, id: &str) -> Value {
        let mut call = Map::new();
        call.insert("deviceCount".into(), self.legs.len().into());
        call.insert("createTimeId".into(), self.created.as_str().into());
        if let Some(established) = &self.established {
            call.insert("establishedTimeId".into(), established.as_str().into());
        }
        if self.is_conferenced {
            call.insert("isConferenced".into(), true.into());
        }
        for leg in &self.legs {
            call.insert(leg.device.clone(), self.leg_to_value(id, leg));
        }
        Value::Object(call)
    }

    fn leg_to_value(&self, id: &str, leg: &Leg) -> Value {
        let mut fields = Map::new();
        fields.insert("deviceId".into(), leg.device.as_str().into());
        fields.insert("callId".into(), id.into());
        fields.insert("connectionState".into(), leg.state.word().into());
        fields.insert("isCalling".into(), leg.is_calling.into());
        fields.insert("callingDevice".into(), self.calling.as_str().into());
        fields.insert("calledDevice".into(), self.called.as_str().into());
        if leg.added {
            fields.insert("addDevice".into(), true.into());
        }
        Value::Object(fields)
    }
}
