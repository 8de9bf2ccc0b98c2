use ctimock_dialect::World;
use ctimock_switch::{CallData, Command, Ends, Media, Target};
use rstest::rstest;
use serde_json::{Value, json};

use super::bench::{Bench, STATE, login_body, person, world};

const NONE: Vec<String> = Vec::new();

/// Client 5001 at 8001 with these identity fields, beside client 5002 at 8002.
fn with_fields(fields: Value, settings: Value) -> World {
    let mut world = world(2, settings);
    if let Value::Object(fields) = fields {
        world.clients[0].identity.extend(fields);
    }
    world
}

#[rstest]
#[case("/login")]
#[case("/loginTrusted")]
#[case("/api/security/login")]
#[case("/api/security/loginTrusted")]
#[case("/agent/login")]
#[case::under_a_prefix("/sdk/agent/login")]
fn each_login_path_opens_a_session(#[case] path: &str) {
    let mut bench = Bench::new(world(1, json!({})));
    let form = "username=5001&password=123456&namespace=test.cc";

    let (status, body) = bench.ask("POST", path, "", form);

    assert_eq!(status, 200);
    assert_eq!(body.as_object().map(|body| body.len()), Some(1));
    assert_eq!(body["sessionId"].as_str().map(str::len), Some(36));
    assert_eq!(bench.claims(), ["Exchange(ExchangeId(1)) agent1"]);
}

#[rstest]
#[case::another_password("username=5001&password=12345&namespace=test.cc")]
#[case::another_agent("username=5009&password=123456&namespace=test.cc")]
#[case::another_domain("username=5001&password=123456&namespace=cmb.cc")]
#[case::no_password("username=5001&password=&namespace=test.cc")]
fn wrong_credentials_get_401(#[case] form: &'static str) {
    let mut bench = Bench::new(world(1, json!({})));

    let (status, _) = bench.ask("POST", "/login", "", form);

    assert_eq!(status, 401);
}

#[rstest]
#[case::nothing("", "no body")]
#[case::json(r#"{"username":"5001"}"#, "something else")]
fn what_is_no_form_gets_400(#[case] form: &'static str, #[case] there: &str) {
    let mut bench = Bench::new(world(1, json!({})));

    let answer = bench.ask("POST", "/login", "", form);

    let error =
        format!("wanted the form `username=…&password=…&namespace=…`, and there was {there}");
    assert_eq!(answer, (400, json!({ "error": error })));
}

#[test]
fn a_password_with_signs_works_as_the_client_sends_it_and_encoded() {
    let mut bench = Bench::new(with_fields(json!({ "password": "a+b&c=d%" }), json!({})));

    let statuses = ["a+b&c=d%", "a%2Bb%26c%3Dd%25"].map(|password| {
        let form = format!("username=5001&password={password}&namespace=test.cc");
        bench.ask("POST", "/login", "", form).0
    });

    assert_eq!(statuses, [200, 200]);
}

#[rstest]
#[case::disabled(json!({ "account": "disabled" }), 423)]
#[case::not_registered(json!({ "registered": false }), 451)]
#[case::illegal_agent(json!({ "account": "illegal" }), 452)]
#[case::illegal_extension(json!({ "station": "illegal" }), 453)]
#[case::illegal_state(json!({ "station": "illegal_state" }), 456)]
#[case::unauthorised(json!({ "station": "unauthorised" }), 457)]
#[case::unallocatable(json!({ "account": "unallocatable" }), 462)]
#[case::no_task(json!({ "account": "no_task" }), 483)]
fn an_identity_can_be_refused_with_its_code(#[case] fields: Value, #[case] code: u16) {
    let mut bench = Bench::new(with_fields(fields, json!({})));
    let session = bench.session("5001");
    let socket = bench.listen("5001@test.cc");

    let (status, body) = bench.ask("POST", STATE, &session, login_body("5001", "8001", "Ready"));

    assert_eq!(status, code, "{body}");
    assert_eq!(bench.told(socket), NONE);
    assert_eq!(bench.world()["agents"][0]["agentMode"], "Logout");
}

#[rstest]
#[case::wrong_password(json!({ "password": "654321" }), 401)]
#[case::no_password(json!({ "password": null }), 401)]
#[case::unknown_agent(json!({ "loginId": "5009@test.cc" }), 452)]
#[case::unknown_extension(json!({ "device": "8009@test.cc" }), 453)]
#[case::an_extension_without_domain(json!({ "device": "8001" }), 453)]
#[case::no_extension(json!({ "device": null }), 400)]
#[case::no_agent(json!({ "loginId": null }), 400)]
#[case::a_strange_mode(json!({ "agentMode": "Logout" }), 400)]
#[case::a_strange_function(json!({ "func": "login" }), 400)]
#[case::no_function(json!({ "func": null }), 400)]
fn a_login_that_asks_for_the_impossible_is_refused(#[case] change: Value, #[case] code: u16) {
    let mut bench = Bench::new(world(1, json!({})));
    let session = bench.session("5001");
    let mut body: Value =
        serde_json::from_str(&login_body("5001", "8001", "Ready")).expect("it is JSON");
    if let (Value::Object(body), Value::Object(change)) = (&mut body, change) {
        body.extend(change);
    }

    let (status, answer) = bench.ask("POST", STATE, &session, body.to_string());

    assert_eq!(status, code, "{answer}");
}

