use std::{fmt, time::Duration};

/// One side's `heart-beat` header: how often it can send, and how often it wants to hear something.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct HeartBeat {
    /// The milliseconds within which this side can send something; 0 if it cannot.
    pub sends: u32,
    /// The milliseconds within which this side wants something; 0 if it does not.
    pub wants: u32,
}

/// What both sides agreed on, as the broker sees it.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Beats {
    /// The broker sends something at least this often.
    pub outgoing: Option<Duration>,
    /// The client sends something at least this often.
    pub incoming: Option<Duration>,
}

impl HeartBeat {
    /// No heart-beats in either direction.
    pub const OFF: Self = Self { sends: 0, wants: 0 };

    /// Returns the two numbers of a header such as `10000,10000`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (sends, wants) = text.split_once(',')?;
        Some(Self {
            sends: millis(sends)?,
            wants: millis(wants)?,
        })
    }

    /// Returns what a broker with this header and a client with the other agree on: in each
    /// direction the slower of the two, and nothing when either says 0.
    #[must_use]
    pub fn agree(self, client: Self) -> Beats {
        Beats {
            outgoing: slower(self.sends, client.wants),
            incoming: slower(client.sends, self.wants),
        }
    }
}

impl fmt::Display for HeartBeat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{},{}", self.sends, self.wants)
    }
}

fn millis(text: &str) -> Option<u32> {
    let text = text.trim();
    text.bytes()
        .all(|byte| byte.is_ascii_digit())
        .then(|| text.parse().ok())?
}

fn slower(sends: u32, wants: u32) -> Option<Duration> {
    (sends > 0 && wants > 0).then(|| Duration::from_millis(sends.max(wants).into()))
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    const fn beat(sends: u32, wants: u32) -> HeartBeat {
        HeartBeat { sends, wants }
    }

    #[rstest]
    #[case::the_wellclient_header("10000,10000", Some(beat(10_000, 10_000)))]
    #[case::off("0,0", Some(HeartBeat::OFF))]
    #[case::spaces(" 1 , 2 ", Some(beat(1, 2)))]
    #[case::one_number("10000", None)]
    #[case::three_numbers("1,2,3", None)]
    #[case::a_sign("+1,2", None)]
    #[case::nothing("", None)]
    #[case::a_missing_number("1,", None)]
    #[case::more_than_fits("4294967296,1", None)]
    fn a_header_is_two_numbers(#[case] text: &str, #[case] wanted: Option<HeartBeat>) {
        assert_eq!(HeartBeat::parse(text), wanted);
    }

    #[rstest]
    #[case::the_slower_one_counts(beat(5_000, 20_000), beat(10_000, 10_000), Some(10), Some(20))]
    #[case::the_server_sends_nothing(beat(0, 10_000), beat(10_000, 10_000), None, Some(10))]
    #[case::the_server_wants_nothing(beat(10_000, 0), beat(10_000, 10_000), Some(10), None)]
    #[case::the_client_sends_nothing(beat(10_000, 10_000), beat(0, 10_000), Some(10), None)]
    #[case::the_client_wants_nothing(beat(10_000, 10_000), beat(10_000, 0), None, Some(10))]
    fn both_sides_must_want_a_direction(
        #[case] server: HeartBeat,
        #[case] client: HeartBeat,
        #[case] outgoing: Option<u64>,
        #[case] incoming: Option<u64>,
    ) {
        let wanted = Beats {
            outgoing: outgoing.map(Duration::from_secs),
            incoming: incoming.map(Duration::from_secs),
        };

        assert_eq!(server.agree(client), wanted);
    }
}
