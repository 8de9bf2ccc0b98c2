use std::time::Duration;

/// How long the runner waits for a client, in real time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Patience {
    /// For the answer to a request (an `invoke` has no limit), and for a ping.
    pub answer: Duration,
    /// For a process to end by itself when it was told to, and again when it was asked by a signal.
    pub grace: Duration,
    /// For a client to connect again after it was sent away.
    pub connect: Duration,
    /// For what comes after a case has failed and should have come before.
    pub late: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            answer: Duration::from_secs(10),
            grace: Duration::from_secs(5),
            connect: Duration::from_secs(30),
            late: Duration::from_millis(100),
        }
    }
}
