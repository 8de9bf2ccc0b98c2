use super::{Problem, Problems};

impl Problems {
    /// Returns the serial that an event shows; none when it has lost it (F24).
    pub(in crate::dialect) fn shown_serial(self, serial: u64) -> Option<u64> {
        (!self.has(Problem::NoSerial)).then_some(serial)
    }

    /// Returns what is sent before an event and is no JSON: its own text, cut in the middle (F24).
    pub(in crate::dialect) fn scrap(self, event: &str) -> Option<&str> {
        let end = event.floor_char_boundary(event.len() / 2);
        self.has(Problem::NoJson).then(|| &event[..end])
    }
}
