use super::{Problem, Problems};

impl Problems {
    /// Returns how often an event is sent as it is (F1).
    pub(in crate::dialect) fn copies(self) -> usize {
        if self.has(Problem::RepeatedEvent) {
            2
        } else {
            1
        }
    }

    /// Returns how often an event is told, each time with a serial of its own (F2).
    pub(in crate::dialect) fn tellings(self, event: &str) -> usize {
        let again = match event {
            "originated" => self.has(Problem::TwiceOriginated) || self.has(Problem::TwiceTold),
            _ => self.has(Problem::TwiceTold),
        };
        if again { 2 } else { 1 }
    }
}
