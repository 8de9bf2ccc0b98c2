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

/// Returns `failedCode` and `failedMsg` of a call with call-progress analysis that was not answered
/// (dossier §13); `None` when it did not fail: its originator gave up.
pub(super) const fn failed(cause: Cause) -> Option<(&'static str, &'static str)> {
    match cause {
        Cause::Normal | Cause::Cancelled | Cause::Transferred | Cause::Forced => None,
        Cause::Busy => Some(("1", "busy now")),
        Cause::NoAnswer | Cause::TimedOut => Some(("11", "not answer")),
        Cause::Rejected => Some(("10", "line is busy")),
        Cause::Invalid | Cause::Unreachable(Unreachable::Unallocated) => {
            Some(("8", "does not exist"))
        }
        Cause::Unreachable(Unreachable::Absent) => Some(("6", "power off")),
        Cause::Unreachable(Unreachable::OutOfOrder) => Some(("7", "out of service")),
        Cause::Unreachable(Unreachable::NoRoute | Unreachable::Network) => {
            Some(("3", "not reachable"))
        }
        Cause::Unreachable(Unreachable::NotSubscribed) => Some(("4", "barring of incomming")),
        Cause::Lost
        | Cause::Unreachable(
            Unreachable::Temporary
            | Unreachable::NoResponse
            | Unreachable::Interworking
            | Unreachable::Recovery
            | Unreachable::Unknown,
        ) => Some(("14", "unknown")),
    }
}
