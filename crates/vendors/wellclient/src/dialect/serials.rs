use ctimock_dialect::Mint;

/// The two counters of events: agent events and call events come from different workers of the vendor
/// (dossier §6).
#[derive(Debug, Default)]
pub(super) struct Serials {
    agent: u64,
    csta: u64,
}

/// Which worker an event comes from.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Stream {
    Agent,
    Csta,
}

impl Stream {
    /// Returns the value of `eventType`.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Agent => "agent",
            Self::Csta => "csta",
        }
    }
}

impl Serials {
    /// Returns counters that begin in the magnitudes of the vendor's samples.
    pub(super) fn new(mint: &mut Mint) -> Self {
        Self {
            agent: 11_000_000 + mint.below(100_000),
            csta: 100_000 + mint.below(100_000),
        }
    }

    /// Returns the next serial of a stream. It is never `previous`, because a client drops an event
    /// with the serial of the one before it, of whichever stream.
    pub(super) fn next(&mut self, stream: Stream, previous: u64) -> u64 {
        let counter = match stream {
            Stream::Agent => &mut self.agent,
            Stream::Csta => &mut self.csta,
        };
        *counter += 1;
        if *counter == previous {
            *counter += 1;
        }
        *counter
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_streams_count_apart_and_a_serial_never_follows_itself() {
        let mut serials = Serials { agent: 7, csta: 6 };

        let agent = serials.next(Stream::Agent, 0);
        let csta = [
            serials.next(Stream::Csta, agent),
            serials.next(Stream::Csta, 8),
        ];

        assert_eq!((agent, csta), (8, [7, 9]));
    }
}
