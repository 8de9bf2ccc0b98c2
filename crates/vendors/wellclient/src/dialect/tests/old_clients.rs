//! The requests of the vendor's released clients in their order (dossier §16).

use std::time::Duration;

use ctimock_dialect::SocketId;
use rstest::rstest;
use serde_json::{Value, json};

use super::bench::{Bench, CALLS, STATE, brief, world};

const LOGIN: &str = "5001@test.cc";
const DEVICE: &str = "8001@test.cc";
const HEARTBEAT: &str = "/api/csta/agent/heartbeat/5001@test.cc";
const PREFIXES: &str = "/api/operation/operation/tenants/test.cc/agents/5001@test.cc";

/// In what a client differs from 1.3.7 on the wire.
#[derive(Clone, Copy)]
struct Version {
    socket: Socket,
    /// `/topic/csta/agent/…` instead of `/topic/event.agent.*.…`.
    old_topic: bool,
    /// The prefixes are asked for, and the first heartbeat must succeed, before the WebSocket opens.
    heartbeat_first: bool,
    /// The session stands in the body of the login as well.
    session_in_body: bool,
    /// `|` in paths is not encoded.
    raw_pipe: bool,
    /// The text `h` keeps the WebSocket alive.
    says_h: bool,
}

#[derive(Clone, Copy, PartialEq)]
enum Socket {
    /// SockJS; the login does not wait for it.
    SockJs,
    /// A WebSocket; the login follows at once.
    Plain,
    /// A WebSocket; the login follows after 500 ms.
    Waits,
}

const LATEST: Version = Version {
    socket: Socket::Waits,
    old_topic: false,
    heartbeat_first: false,
    session_in_body: true,
    raw_pipe: false,
    says_h: false,
};
const V1_1_0_11: Version = Version {
    heartbeat_first: true,
    session_in_body: false,
    ..LATEST
};
const V3_11_9: Version = Version {
    raw_pipe: true,
    ..V1_1_0_11
};
const V3_10_15: Version = Version {
    socket: Socket::Plain,
    ..V3_11_9
};
const V2_8_16: Version = Version {
    old_topic: true,
    says_h: true,
    ..V3_10_15
};
const V1_17_2: Version = Version {
    socket: Socket::SockJs,
    says_h: false,
    ..V2_8_16
};

/// A page with one of the vendor's clients.
struct Page {
    version: Version,
    bench: Bench,
    session: String,
    socket: SocketId,
}

impl Page {
    fn open(version: Version) -> Self {
        let mut bench = Bench::new(world(1, json!({})));
        let session = bench.session("5001");
        Self {
            version,
            bench,
            session,
            socket: SocketId(0),
        }
    }

    fn ask(&mut self, method: &str, path: &str, body: &str) -> u16 {
        self.bench
            .ask(method, path, &self.session, body.to_owned())
            .0
    }

    /// Writes a frame as the version wraps it.
    fn write(&mut self, text: &str) {
        let message = match self.version.socket {
            Socket::SockJs => json!([text]).to_string(),
            Socket::Plain | Socket::Waits => text.to_owned(),
        };
        self.bench.text(self.socket, &message);
    }

    fn listen(&mut self) {
        let path = match self.version.socket {
            Socket::SockJs => {
                assert_eq!(self.ask("GET", "/mvc/stomp/info", ""), 200);
                "/mvc/stomp/283/k3jf9x2b/websocket"
            }
            Socket::Plain | Socket::Waits => "/mvc/stomp/websocket",
        };
        self.socket = self.bench.open_at(path);
        self.write("CONNECT\naccept-version:1.1,1.0\nheart-beat:10000,10000\n\n\0");
        let topic = match self.version.old_topic {
            true => "/topic/csta/agent/5001@test.cc",
            false => "/topic/event.agent.*.5001@test_cc",
        };
        self.write(&format!("SUBSCRIBE\nid:sub-0\ndestination:{topic}\n\n\0"));
    }

    fn log_on(&mut self) {
        let mut body = json!({
            "loginId": LOGIN, "device": DEVICE, "password": "123456", "agentMode": "Ready",
            "func": "Login",
        });
        if self.version.session_in_body {
            body["sessionId"] = self.session.clone().into();
        }
        assert_eq!(self.ask("POST", STATE, &body.to_string()), 204);
    }

    /// Logs in as the version does, from the TPI to the first heartbeat.
    fn log_in(&mut self) {
        if self.version.heartbeat_first {
            assert_eq!(self.ask("GET", PREFIXES, ""), 200);
            assert_eq!(self.ask("POST", HEARTBEAT, ""), 204);
        }
        if self.version.socket == Socket::SockJs {
            self.log_on();
            self.bench.pass(Duration::from_millis(200));
            self.listen();
            self.bench.pass(Duration::from_millis(100));
        } else {
            self.listen();
            if self.version.socket == Socket::Waits {
                self.bench.pass(Duration::from_millis(500));
            }
            self.log_on();
        }
        assert_eq!(self.ask("POST", HEARTBEAT, ""), 204);
        if !self.version.heartbeat_first {
            assert_eq!(self.ask("GET", PREFIXES, ""), 200);
        }
    }

    fn leg(&mut self, call: &str, service: &str) -> u16 {
        let pipe = if self.version.raw_pipe { "|" } else { "%7C" };
        let leg = format!("{CALLS}/{call}/connections/{DEVICE}{pipe}{call}");
        match service {
            "" => self.ask("DELETE", &leg, ""),
            service => self.ask("POST", &format!("{leg}/{service}"), ""),
        }
    }

