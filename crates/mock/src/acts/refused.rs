use ctimock_switch::Refusal;

/// Returns a refusal in words that need no number of the switch: a scenario knows people and calls.
pub(super) const fn in_words(refusal: &Refusal) -> &'static str {
    match refusal {
        Refusal::UnknownAgent(_) => "there is no such agent",
        Refusal::UnknownDevice(_) => "there is no such telephone",
        Refusal::UnknownCall(_) => "there is no such call",
        Refusal::UnknownQueue(_) => "there is no such queue",
        Refusal::AgentOnHere { .. } => "the agent is logged on already",
        Refusal::AgentOnElsewhere { .. } => "the agent is logged on elsewhere",
        Refusal::DeviceTaken { .. } => "another agent uses the telephone",
        Refusal::NotRegistered(_) => "the telephone is not registered",
        Refusal::NotAStation(_) => "agents log on to extensions only",
        Refusal::DeviceBusy(_) => "the telephone is in a call, and it must be free",
        Refusal::NotLoggedOn(_) => "the agent is not logged on",
        Refusal::AgentBusy(_) => "the agent is in a call",
        Refusal::NotReady(_) => "the agent is not ready",
        Refusal::Reserved(_) => "the agent is reserved for a call",
        Refusal::NotReserved(_) => "the agent is neither reserved nor in after-call work",
        Refusal::NotInCall { .. } => "the telephone is not in this call",
        Refusal::NotAlerting { .. } => "this call does not ring there",
        Refusal::NotConnected { .. } => "this call is not connected there",
        Refusal::NotHeld { .. } => "this call is not held there",
        Refusal::CannotHold(_) => "such a call cannot be held",
        Refusal::NotAConsultation { .. } => "the one call is no consultation of the other",
        Refusal::AlreadyInCall { .. } => "the telephone is in this call already",
        Refusal::OwnDevice(_) => "nobody can call itself",
        Refusal::SecondCall(_) => "it has a call, and a second one needs a consultation",
        Refusal::NotParked(_) => "this call is not parked",
        Refusal::NotRecording(_) => "this call is not recorded",
        Refusal::Recording(_) => "this call is recorded already",
        Refusal::EmptyQueue(_) => "nobody serves the queue",
    }
}