#[test]
fn without_a_session_every_request_but_a_heartbeat_gets_426() {
    let mut bench = Bench::new(world(1, json!({})));
    let leg = "/api/csta/callControl/calls/K1/connections/8001@test.cc%7CK1";
    let requests = [
        ("POST", STATE.to_owned()),
        ("GET", "/api/csta/agent/client-state".to_owned()),
        ("POST", "/api/csta/callControl/calls".to_owned()),
        ("DELETE", leg.to_owned()),
        ("POST", format!("{leg}/answer")),
        (
            "GET",
            "/api/operation/operation/tenants/test.cc/agents/5001@test.cc".to_owned(),
        ),
    ];

    for (method, path) in requests {
        for session in ["", "none", "00000000-0000-4000-8000-000000000000"] {
            let body = if path == STATE {
                login_body("5001", "8001", "Ready")
            } else {
                String::new()
            };
            let (status, _) = bench.ask(method, &path, session, body);

            assert_eq!(status, 426, "{method} {path} `{session}`");
        }
    }
}

#[test]
fn the_session_of_the_body_counts_when_the_header_has_none() {
    let mut bench = Bench::new(world(1, json!({})));
    let session = bench.session("5001");
    let body = login_body("5001", "8001", "Ready").replace(
        "\"sessionId\":\"\"",
        &format!("\"sessionId\":\"{session}\""),
    );

    let (status, _) = bench.ask("POST", STATE, "", body);

    assert_eq!(status, 204);
}

#[test]
fn a_login_tells_the_agent_and_then_its_mode() {
    let mut bench = Bench::new(world(2, json!({})));

    let ready = bench.log_on("5001", "8001", "Ready");
    let not_ready = bench.log_on("5002", "8002", "NotReady");

    let events = bench.events(ready.socket);
    let serials: Vec<u64> = events
        .iter()
        .filter_map(|it| it["serial"].as_u64())
        .collect();
    assert_eq!(serials[1], serials[0] + 1);
    let told: Vec<String> = events.iter().map(super::bench::brief).collect();
    assert_eq!(told, ["agentLoggedOn Ready", "agentReady Ready"]);
    assert_eq!(
        bench.told(not_ready.socket),
        ["agentLoggedOn NotReady", "agentNotReady NotReady"]
    );
}

#[test]
fn the_same_agent_at_the_same_extension_gets_454() {
    let mut bench = Bench::new(world(1, json!({})));
    let desk = bench.log_on("5001", "8001", "Ready");

    let answer = bench.ask(
        "POST",
        STATE,
        &desk.session,
        login_body("5001", "8001", "Ready"),
    );

    let error = "`5001@test.cc` is logged on at `8001@test.cc`";
    assert_eq!(answer, (454, json!({ "error": error })));
}

#[test]
fn an_agent_at_another_extension_gets_455_with_where_it_is() {
    let mut bench = Bench::new(world(2, json!({})));
    let desk = bench.log_on("5001", "8001", "Ready");

    let answer = bench.ask(
        "POST",
        STATE,
        &desk.session,
        login_body("5001", "8002", "Ready"),
    );

    assert_eq!(
        answer,
        (
            455,
            json!({
                "deviceId": "8001@test.cc",
                "agentMode": "Ready",
                "error": "`5001@test.cc` is logged on at `8001@test.cc`",
            })
        )
    );
}

#[test]
fn an_extension_of_another_agent_gets_459_with_the_agent_under_both_names() {
    let mut bench = Bench::new(world(2, json!({})));
    bench.log_on("5002", "8002", "Ready");
    let session = bench.session("5001");

    let answer = bench.ask("POST", STATE, &session, login_body("5001", "8002", "Ready"));

    assert_eq!(
        answer,
        (
            459,
            json!({
                "agent": "5002@test.cc",
                "agentId": "5002@test.cc",
                "error": "`8002@test.cc` is used by `5002@test.cc`",
            })
        )
    );
}

#[test]
fn an_extension_in_a_call_gets_460() {
    let mut world = world(1, json!({}));
    world.parties = vec![super::bench::customer(
        "carl",
        "17602176375",
        Default::default(),
    )];
    let mut bench = Bench::new(world);
    let session = bench.session("5001");
    let [carl, station] = ["17602176375", "8001"].map(|word| bench.device(word));
    bench
        .command(Command::Offer {
            from: carl,
            to: Target::Device(station),
            media: Media::Voice,
            data: CallData::new(),
            ends: Ends::BelowTwo,
        })
        .expect("carl can call");

    let (status, _) = bench.ask("POST", STATE, &session, login_body("5001", "8001", "Ready"));

    assert_eq!(status, 460);
}