    fn told(&mut self) -> Vec<String> {
        self.bench.events(self.socket).iter().map(brief).collect()
    }
}

#[rstest]
#[case::v1_17_2(V1_17_2)]
#[case::v2_8_16(V2_8_16)]
#[case::v2_9_7(V2_8_16)]
#[case::v3_10_15(V3_10_15)]
#[case::v3_11_9(V3_11_9)]
#[case::v4_1_17(V3_11_9)]
#[case::v4_3_1(V3_11_9)]
#[case::v1_1_0_11(V1_1_0_11)]
#[case::v1_1_0_12(LATEST)]
#[case::v1_2_4(LATEST)]
#[case::v1_3_1(LATEST)]
#[case::v1_3_7(LATEST)]
fn a_released_client_logs_in_changes_its_mode_holds_and_logs_out(#[case] version: Version) {
    let mut page = Page::open(version);

    page.log_in();
    assert_eq!(page.told(), ["agentLoggedOn Ready", "agentReady Ready"]);

    if version.says_h {
        page.bench.text(page.socket, "h");
    }
    let mode = json!({
        "func": "SetState", "device": DEVICE, "agentMode": "NotReady", "namespace": "test.cc",
        "reason": "1", "agentId": LOGIN,
    });
    assert_eq!(page.ask("POST", STATE, &mode.to_string()), 204);
    assert_eq!(page.told(), ["agentNotReady NotReady 1"]);

    let call = page.bench.incoming("13800138000", "8001", &[]);
    let services = ["answer", "hold", "retrieve", ""].map(|service| page.leg(&call, service));
    assert_eq!(services, [204; 4]);
    assert_eq!(
        page.told(),
        [
            "delivered 8001 13800138000 8001 Inbound",
            "established 8001 13800138000 8001",
            "recordStarted",
            "held 8001 NORMAL",
            "retrieved 8001 NORMAL",
            "connectionCleared 8001 8001 NORMAL_CLEARING",
        ]
    );

    let logout = json!({"func": "Logout", "agentId": LOGIN}).to_string();
    assert_eq!(page.ask("POST", STATE, &logout), 204);
    assert_eq!(page.told(), ["agentLoggedOff Logout"]);
    page.write("DISCONNECT\n\n\0");
    assert_eq!(page.bench.closed(page.socket), [1000]);
}

/// The deprecated `login()` of 1.3.7: the WebSocket opens while the login is on its way, and the session
/// of the body is empty (dossier §4.2).
fn deprecated_login(quirk: &str) -> (Page, Vec<Value>) {
    let mut page = Page::open(LATEST);
    page.bench = Bench::with_quirks(world(1, json!({})), &[("early_login", quirk)]);
    page.session = page.bench.session("5001");
    let body = json!({
        "loginId": LOGIN, "device": DEVICE, "password": "123456", "agentMode": "NotReady",
        "func": "Login", "sessionId": "",
    });
    assert_eq!(page.ask("POST", STATE, &body.to_string()), 204);
    page.bench.pass(Duration::from_millis(50));
    page.listen();
    page.bench.pass(Duration::from_millis(249));
    let early = page.bench.events(page.socket);
    page.bench.pass(Duration::from_millis(1));
    (page, early)
}

#[test]
fn the_events_of_a_login_wait_300_ms_for_somebody_who_listens() {
    let (mut page, early) = deprecated_login("deferred");

    assert_eq!(early, [Value::Null; 0]);
    assert_eq!(
        page.told(),
        ["agentLoggedOn NotReady", "agentNotReady NotReady"]
    );
}

#[test]
fn the_events_of_a_login_are_lost_if_the_quirk_says_so() {
    let (mut page, early) = deprecated_login("lost");

    assert_eq!(early, [Value::Null; 0]);
    assert_eq!(page.told(), [""; 0]);
    let mode = json!({"func": "SetState", "agentMode": "Ready", "agentId": LOGIN});
    assert_eq!(page.ask("POST", STATE, &mode.to_string()), 204);
    assert_eq!(page.told(), ["agentReady Ready"]);
}

#[test]
fn what_happens_to_an_agent_meanwhile_follows_its_login() {
    let mut page = Page::open(V1_17_2);
    page.log_on();
    page.bench.pass(Duration::from_millis(100));
    let mode = json!({"func": "SetState", "agentMode": "NotReady", "agentId": LOGIN});
    assert_eq!(page.ask("POST", STATE, &mode.to_string()), 204);
    page.listen();
    assert_eq!(page.told(), [""; 0]);

    page.bench.pass(Duration::from_millis(200));

    assert_eq!(
        page.told(),
        [
            "agentLoggedOn Ready",
            "agentReady Ready",
            "agentNotReady NotReady"
        ]
    );
}

#[test]
fn nobody_who_comes_later_hears_of_the_login() {
    let mut page = Page::open(LATEST);
    page.log_on();
    page.bench.pass(Duration::from_millis(300));

    page.listen();
    page.bench.pass(Duration::from_secs(5));

    assert_eq!(page.told(), [""; 0]);
    let unheard = page.bench.effects.iter().filter_map(|effect| match effect {
        ctimock_dialect::Effect::Unheard { name, .. } => Some(*name),
        _ => None,
    });
    assert_eq!(unheard.collect::<Vec<_>>(), ["agentLoggedOn", "agentReady"]);
}
