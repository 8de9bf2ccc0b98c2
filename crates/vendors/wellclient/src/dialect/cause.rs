use ctimock_switch::{Cause, Unreachable};

/// Returns the FreeSWITCH hang-up cause that the vendor reports (dossier §13).
///
/// The vendor's list has no word for an originator who gives up, for a forced end and for a connection
/// that moved elsewhere: those legs end in the ordinary way.
pub(super) const fn word(cause: Cause) -> &'static str {
    match cause {
        Cause::Normal | Cause::Cancelled | Cause::Transferred | Cause::Forced => "NORMAL_CLEARING",
        Cause::Busy => "USER_BUSY",
        Cause::NoAnswer => "NO_ANSWER",
        Cause::Rejected => "CALL_REJECTED",
        Cause::Invalid => "INVALID_NUMBER_FORMAT",
        Cause::TimedOut | Cause::Unreachable(Unreachable::Recovery) => "RECOVERY_ON_TIMER_EXPIRE",
        Cause::Lost | Cause::Unreachable(Unreachable::OutOfOrder) => "DESTINATION_OUT_OF_ORDER",
        Cause::Unreachable(Unreachable::Absent) => "SUBSCRIBER_ABSENT",
        Cause::Unreachable(Unreachable::NoRoute) => "NO_ROUTE_DESTINATION",
        Cause::Unreachable(Unreachable::Temporary) => "NORMAL_TEMPORARY_FAILURE",
        Cause::Unreachable(Unreachable::Network) => "NETWORK_OUT_OF_ORDER",
        Cause::Unreachable(Unreachable::Unallocated) => "UNALLOCATED_NUMBER",
        Cause::Unreachable(Unreachable::NoResponse) => "NO_USER_RESPONSE",
        Cause::Unreachable(Unreachable::Interworking) => "INTERWORKING",
        Cause::Unreachable(Unreachable::NotSubscribed) => "FACILITY_NOT_SUBSCRIBED",
        Cause::Unreachable(Unreachable::Unknown) => "UNKNOWN",
    }
}

/// Why a call with call-progress analysis was not answered: `failedCode` (dossier §13).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct FailedCode(&'static str, &'static str);

impl FailedCode {
    /// The documented codes with their messages; the spelling is the vendor's.
    const ALL: [Self; 12] = [
        Self::BUSY,
        Self("2", "call reminder"),
        Self::NOT_REACHABLE,
        Self::BARRED,
        Self("5", "forwarded"),
        Self::POWER_OFF,
        Self::OUT_OF_SERVICE,
        Self::DOES_NOT_EXIST,
        Self("9", "hold on"),
        Self::LINE_BUSY,
        Self::NOT_ANSWER,
        Self::UNKNOWN,
    ];
    const BUSY: Self = Self("1", "busy now");
    const NOT_REACHABLE: Self = Self("3", "not reachable");
    const BARRED: Self = Self("4", "barring of incomming");
    const POWER_OFF: Self = Self("6", "power off");
    const OUT_OF_SERVICE: Self = Self("7", "out of service");
    const DOES_NOT_EXIST: Self = Self("8", "does not exist");
    const LINE_BUSY: Self = Self("10", "line is busy");
    const NOT_ANSWER: Self = Self("11", "not answer");
    const UNKNOWN: Self = Self("14", "unknown");

    /// Finds a code by its number.
    pub(super) fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|code| code.0 == word)
    }

    /// Returns what is recognised when nothing is announced (not documented); `None` when the call did
    /// not fail: its originator gave up.
    pub(super) const fn of(cause: Cause) -> Option<Self> {
        Some(match cause {
            Cause::Normal | Cause::Cancelled | Cause::Transferred | Cause::Forced => return None,
            Cause::Busy => Self::BUSY,
            Cause::NoAnswer | Cause::TimedOut => Self::NOT_ANSWER,
            Cause::Rejected => Self::LINE_BUSY,
            Cause::Invalid | Cause::Unreachable(Unreachable::Unallocated) => Self::DOES_NOT_EXIST,
            Cause::Unreachable(Unreachable::Absent) => Self::POWER_OFF,
            Cause::Unreachable(Unreachable::OutOfOrder) => Self::OUT_OF_SERVICE,
            Cause::Unreachable(Unreachable::NoRoute | Unreachable::Network) => Self::NOT_REACHABLE,
            Cause::Unreachable(Unreachable::NotSubscribed) => Self::BARRED,
            Cause::Lost
            | Cause::Unreachable(
                Unreachable::Temporary
                | Unreachable::NoResponse
                | Unreachable::Interworking
                | Unreachable::Recovery
                | Unreachable::Unknown,
            ) => Self::UNKNOWN,
        })
    }

    /// Returns the number.
    pub(super) const fn word(self) -> &'static str {
        self.0
    }

    /// Returns `failedMsg`.
    pub(super) const fn message(self) -> &'static str {
        self.1
    }
}
