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
    /// Lets `span` of scenario time pass.
    pub(crate) fn pass(self, span: Duration) {
        match self {
            Self::Virtual => {}
            Self::Times(speed) => thread::sleep(span.div_f64(speed)),
        }
    }
}
