use crate::{HeartBeat, Limits};

/// How a broker treats its clients; one for all sessions.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Config {
    /// The broker's side of the heart-beat agreement.
    pub heart_beat: HeartBeat,
    /// The value of the `server` header of `CONNECTED`, such as `RabbitMQ/3.6.6`.
    pub server: Option<Box<str>>,
    /// What one frame may bring.
    pub limits: Limits,
    /// The most subscriptions of one session.
    pub subscriptions: u32,
}

impl Default for Config {
    /// No heart-beats, no server name, 64 subscriptions.
    fn default() -> Self {
        Self {
            heart_beat: HeartBeat::OFF,
            server: None,
            limits: Limits::default(),
            subscriptions: 64,
        }
    }
}
