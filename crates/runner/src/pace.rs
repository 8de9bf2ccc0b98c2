use std::{thread, time::Duration};

use crate::Interrupt;

/// So often somebody looks whether the run is to end.
const LOOK: Duration = Duration::from_millis(100);

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

    /// Lets `span` of scenario time pass on an asynchronous thread; returns whether nobody interrupted
    /// it.
    pub(crate) async fn pass_async(self, span: Duration, interrupt: &Interrupt) -> bool {
        let mut left = self.real(span).unwrap_or_default();
        while !left.is_zero() && !interrupt.is_raised() {
            let some = left.min(LOOK);
            tokio::time::sleep(some).await;
            left -= some;
        }
        left.is_zero()
    }

    /// Lets `span` of scenario time pass; returns whether nobody interrupted it.
    pub(crate) fn pass(self, span: Duration, interrupt: &Interrupt) -> bool {
        let mut left = self.real(span).unwrap_or_default();
        while !left.is_zero() && !interrupt.is_raised() {
            let some = left.min(LOOK);
            thread::sleep(some);
            left -= some;
        }
        left.is_zero()
    }
}
