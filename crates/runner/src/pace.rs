use std::{thread, time::Duration};

/// How fast scenario time passes.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Pace {
    /// As fast as the machine can: the clock jumps.
    #[default]
    Virtual,
    /// So many times as fast as real time; `1.0` is real time.
    Times(f64),
}

impl Pace {
    /// Returns how much real time `span` of scenario time takes; `None` if it takes none.
    pub(crate) fn real(self, span: Duration) -> Option<Duration> {
        match self {
            Self::Virtual => None,
            Self::Times(speed) => Some(span.div_f64(speed)),
        }
    }

    /// Lets `span` of scenario time pass.
    pub(crate) fn pass(self, span: Duration) {
        if let Some(span) = self.real(span) {
            thread::sleep(span);
        }
    }
}
