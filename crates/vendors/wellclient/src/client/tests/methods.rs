use rstest::rstest;
use serde_json::{Value, json};

use super::visit::Visit;

const H: &str = "6aee1dda-d4a2-4d3c-8fab-df7782a6c10f";
const C: &str = "6aee1dda-d4a2-4d3c-8fab-df7782a6c10c";

/// `$leg` is the own leg of `H`, `$ben` Ben's.
fn request(line: &str) -> String {
    let calls = "/api/csta/callControl/calls";
    line.replace(
        "$leg",
        &format!("{calls}/{H}/connections/8001@test.cc%7C{H}"),
    )
    .replace(
        "$ben",
        &format!("{calls}/{H}/connections/8002@test.cc%7C{H}"),
    )
    .replace("$call", &format!("{calls}/{H}"))
    .replace("$state", "POST /api/csta/agent/state")
    .replace("$C", C)
}

#[rstest]
#[case::client_state("getClientState", json!({}), "GET /api/csta/agent/client-state")]
#[case::answer("answerCall", json!({"callId": H}), "POST $leg/answer")]
#[case::drop("dropConnection", json!({"callId": H}), "DELETE $leg")]
#[case::hold("holdCall", json!({"callId": H}), "POST $leg/hold")]
#[case::retrieve("retrieveCall", json!({"callId": H}), "POST $leg/retrieve")]
#[case::single_step_transfer("singleStepTransfer", json!({"callId": H, "phoneNumber": "8002"}),
    r#"POST $leg/singleStepTransfer {"transferTo":"8002"}"#)]
#[case::park("singleTransferWaitReturn", json!({"callId": H, "phoneNumber": "8002"}),
    r#"POST $leg/singleStepTransferCallAndWait {"transferTo":"8002"}"#)]
#[case::single_step_conference("singleStepConference", json!({"callId": H, "phoneNumber": "8002"}),
    r#"POST $leg/singleStepConference {"conferenceParticipant":"8002","participationType":"Active"}"#)]
#[case::silent_conference("singleStepConference", json!({"callId": H, "phoneNumber": "8002", "type": "Silent"}),
    r#"POST $leg/singleStepConference {"conferenceParticipant":"8002","participationType":"Silent"}"#)]
#[case::consult("consult", json!({"callId": H, "phoneNumber": "8002"}),
    r#"POST $leg/consult {"consultationParticipant":"8002"}"#)]
#[case::conference("conference", json!({"holdCallId": H, "consultCallId": C}),
    r#"POST $leg/conference {"consultCallId":"$C"}"#)]
#[case::cancel_consult("cancelConsult", json!({"holdCallId": H, "consultCallId": C}),
    r#"POST $leg/cancelConsult {"consultCallId":"$C"}"#)]
#[case::transfer("transferCall", json!({"holdCallId": H, "consultCallId": C}),
    r#"POST $leg/transfer {"consultCallId":"$C"}"#)]
#[case::transfer_and_wait("transferWaitReturn", json!({"holdCallId": H, "consultCallId": C}),
    r#"POST $leg/transferAndWait {"consultCallId":"$C"}"#)]
#[case::set_data("setCallData", json!({"callId": H, "data": [{"key": "agentId", "value": "8001"}]}),
    r#"POST $call/user-data {"entries":[{"key":"agentId","value":"8001"}]}"#)]
#[case::get_data("getCallData", json!({"callId": H}), "GET $call/user-data/")]
#[case::greeting("agentGreeting", json!({"callId": H}),
    r#"POST $call/agentGreeting {"agentId":"5001","deviceId":"8001@test.cc"}"#)]
#[case::start_recording("startRecording", json!({}),
    "POST /api/csta/callControl/recording/Start?extension=8001@test.cc")]
#[case::stop_recording("stopRecording", json!({}),
    "POST /api/csta/callControl/recording/Stop?extension=8001@test.cc")]
#[case::force_drop("forceDrop", json!({"deviceId": "8002@test.cc", "callId": H}), "DELETE $ben")]
#[case::force_take("forceTake", json!({"deviceId": "8002@test.cc", "callId": H, "phoneNumber": "8001"}),
    r#"POST $ben/singleStepTransfer {"transferTo":"8001"}"#)]
#[case::force_join("forceJoin", json!({"deviceId": "8002@test.cc", "callId": H, "phoneNumber": "8001"}),
    r#"POST $ben/singleStepConference {"conferenceParticipant":"8001","participationType":"Active"}"#)]
#[case::force_listen("forceListen", json!({"deviceId": "8002@test.cc", "callId": H}),
    "POST $call/spy?deviceId=8002@test.cc")]
#[case::force_ready("forceReady", json!({"agentId": "5002@test.cc", "deviceId": "8002@test.cc"}),
    r#"$state {"func":"SetState","agentMode":"Ready","loginId":"5002@test.cc","agentId":"5002@test.cc","device":"8002@test.cc"}"#)]
#[case::force_not_ready("forceNotReady", json!({"agentId": "5002@test.cc", "deviceId": "8002@test.cc"}),
    r#"$state {"func":"SetState","agentMode":"NotReady","loginId":"5002@test.cc","agentId":"5002@test.cc","device":"8002@test.cc"}"#)]
