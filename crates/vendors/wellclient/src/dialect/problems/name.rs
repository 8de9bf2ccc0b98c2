macro_rules! problems {
    ($($(#[$doc:meta])* $variant:ident = $name:literal,)+) => {
        /// A field problem, or one way of several in which it shows.
        #[derive(Clone, Copy, Debug, Eq, PartialEq)]
        pub(in crate::dialect) enum Problem {
            $($(#[$doc])* $variant,)+
        }

        /// Every problem, with the name that selects it.
        pub(super) const ALL: &[(Problem, &str)] = &[$((Problem::$variant, $name),)+];
    };
}

// In the order of their numbers. Each has a row in the contract, and a hook.
problems! {
    /// An event is sent again as it was.
    RepeatedEvent = "F1",
    /// `originated` is sent again with a serial of its own.
    TwiceOriginated = "F2",
    /// Every event is sent again with a serial of its own.
    TwiceTold = "F2.every_event",
    /// `serviceInitiated` and `originated` are told when their call is over.
    BeginningLast = "F3",
    /// The end of the own leg is not told.
    LostOwnClear = "F4",
    /// Nobody hears of a hang-up outside.
    SilentTrunk = "F4.trunk",
    /// Two clears on manual outbound calls, one on the dialler's.
    UnevenClears = "F5",
    /// One clear on manual outbound calls, two on the dialler's.
    SwappedClears = "F5.swapped",
    /// A call to outside fails at once: its prefix is none.
    BadPrefix = "F6",
    /// A call with a number to be shown fails at once: the number is not the agent's.
    BadOrigin = "F6.origin",
    /// A call has another id from its answer on.
    OtherId = "F7",
    /// `held` is not told.
    SilentHold = "F8",
    /// A change of mode is not told.
    SilentMode = "F8.mode",
    /// `established` is not told to whoever answered.
    SilentAnswer = "F8.answer",
    /// `agentLoggedOff` is not told.
    SilentLogout = "F8.logout",
    /// A telephone is registered a while after its first login.
    LateRegistration = "F9",
    /// The agent is still on, at its extension.
    KeptBinding = "F10",
    /// The agent is still on, at another extension.
    KeptElsewhere = "F10.elsewhere",
    /// Another agent is still on at the extension.
    KeptByAnother = "F10.taken",
    /// The WebSocket is lost in a call, which ends meanwhile.
    LostInACall = "F11",
    /// The WebSocket is lost in a call, which goes on.
    LostAndCallStays = "F11.call_stays",
    /// Idle WebSockets are cut.
    IdleCut = "F12",
    /// Handshakes of WebSockets are refused.
    NoWebSocket = "F13",
    /// Handshakes of WebSockets are never answered.
    BlackHole = "F13.black_hole",
    /// Heartbeats are answered with 426.
    HeartbeatRefused = "F14",
    /// Sessions end by themselves.
    ShortSession = "F14.expired",
    /// Heartbeats do not count, and nobody hears of the log-off.
    LostHeartbeats = "F15",
    /// Heartbeats do not count.
    LostHeartbeatsTold = "F15.told",
    /// A later session is worth nothing until a login names it.
    EarlierSession = "F16",
    /// The end of a conference is told to whoever ended it alone.
    SilentConferenceEnd = "F17",
    /// Who leaves a conference is told to have been the receiver.
    WrongLeaver = "F17.wrong_device",
    /// Nobody hears that somebody outside has left a conference.
    SilentLeaver = "F17.external",
    /// `transferred` is not told to the target.
    OldIdAtTarget = "F18",
    /// A dialled call begins with what comes behind `originated`.
    DeskTelephone = "F19",
    /// The events of a dialled call begin late, and a logout is granted meanwhile.
    LateBeginning = "F20",
    /// The end of the own leg is told twice.
    TwiceCleared = "F21",
    /// A raw pipe in a path is refused.
    RawPipe = "F22",
    /// The dialler reserves an agent whose WebSocket is gone.
    AllocatedAway = "F23",
    /// An agent whose WebSocket is gone has after-call work.
    AfterWorkAway = "F23.after_work",
    /// A message that is no JSON comes before every event.
    NoJson = "F24",
    /// Events have no serial.
    NoSerial = "F24.no_serial",
    /// Errors lack the headers of CORS.
    ErrorsWithoutCors = "F25",
    /// All answers lack the headers of CORS.
    NoCors = "F25.no_cors",
    /// Preflights do not allow the header of the session.
    SessionNotAllowed = "F25.no_session_header",
    /// Success without data is 200 with an empty body.
    Empty200 = "F25.empty_200",
    /// Errors have no body.
    EmptyErrors = "F25.empty_errors",
    /// The login is answered with 204.
    NoToken = "F25.no_token",
    /// The list of prefixes is 204.
    NoPrefixes = "F25.no_prefixes",
    /// A heartbeat without session is refused.
    StrictHeartbeat = "F25.strict_heartbeat",
    /// A subprotocol is chosen that nobody offered.
    Subprotocol = "F25.subprotocol",
    /// `CONNECTED` has no `heart-beat`.
    NoHeartBeatHeader = "F25.no_heart_beat_header",
    /// Heart-beats are promised and never sent.
    SilentBroker = "F25.silent_broker",
    /// An `ERROR` comes and the socket stays open.
    OpenError = "F25.open_error",
    /// Events name another subscription.
    OtherSubscription = "F25.other_subscription",
    /// Events are binary messages.
    BinaryFrames = "F25.binary_frames",
    /// An event comes behind another frame in one message.
    TwoFrames = "F25.two_frames",
    /// A change of mode waits for the end of the call.
    PendingMode = "F26",
    /// The quota of automatic outbound agents is used up.
    Quota = "F26.quota",
    /// Recordings are disabled.
    NoRecordings = "F26.recording",
    /// No change of mode during a call.
    Busy = "F26.busy",
    /// `transferringDevice` has its domain twice.
    TwiceDomain = "F27",
    /// The numbers of callers from outside are masked.
    MaskedNumber = "F28",
    /// The numbers of callers from outside begin with 8.
    BeginsWith8 = "F28.begins_with_8",
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::ALL;

    #[test]
    fn the_problems_of_the_server_are_those_that_the_contract_says_are_simulated() {
        let contract = crate::contract();
        let is_simulated = |name: &&String| {
            let family = name.split('.').next().unwrap_or_default();
            !contract.problems[family].provoked.is_empty()
        };
        let names = contract.problem_names();

        let documented: BTreeSet<&str> = names
            .iter()
            .filter(is_simulated)
            .map(String::as_str)
            .collect();

        let known: BTreeSet<&str> = ALL.iter().map(|(_, name)| *name).collect();
        assert_eq!(known, documented);
        assert_eq!(known.len(), ALL.len(), "a name selects one problem");
    }

    #[test]
    fn a_problem_says_what_a_robust_client_does() {
        for (name, problem) in &crate::contract().problems {
            if !problem.provoked.is_empty() {
                assert_ne!(problem.robust, "", "{name}");
            }
        }
    }
}
