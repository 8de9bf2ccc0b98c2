use crate::{By, Cause, DeviceId, Event, Receipt, Refusal, Switch};

impl Switch {
    pub(crate) fn register(&mut self, device: DeviceId) -> Result<Receipt, Refusal> {
        if self.station_is_registered(device)? {
            return Ok(Receipt::Unchanged);
        }
        self.seat_mut(device).device.registered = true;
        self.events.push_back(Event::DeviceRegistered { device });
        self.stirred = true;
        Ok(Receipt::Done)
    }

    pub(crate) fn unregister(&mut self, device: DeviceId) -> Result<Receipt, Refusal> {
        if !self.station_is_registered(device)? {
            return Ok(Receipt::Unchanged);
        }
        let seat = self.seat_mut(device);
        seat.device.registered = false;
        let calls = seat.calls.clone();
        self.events.push_back(Event::DeviceUnregistered { device });
        for call in calls {
            // Losing one call may end another.
            if self
                .calls
                .get(&call)
                .is_some_and(|ongoing| ongoing.state(device).is_some())
            {
                self.leave(call, device, Cause::Lost, By::System);
            }
        }
        Ok(Receipt::Done)
    }

    /// Returns whether a station is registered; other devices always are, and cannot change it.
    fn station_is_registered(&self, device: DeviceId) -> Result<bool, Refusal> {
        let seat = self.known_device(device)?;
        if self.is_station(device) {
            Ok(seat.device.registered)
        } else {
            Err(Refusal::NotAStation(device))
        }
    }
}