#[case::force_logout("forceLogout", json!({"agentId": "5002@test.cc", "deviceId": "8002@test.cc"}),
    r#"$state {"namespace":"test.cc","func":"Logout","device":"8002@test.cc","agentId":"5002@test.cc","loginId":"5002@test.cc"}"#)]
#[case::super_logout("superLogout", json!({"code": "5002"}),
    r#"$state {"func":"Logout","agentId":"5002@test.cc"}"#)]
#[case::release("releaseAllocatedAgent", json!({"agentId": "5002@test.cc"}),
    "POST /api/csta/outbound/release/5002@test.cc")]
#[case::mode("setAgentMode", json!({"mode": "NotReady", "reason": "2"}),
    r#"$state {"func":"SetState","device":"8001@test.cc","agentMode":"NotReady","namespace":"test.cc","reason":"2","agentId":"5001@test.cc"}"#)]
#[case::mode_without_reason("setAgentMode", json!({"mode": "Ready"}),
    r#"$state {"func":"SetState","device":"8001@test.cc","agentMode":"Ready","namespace":"test.cc","reason":"","agentId":"5001@test.cc"}"#)]
fn a_method_is_its_documented_request(
    #[case] method: &str,
    #[case] args: Value,
    #[case] line: &str,
) {
    let mut visit = Visit::logged_in(json!({}));

    let sent = visit.invoke(method, args);
    let header = visit.headers.clone();
    let resolved = visit.answer(200, r#"{"pendingMode":"Ready"}"#);

    assert_eq!(sent, [request(line)]);
    assert_eq!(
        header,
        "sessionid: s1\n\
         content-type: application/json; charset=UTF-8\n\
         accept: application/json, text/javascript, */*; q=0.01\n"
    );
    assert_eq!(resolved, [r#"resolved {"pendingMode":"Ready"}"#]);
}

#[test]
fn a_mode_that_is_none_is_never_answered() {
    let mut visit = Visit::logged_in(json!({}));

    assert_eq!(
        visit.invoke("setAgentMode", json!({"mode": "Busy"})),
        [""; 0]
    );
}

#[test]
fn a_drop_without_an_id_takes_the_only_call_or_none() {
    let mut visit = Visit::logged_in(json!({}));

    let none = visit.invoke("dropConnection", json!({}));
    visit.event(
        "delivered",
        json!({"callId": "k1", "callingDevice": "9176@test.cc", "calledDevice": "8001@test.cc"}),
    );
    let only = visit.invoke("dropConnection", json!({}));

    assert_eq!(
        none,
        ["DELETE /api/csta/callControl/calls//connections/8001@test.cc%7C"]
    );
    assert_eq!(
        only,
        ["DELETE /api/csta/callControl/calls/k1/connections/8001@test.cc%7Ck1"]
    );
}

#[test]
fn a_missing_argument_is_refused_and_undefined_for_a_supervisor() {
    let mut visit = Visit::logged_in(json!({}));

    assert_eq!(
        visit.invoke("consult", json!({"callId": H})),
        [r#"rejected {"reason":"`consult` needs `phoneNumber`","responseText":"negative"}"#]
    );
    assert_eq!(
        visit.invoke("forceDrop", json!({"callId": H})),
        ["resolved"]
    );
}

#[test]
fn an_unknown_method_is_named_as_unsupported() {
    let mut visit = Visit::new(json!({}));

    assert_eq!(
        visit.invoke("makeTea", json!({})),
        ["Unsupported the reference client of wellClient has no method `makeTea`"]
    );
}

#[test]
fn options_that_cannot_be_meant_error_every_method() {
    let mut visit = Visit::new(json!({"sdk_behaviour": "1.4"}));

    assert_eq!(
        visit.invoke("isLogined", json!({})),
        ["Errored option `sdk_behaviour` is `manual` or `1.3.7`"]
    );
}

#[test]
fn what_needs_no_server_is_answered_at_once() {
    let mut visit = Visit::logged_in(json!({}));

    assert_eq!(
        visit.invoke("getVersion", json!({})),
        ["resolved \"1.3.7\""]
    );
    assert_eq!(
        visit.invoke("setSessionId", json!({"sessionId": "s9"})),
        ["resolved"]
    );
    assert_eq!(visit.invoke("getSessionId", json!({})), ["resolved \"s9\""]);
    assert_eq!(
        visit.invoke("isPhoneNumber", json!({"phoneNumber": "8007"})),
        ["resolved true"]
    );
    assert_eq!(
        visit.invoke("getEnv", json!({})),
        [
            r#"resolved {"loginId":"5001@test.cc","deviceId":"8001@test.cc","jobNumber":"5001","ext":"8001","domain":"test.cc","agentMode":"NotReady","sessionId":"s9","isLogined":true}"#
        ]
    );
    assert_eq!(
        visit.invoke("useConfig", json!({"envName": "AWS-HTTPS"})),
        ["resolved"]
    );
    assert_eq!(
        visit.invoke("holdCall", json!({"callId": "k1"})),
        ["POST /sdk/api/csta/callControl/calls/k1/connections/8001@test.cc%7Ck1/hold"]
    );
}
