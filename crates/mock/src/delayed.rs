use std::collections::BTreeMap;

use bytes::Bytes;
use ctimock_dialect::{ExchangeId, Frame, SocketId};
use ctimock_time::{Deadline, Time};
use http::Response;

/// What faults hold back, by the instant at which it goes out; of one instant in the order in which it
/// came.
#[derive(Debug, Default)]
pub(crate) struct Delayed {
    parcels: BTreeMap<(Time, u64), Parcel>,
    next: u64,
}

/// What is held back.
#[derive(Debug)]
pub(crate) enum Parcel {
    Respond {
        exchange: ExchangeId,
        response: Response<Bytes>,
    },
    Send {
        socket: SocketId,
        name: Option<&'static str>,
        frame: Frame,
    },
}

impl Delayed {
    pub(crate) fn push(&mut self, at: Time, parcel: Parcel) {
        self.parcels.insert((at, self.next), parcel);
        self.next += 1;
    }

    /// Takes out the next one that is due.
    pub(crate) fn pop_due(&mut self, now: Time) -> Option<Parcel> {
        let entry = self.parcels.first_entry()?;
        (entry.key().0 <= now).then(|| entry.remove())
    }

    pub(crate) fn deadline(&self) -> Option<Deadline> {
        let ((at, _), _) = self.parcels.first_key_value()?;
        Some(Deadline::new(*at, "delayed message"))
    }
}
