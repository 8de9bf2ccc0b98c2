use std::time::Duration;

/// Tunable durations and bounds of a switch.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Settings {
    /// How long a device rings before the call ends with `NoAnswer`; `None` is for ever. Queues have
    /// a time-out of their own.
    pub ring_timeout: Option<Duration>,
    /// How long a lost media stream may stay away before its party is cleared as `Lost`.
    pub stream_grace: Duration,
    /// After-call work that begins by itself after every answered call of an agent.
    pub after_work: Option<Duration>,
    /// How long a call that nobody took waits before it is offered to the same agents again.
    pub reoffer: Duration,
    /// How many records are kept.
    pub records: usize,
    /// Trunks signal that somebody outside has hung up. If they do not, such a party stays in its calls
    /// until somebody else ends them.
    pub signals_hang_up: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            ring_timeout: Some(Duration::from_secs(60)),
            stream_grace: Duration::from_secs(30),
            after_work: None,
            reoffer: Duration::from_secs(1),
            records: 1000,
            signals_hang_up: true,
        }
    }
}
