//! Step 3 of adding a vendor: every refusal of the switch gets the vendor's own words. The match has no
//! wildcard: a new refusal does not compile before each vendor has decided what it says.

use ctimock_switch::Refusal;

/// Returns the status and the word that the Bell answers with.
pub(super) fn refuse(refusal: Refusal) -> (u16, &'static str) {
    match refusal {
        Refusal::UnknownAgent(_) | Refusal::UnknownDevice(_) | Refusal::UnknownQueue(_) => {
            (404, "no such house")
        }
        Refusal::UnknownCall(_) | Refusal::NotInCall { .. } => (404, "no such call"),
        Refusal::NotAlerting { .. } => (409, "it does not ring"),
        Refusal::NotConnected { .. } | Refusal::NotHeld { .. } => (409, "nobody talks"),
        Refusal::SecondCall(_) | Refusal::DeviceBusy(_) | Refusal::AlreadyInCall { .. } => {
            (409, "one call at a time")
        }
        Refusal::OwnDevice(_) => (409, "nobody rings at home"),
        Refusal::NotRegistered(_) => (409, "no telephone"),
        Refusal::AgentOnHere { .. }
        | Refusal::AgentOnElsewhere { .. }
        | Refusal::DeviceTaken { .. }
        | Refusal::NotAStation(_)
        | Refusal::NotLoggedOn(_)
        | Refusal::AgentBusy(_)
        | Refusal::NotReady(_)
        | Refusal::Reserved(_)
        | Refusal::NotReserved(_)
        | Refusal::CannotHold(_)
        | Refusal::NotAConsultation { .. }
        | Refusal::NotParked(_)
        | Refusal::NotRecording(_)
        | Refusal::Recording(_)
        | Refusal::EmptyQueue(_) => (500, "the Bell has no such thing"),
    }
}
