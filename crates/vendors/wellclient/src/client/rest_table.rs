use super::rest_row::{Field, Missing, Part, Row, Verb};

/// Returns the row of a method.
pub(super) fn row(name: &str) -> Option<&'static Row> {
    ROWS.iter().find(|row| row.name == name)
}

macro_rules! path {
    ($($part:expr),+) => { &[$($part),+] };
}

/// `{callId}/connections/{device}%7C{callId}{tail}`: the pipe goes out encoded, `@` raw.
macro_rules! leg {
    ($call:expr, $device:expr, $tail:literal) => {
        path![
            Part::Calls,
            Part::Text("/"),
            $call,
            Part::Text("/connections/"),
            $device,
            Part::Text("%7C"),
            $call,
            Part::Text($tail)
        ]
    };
}

const CALL: Part = Part::Arg("callId");
const CALL_OR_ONLY: Part = Part::CallOrOnly("callId");
const HELD: Part = Part::Arg("holdCallId");
const OWN: Part = Part::OwnDevice;
const DEVICE: Part = Part::Arg("deviceId");
const STATE: &[Part] = path![Part::Text("/api/csta/agent/state")];
const CONSULTED: &[(&str, Field)] = &[("consultCallId", Field::Arg("consultCallId"))];
const TRANSFER_TO: &[(&str, Field)] = &[("transferTo", Field::Arg("phoneNumber"))];

const fn post(
    name: &'static str,
    path: &'static [Part],
    body: &'static [(&'static str, Field)],
) -> Row {
    Row {
        name,
        verb: Verb::Post,
        path,
        body,
        missing: Missing::Refused,
    }
}

const fn get(row: Row) -> Row {
    Row {
        verb: Verb::Get,
        ..row
    }
}

const fn delete(row: Row) -> Row {
    Row {
        verb: Verb::Delete,
        ..row
    }
}

const fn supervisor(row: Row) -> Row {
    Row {
        missing: Missing::Undefined,
        ..row
    }
}

static ROWS: [Row; 27] = [
    get(post(
        "getClientState",
        path![Part::Text("/api/csta/agent/client-state")],
        &[],
    )),
    post("answerCall", leg!(CALL, OWN, "/answer"), &[]),
    delete(post("dropConnection", leg!(CALL_OR_ONLY, OWN, ""), &[])),
    post("holdCall", leg!(CALL, OWN, "/hold"), &[]),
    post("retrieveCall", leg!(CALL, OWN, "/retrieve"), &[]),
    post(
        "singleStepTransfer",
        leg!(CALL, OWN, "/singleStepTransfer"),
        TRANSFER_TO,
    ),
    post(
        "singleTransferWaitReturn",
        leg!(CALL_OR_ONLY, OWN, "/singleStepTransferCallAndWait"),
        TRANSFER_TO,
    ),
    post(
        "singleStepConference",
        leg!(CALL, OWN, "/singleStepConference"),
        &[
            ("conferenceParticipant", Field::Arg("phoneNumber")),
            ("participationType", Field::ArgOr("type", "Active")),
        ],
    ),
    post(
        "consult",
        leg!(CALL, OWN, "/consult"),
        &[("consultationParticipant", Field::Arg("phoneNumber"))],
    ),
    post("conference", leg!(HELD, OWN, "/conference"), CONSULTED),
    post(
        "cancelConsult",
        leg!(HELD, OWN, "/cancelConsult"),
        CONSULTED,
    ),
    post("transferCall", leg!(HELD, OWN, "/transfer"), CONSULTED),
    post(
        "transferWaitReturn",
        leg!(HELD, OWN, "/transferAndWait"),
        CONSULTED,
    ),
    post(
        "setCallData",
        path![Part::Calls, Part::Text("/"), CALL, Part::Text("/user-data")],
        &[("entries", Field::Json("data"))],
    ),
    get(post(
        "getCallData",
        path![
            Part::Calls,
            Part::Text("/"),
            CALL,
            Part::Text("/user-data/")
        ],
        &[],
    )),
    post(
        "agentGreeting",
        path![
            Part::Calls,
            Part::Text("/"),
            CALL_OR_ONLY,
            Part::Text("/agentGreeting")
        ],
        &[
            ("agentId", Field::ArgOrJobNumber("msg")),
            ("deviceId", Field::OwnDevice),
        ],
    ),
    post(
        "startRecording",
        path![
            Part::Text("/api/csta/callControl/recording/Start?extension="),
            OWN
        ],
        &[],
    ),
    post(
        "stopRecording",
        path![
            Part::Text("/api/csta/callControl/recording/Stop?extension="),
            OWN
        ],
        &[],
    ),
    supervisor(delete(post("forceDrop", leg!(CALL, DEVICE, ""), &[]))),
    supervisor(post(
        "forceTake",
        leg!(CALL, DEVICE, "/singleStepTransfer"),
        TRANSFER_TO,
    )),
    supervisor(post(
        "forceJoin",
        leg!(CALL, DEVICE, "/singleStepConference"),
        &[
            ("conferenceParticipant", Field::Arg("phoneNumber")),
            ("participationType", Field::Text("Active")),
        ],
    )),
    supervisor(post(
        "forceListen",
        path![
            Part::Calls,
            Part::Text("/"),
            CALL,
            Part::Text("/spy?deviceId="),
            DEVICE
        ],
        &[],
    )),
    supervisor(post("forceReady", STATE, &force_mode("Ready"))),
    supervisor(post("forceNotReady", STATE, &force_mode("NotReady"))),
    supervisor(post(
        "forceLogout",
        STATE,
        &[
            ("namespace", Field::OwnDomain),
            ("func", Field::Text("Logout")),
            ("device", Field::Arg("deviceId")),
            ("agentId", Field::Arg("agentId")),
            ("loginId", Field::Arg("agentId")),
        ],
    )),
    post(
        "superLogout",
        STATE,
        &[
            ("func", Field::Text("Logout")),
            ("agentId", Field::AtOwnDomain("code")),
        ],
    ),
    post(
        "releaseAllocatedAgent",
        path![
            Part::Text("/api/csta/outbound/release/"),
            Part::Arg("agentId")
        ],
        &[],
    ),
];

const fn force_mode(mode: &'static str) -> [(&'static str, Field); 5] {
    [
        ("func", Field::Text("SetState")),
        ("agentMode", Field::Text(mode)),
        ("loginId", Field::Arg("agentId")),
        ("agentId", Field::Arg("agentId")),
        ("device", Field::Arg("deviceId")),
    ]
}
