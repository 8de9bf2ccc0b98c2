//! What the fuzz target does with an input; a test of the crate does the same on stable Rust.

use std::sync::Arc;

use ctimock_stomp::{Config, Decoder, HeartBeat, Limits, Output, Session, Version};
use ctimock_time::Time;

/// Lets a session hear `data` in pieces, each a second after the other, and keeps its deadlines.
///
/// # Panics
///
/// Panics when it says something after its end, writes what is no frame, or wants to wake in the past.
pub(crate) fn run(data: &[u8]) {
    let (&seed, text) = data.split_first().unwrap_or((&0, &[]));
    let mut client = Client::new();
    for (second, piece) in (1..).zip(text.chunks(usize::from(seed).max(1))) {
        let now = Time::from_millis(1000 * second);
        client.session.handle_binary(now, piece);
        client.read();
        client.session.handle_timeout(now);
        client.read();
        let next = client.session.poll_timeout();
        assert!(
            next.is_none_or(|deadline| deadline.at > now),
            "{next:?} at {now}"
        );
    }
}

/// The other end of a session.
struct Client {
    session: Session,
    version: Version,
    closed: bool,
}

impl Client {
    fn new() -> Self {
        let config = Config {
            heart_beat: HeartBeat {
                sends: 1500,
                wants: 2500,
            },
            limits: Limits {
                headers: 8,
                line: 128,
                body: 256,
            },
            subscriptions: 3,
            ..Config::default()
        };
        let session = Session::new(Arc::new(config), "fuzz");
        Self {
            session,
            version: Version::V1_0,
            closed: false,
        }
    }

    fn read(&mut self) {
        while let Some(output) = self.session.poll_output() {
            assert!(!self.closed, "{output:?} after the end");
            match output {
                Output::Write(text) => self.read_text(&text),
                Output::Connected { version, .. } => self.version = version,
                Output::Close { .. } => self.closed = true,
                Output::Subscribed { .. }
                | Output::Unsubscribed { .. }
                | Output::Send { .. }
                | Output::Disconnected => {}
            }
        }
        assert_eq!(self.session.is_closed(), self.closed);
        assert!(!self.closed || self.session.poll_timeout().is_none());
    }

    fn read_text(&self, text: &str) {
        let mut decoder = Decoder::new(Limits::default());
        decoder.agree(self.version);
        decoder.push_str(text);
        assert!(matches!(decoder.poll(), Some(Ok(_))), "{text:?}");
        assert_eq!(decoder.poll(), None, "{text:?}");
    }
}
