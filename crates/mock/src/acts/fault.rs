use ctimock_dialect::Found;
use ctimock_scenario::Fault;
use ctimock_time::Time;

use crate::{ActError, Mock, What, faults::TargetError};

impl Mock {
    /// Begins or ends a fault; a `close` that waits for nothing is done at once.
    pub(super) fn begin_fault(&mut self, now: Time, mut fault: Fault) -> Result<(), ActError> {
        if let Some(word) = &fault.client {
            fault.client = Some(self.client_named(now, word)?);
        }
        let client = fault.client.clone();
        let contract = (self.contract)();
        let at_once = self.wire.faults.begin(now, contract, fault)?;
        if let Some(cut) = at_once {
            let closed = self.wire.cut(now, client.as_deref(), &cut);
            let effect = match closed {
                0 => "no WebSocket was open".to_owned(),
                1 => format!("1 WebSocket closed with {}", cut.code),
                more => format!("{more} WebSockets closed with {}", cut.code),
            };
            let taken = What::Fault {
                kind: "close",
                on: "connect".to_owned(),
                effect,
            };
            self.wire.note(now, taken);
        }
        Ok(())
    }

    /// Finds the scenario's name of a client by that name or by the vendor's own identity.
    fn client_named(&mut self, now: Time, word: &str) -> Result<String, ActError> {
        if self.directory.names.contains_key(word) {
            return Ok(word.to_owned());
        }
        let found = self.find(now, word);
        let device = found.filter(|found| matches!(found, Found::Device(_)));
        let name = device.and_then(|device| {
            let mut names = self.directory.names.iter();
            names.find(|(_, other)| **other == device)
        });
        match name {
            Some((name, _)) => Ok(name.clone()),
            None => Err(self.unknown(word)),
        }
    }
}

impl From<TargetError> for ActError {
    fn from(error: TargetError) -> Self {
        match error {
            TargetError::Unknown { .. } => Self::Unknown(error.to_string()),
            TargetError::MadeBySdk(_) | TargetError::NoRequest(_) | TargetError::Unfit { .. } => {
                Self::Invalid(error.to_string())
            }
        }
    }
}