#[test]
fn one_agent_more_than_allowed_gets_461() {
    let mut bench = Bench::new(world(2, json!({ "max_agents": 1 })));
    let first = bench.log_on("5001", "8001", "Ready");
    let session = bench.session("5002");

    let second = bench
        .ask("POST", STATE, &session, login_body("5002", "8002", "Ready"))
        .0;
    bench.state(&first, json!({"func": "Logout", "agentId": "5001@test.cc"}));
    let after = bench
        .ask("POST", STATE, &session, login_body("5002", "8002", "Ready"))
        .0;

    assert_eq!([second, after], [461, 204]);
}

#[test]
fn a_logout_is_told_and_a_second_one_gets_458() {
    let mut bench = Bench::new(world(1, json!({})));
    let desk = bench.log_on("5001", "8001", "Ready");
    bench.events(desk.socket);
    let logout = json!({"func": "Logout", "agentId": "5001@test.cc"});

    let statuses = [(); 2].map(|()| bench.state(&desk, logout.clone()).0);

    assert_eq!(statuses, [204, 458]);
    assert_eq!(bench.told(desk.socket), ["agentLoggedOff Logout"]);
}

#[test]
fn a_forced_login_evicts_the_old_session_on_the_same_topic() {
    let mut bench = Bench::new(world(1, json!({})));
    let old = bench.log_on("5001", "8001", "Ready");
    bench.events(old.socket);
    let session = bench.session("5001");
    let socket = bench.listen("5001@test.cc");

    let refused = bench
        .ask("POST", STATE, &session, login_body("5001", "8001", "Ready"))
        .0;
    let logout = json!({"func": "Logout", "agentId": "5001@test.cc", "sessionId": session});
    let out = bench.ask("POST", STATE, &session, logout.to_string()).0;
    let on = bench
        .ask(
            "POST",
            STATE,
            &session,
            login_body("5001", "8001", "NotReady"),
        )
        .0;

    assert_eq!([refused, out, on], [454, 204, 204]);
    let told = [
        "agentLoggedOff Logout",
        "agentLoggedOn NotReady",
        "agentNotReady NotReady",
    ];
    assert_eq!(bench.told(old.socket), told);
    assert_eq!(bench.told(socket), told);
}

#[test]
fn a_supervisor_logs_another_agent_off() {
    let mut bench = Bench::new(world(2, json!({})));
    let desk = bench.log_on("5001", "8001", "Ready");
    bench.events(desk.socket);
    let supervisor = bench.log_on("5002", "8002", "Ready");
    let body = json!({"namespace": "test.cc", "func": "Logout", "device": "8001@test.cc",
                      "agentId": "5001@test.cc", "loginId": "5001@test.cc"});

    let (status, _) = bench.state(&supervisor, body);

    assert_eq!(status, 204);
    assert_eq!(bench.told(desk.socket), ["agentLoggedOff Logout"]);
}

#[test]
fn two_browsers_of_one_agent_are_two_clients_of_one_account() {
    let mut world = world(1, json!({}));
    let mut second = world.clients[0].clone();
    second.name = "again".to_owned();
    world.clients.push(second);
    let mut bench = Bench::new(world);

    bench.log_on("5001", "8001", "Ready");

    assert_eq!(bench.claims(), Vec::<String>::new());
    assert_eq!(bench.world()["agents"].as_array().map(Vec::len), Some(1));
}

#[test]
fn an_agent_has_sixteen_sessions_and_the_oldest_ends() {
    let mut bench = Bench::new(world(1, json!({})));
    let first = bench.session("5001");
    let mut last = String::new();
    for _ in 0..16 {
        last = bench.session("5001");
    }

    let state = |bench: &mut Bench, session: &str| {
        bench
            .ask("GET", "/api/csta/agent/client-state", session, "")
            .0
    };

    assert_eq!(
        [state(&mut bench, &first), state(&mut bench, &last)],
        [426, 200]
    );
    assert_eq!(bench.world()["agents"][0]["sessions"], 16);
}

#[test]
fn the_prefixes_of_an_agent_come_in_their_order() {
    let mut bench = Bench::new(world(2, json!({})));
    let session = bench.session("5001");
    let path = |domain: &str, login: &str| {
        format!("/sdk/api/operation/operation/tenants/{domain}/agents/{login}")
    };

    let found = bench.ask("GET", &path("test.cc", "5001@test.cc"), &session, "");
    let strange = bench
        .ask("GET", &path("test.cc", "5009@test.cc"), &session, "")
        .0;

    let wanted = json!({"agentTrunks": [{"scanPrefix": "9"}, {"scanPrefix": "90"}]});
    assert_eq!(found, (200, wanted));
    assert_eq!(strange, 404);
}

#[test]
fn a_party_at_a_clients_extension_keeps_it() {
    let mut world = world(1, json!({}));
    world.parties = vec![ctimock_dialect::PartySpec {
        person: person("bob", json!({"jobNumber": "5008", "ext": "8001"})),
        kind: ctimock_dialect::PartyKind::Agent,
        plan: Default::default(),
    }];
    let mut bench = Bench::new(world);
    let session = bench.session("5001");

    let (status, body) = bench.ask("POST", STATE, &session, login_body("5001", "8001", "Ready"));

    assert_eq!((status, &body["agent"]), (459, &json!("5008@test.cc")));
}
