//! The client's own few lines of STOMP (dossier §5).

use std::time::Duration;

/// The first frame; neither host nor login.
pub(super) const CONNECT: &str = "CONNECT\naccept-version:1.1,1.0\nheart-beat:10000,10000\n\n\0";
/// The last frame; no receipt is asked for.
pub(super) const DISCONNECT: &str = "DISCONNECT\n\n\0";
/// A sign of life.
pub(super) const HEART_BEAT: &str = "\n";
/// The only subscription of a connection.
pub(super) const SUBSCRIPTION: &str = "sub-0";

/// What the client offers in both directions, in milliseconds.
const OFFER: u64 = 10_000;

/// Returns the frame that subscribes to the agent's topic; the `*` is literal.
pub(super) fn subscribe(login_id: &str) -> String {
    let agent = login_id.replace('.', "_");
    format!("SUBSCRIBE\nid:{SUBSCRIPTION}\ndestination:/topic/event.agent.*.{agent}\n\n\0")
}

/// A frame of the broker, borrowed from the text that brought it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Frame<'a> {
    /// `CONNECTED`, `MESSAGE`, `ERROR`…
    pub(super) command: &'a str,
    headers: &'a str,
    /// What stands between the empty line and the NUL.
    pub(super) body: &'a str,
}

impl<'a> Frame<'a> {
    /// Returns a header's value; of repeated ones the first.
    pub(super) fn header(&self, name: &str) -> Option<&'a str> {
        self.headers.lines().find_map(|line| {
            let (key, value) = line.split_once(':')?;
            (key == name).then(|| value.trim_end_matches('\r'))
        })
    }
}

/// Splits the first whole frame off a text, and returns it with the rest. `None`: there is no whole
/// frame. The end is the NUL: JSON has none, and `content-length` may count bytes or characters.
pub(super) fn split_frame(text: &str) -> Option<(Frame<'_>, &str)> {
    let (frame, rest) = without_heart_beats(text).split_once('\0')?;
    let (head, body) = split_head(frame);
    let (command, headers) = head.split_once('\n').unwrap_or((head, ""));
    let frame = Frame {
        command: command.trim_end_matches('\r'),
        headers,
        body,
    };
    Some((frame, rest))
}

/// Returns a text without the newlines before its first frame.
pub(super) fn without_heart_beats(text: &str) -> &str {
    text.trim_start_matches(['\n', '\r'])
}

fn split_head(frame: &str) -> (&str, &str) {
    let plain = frame.find("\n\n").map(|at| (at, at + 2));
    let dos = frame.find("\n\r\n").map(|at| (at, at + 3));
    let end = match (plain, dos) {
        (Some(plain), Some(dos)) => Some(plain.min(dos)),
        (plain, dos) => plain.or(dos),
    };
    end.map_or((frame, ""), |(head, body)| (&frame[..head], &frame[body..]))
}

/// How often the client speaks, and how long it bears silence.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(super) struct HeartBeat {
    /// The client says `\n` this often.
    pub(super) ping: Option<Duration>,
    /// The client looks this often; silence for more than twice as long ends the connection.
    pub(super) check: Option<Duration>,
}

impl HeartBeat {
    /// Returns what the broker's CONNECTED and the client's offer come to. Without a version, or with
    /// 1.0, there are no heart-beats; without the header there are none either, as STOMP 1.1 says.
    pub(super) fn negotiated(connected: &Frame<'_>) -> Self {
        let version = connected.header("version").unwrap_or("1.0");
        let offer = connected.header("heart-beat").and_then(offered);
        let Some((sends, wants)) = offer.filter(|_| version != "1.0") else {
            return Self::default();
        };
        Self {
            ping: agreed(wants),
            check: agreed(sends),
        }
    }
}

fn offered(header: &str) -> Option<(u64, u64)> {
    let (sends, wants) = header.split_once(',')?;
    Some((sends.trim().parse().ok()?, wants.trim().parse().ok()?))
}

fn agreed(theirs: u64) -> Option<Duration> {
    (theirs != 0).then(|| Duration::from_millis(theirs.max(OFFER)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_frames_and_heart_beats_in_one_message_come_apart() {
        let text = "\n\nMESSAGE\nsubscription:sub-0\n\n{\"a\":1}\0\n\nERROR\nmessage:no\n\nbye\0\n";

        let (first, rest) = split_frame(text).unwrap();
        let (second, rest) = split_frame(rest).unwrap();

        assert_eq!((first.command, first.body), ("MESSAGE", "{\"a\":1}"));
        assert_eq!(first.header("subscription"), Some("sub-0"));
        assert_eq!((second.command, second.body), ("ERROR", "bye"));
        assert_eq!(split_frame(rest), None);
        assert_eq!(without_heart_beats(rest), "");
    }

    #[test]
    fn carriage_returns_are_no_part_of_a_header() {
        let (frame, _) = split_frame("CONNECTED\r\nversion:1.1\r\nserver:x\r\n\r\n\0").unwrap();

        assert_eq!(frame.command, "CONNECTED");
        assert_eq!(frame.header("version"), Some("1.1"));
        assert_eq!(frame.header("server"), Some("x"));
        assert_eq!(frame.body, "");
    }

    #[test]
    fn an_empty_line_in_a_body_does_not_end_the_headers_twice() {
        let (frame, _) = split_frame("MESSAGE\na:b\n\nx\n\ny\r\n\r\nz\0").unwrap();

        assert_eq!(frame.header("a"), Some("b"));
        assert_eq!(frame.body, "x\n\ny\r\n\r\nz");
    }

    #[test]
    fn a_frame_without_its_nul_is_not_whole() {
        assert_eq!(split_frame("MESSAGE\nsubscription:sub-0\n\n{}"), None);
    }

    #[test]
    fn dots_of_the_agent_become_underscores_in_the_topic() {
        assert_eq!(
            subscribe("5001@test.cc"),
            "SUBSCRIBE\nid:sub-0\ndestination:/topic/event.agent.*.5001@test_cc\n\n\0"
        );
    }

    #[test]
    fn heart_beats_are_the_slower_of_both_offers_and_off_at_zero() {
        let negotiated = |headers: &str| {
            let text = format!("CONNECTED\n{headers}\n\n\0");
            let (frame, _) = split_frame(&text).unwrap();
            let beat = HeartBeat::negotiated(&frame);
            (
                beat.ping.map(|d| d.as_secs()),
                beat.check.map(|d| d.as_secs()),
            )
        };

        assert_eq!(
            negotiated("version:1.1\nheart-beat:10000,20000"),
            (Some(20), Some(10))
        );
        assert_eq!(
            negotiated("version:1.2\nheart-beat:0,5000"),
            (Some(10), None)
        );
        assert_eq!(negotiated("version:1.1\nheart-beat:0,0"), (None, None));
        assert_eq!(
            negotiated("version:1.0\nheart-beat:10000,10000"),
            (None, None)
        );
        assert_eq!(negotiated("heart-beat:10000,10000"), (None, None));
        assert_eq!(negotiated("version:1.1"), (None, None));
    }
}
