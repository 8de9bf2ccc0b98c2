//! What a server must respect whatever happens (dossier §9, "Server invariants"), over random
//! histories on the real switch. Numbers 4 and 5, and what a client makes of it all, are in `follow.rs`.

use std::{
    collections::{BTreeMap, BTreeSet},
    time::Duration,
};

use ctimock_dialect::{Effect, PartyKind, PartySpec, SocketId, World};
use ctimock_switch::{Action, Cause, Command, DeviceId, Plan, Policy};
use proptest::prelude::{Strategy, any, prop_oneof};
use proptest::{prelude::ProptestConfig, proptest};
use serde_json::{Value, json};

use super::{
    bench::{Bench, Desk, STATE, customer, login_body, person, queue, world},
    follow::Memory,
    people::{connected, offered},
};

/// One thing that somebody does. Numbers pick among what is there.
#[derive(Clone, Debug)]
enum Deed {
    LogOn {
        agent: usize,
        ready: bool,
    },
    LogOff {
        agent: usize,
    },
    SetMode {
        agent: usize,
        ready: bool,
    },
    Dial {
        agent: usize,
        to: usize,
    },
    Incoming {
        from: usize,
        to: usize,
    },
    Leg {
        agent: usize,
        call: usize,
        service: usize,
    },
    Third {
        agent: usize,
        call: usize,
        second: usize,
        to: usize,
        service: usize,
    },
    HangUp {
        party: usize,
        call: usize,
    },
    Reconnect {
        agent: usize,
    },
    Allocate {
        agent: usize,
    },
    Telephone {
        agent: usize,
        on: bool,
    },
    Record {
        agent: usize,
        start: bool,
    },
    Pass {
        seconds: u64,
    },
}

/// Three agents at work who talk to each other and to others, with third parties.
fn talk() -> impl Strategy<Value = Vec<Deed>> {
    let agent = 0..3_usize;
    let deed = prop_oneof![
        3 => (agent.clone(), 0..NUMBERS.len()).prop_map(|(agent, to)| Deed::Dial { agent, to }),
        2 => (0..OUTSIDE.len(), 0..4_usize).prop_map(|(from, to)| Deed::Incoming { from, to }),
        8 => (agent.clone(), 0..2_usize).prop_map(|(agent, call)| Deed::Leg { agent, call, service: 0 }),
        2 => (agent.clone(), 0..2_usize, 1..4_usize)
            .prop_map(|(agent, call, service)| Deed::Leg { agent, call, service }),
        6 => third(agent, 0..SERVICES.len()),
        4 => third(0..3_usize, 2..4_usize),
        1 => (0..OUTSIDE.len(), 0..4_usize).prop_map(|(party, call)| Deed::HangUp { party, call }),
        1 => (0..30_u64).prop_map(|seconds| Deed::Pass { seconds }),
    ];
    let scene = prop_oneof![
        6 => deed.prop_map(|deed| vec![deed]),
        1 => (0..3_usize, 1..SERVICES.len()).prop_map(|(agent, service)| consultation(agent, service)),
    ];
    proptest::collection::vec(scene, 1..40).prop_map(|scenes| {
        let on = (0..3).map(|agent| Deed::LogOn { agent, ready: true });
        on.chain(scenes.into_iter().flatten()).collect()
    })
}

/// An agent calls another one and asks the third about it; then something is done with both calls.
fn consultation(agent: usize, service: usize) -> Vec<Deed> {
    let [other, third] = [(agent + 1) % 3, (agent + 2) % 3];
    let answer = |agent| Deed::Leg {
        agent,
        call: 0,
        service: 0,
    };
    let ask = |service| Deed::Third {
        agent,
        call: 0,
        second: 1,
        to: third,
        service,
    };
    vec![
        Deed::Dial { agent, to: other },
        answer(other),
        ask(0),
        answer(third),
        ask(service),
    ]
}

fn third(
    agent: std::ops::Range<usize>,
    service: std::ops::Range<usize>,
) -> impl Strategy<Value = Deed> {
    let strategy = (agent, 0..2_usize, 0..2_usize, 0..NUMBERS.len(), service);
    strategy.prop_map(|(agent, call, second, to, service)| Deed::Third {
        agent,
        call,
        second,
        to,
        service,
    })
}

fn deed() -> impl Strategy<Value = Deed> {
    let agent = 0..3_usize;
    prop_oneof![
        2 => (agent.clone(), any::<bool>()).prop_map(|(agent, ready)| Deed::LogOn { agent, ready }),
        1 => agent.clone().prop_map(|agent| Deed::LogOff { agent }),
        1 => (agent.clone(), any::<bool>()).prop_map(|(agent, ready)| Deed::SetMode { agent, ready }),
        4 => (agent.clone(), 0..NUMBERS.len()).prop_map(|(agent, to)| Deed::Dial { agent, to }),
        4 => (0..OUTSIDE.len(), 0..4_usize).prop_map(|(from, to)| Deed::Incoming { from, to }),
        8 => (agent.clone(), 0..4_usize, 0..4_usize)
            .prop_map(|(agent, call, service)| Deed::Leg { agent, call, service }),
        4 => third(agent.clone(), 0..SERVICES.len()),
        2 => (0..OUTSIDE.len(), 0..4_usize).prop_map(|(party, call)| Deed::HangUp { party, call }),
        1 => agent.clone().prop_map(|agent| Deed::Reconnect { agent }),
        1 => agent.clone().prop_map(|agent| Deed::Allocate { agent }),
        1 => (agent.clone(), any::<bool>()).prop_map(|(agent, on)| Deed::Telephone { agent, on }),
        1 => (agent, any::<bool>()).prop_map(|(agent, start)| Deed::Record { agent, start }),
        4 => (0..90_u64).prop_map(|seconds| Deed::Pass { seconds }),
    ]
}

const OUTSIDE: [&str; 3] = ["17602176375", "13800138000", "13900139000"];
const NUMBERS: [&str; 8] = [
    "8001",
    "8002",
    "8003",
    "8004",
    "917602176375",
    "913800138000",
    "913900139000",
    "7021",
];

/// Services with a third party. Most that are tried at random are refused.
const SERVICES: [&str; 6] = [
    "consult",
    "cancelConsult",
    "transfer",
    "conference",
    "singleStepTransfer",
    "singleStepConference",
];

/// Three clients, a simulated agent, a queue, and outsiders who answer, decline and are engaged.
fn everybody(policy: Policy) -> World {
    let mut sales = queue("sales", "7021", &["agent1", "agent2", "bob"]);
    sales.policy = policy;
    let answers = Plan {
        rules: vec![offered(2, Action::Answer), connected(20, Action::HangUp)],
    };
    World {
        parties: vec![
            customer("carl", OUTSIDE[0], answers.clone()),
            customer(
                "dora",
                OUTSIDE[1],
                Plan {
                    rules: vec![offered(3, Action::Reject(Cause::Rejected))],
                },
            ),
            customer(
                "eve",
                OUTSIDE[2],
                Plan {
                    rules: vec![offered(0, Action::Fail(Cause::Busy))],
                },
            ),
            PartySpec {
                person: person("bob", json!({"jobNumber": "5004", "ext": "8004"})),
                kind: PartyKind::Agent,
                plan: answers,
            },
        ],
        queues: vec![sales],
        // Nobody beats in these histories, and who is off by the clock is tested elsewhere.
        ..world(3, json!({ "heartbeat_timeout": "10h" }))
    }
}

/// A bench with what random deeds need.
struct Play {
    bench: Bench,
    desks: Vec<Desk>,
    outside: Vec<DeviceId>,
    told: Told,
}

/// Every event that was told, by socket.
#[derive(Debug, Default, PartialEq)]
struct Told {
    events: BTreeMap<SocketId, Vec<Value>>,
    /// Sockets that were cut, or came after one that was: they missed events.
    gaps: BTreeSet<SocketId>,
}

impl Play {
    fn new(policy: Policy) -> Self {
        let mut bench = Bench::new(everybody(policy));
        let desks = (1..=3)
            .map(|number| Desk {
                session: bench.session(&format!("500{number}")),
                socket: bench.listen(&format!("500{number}@test.cc")),
                device: format!("800{number}@test.cc"),
            })
            .collect();
        let outside = OUTSIDE.map(|number| bench.device(number)).to_vec();
        Self {
            bench,
            desks,
            outside,
            told: Told::default(),
        }
    }

    fn run(mut self, deeds: &[Deed]) -> Told {
        for deed in deeds {
            self.perform(deed);
            self.collect();
        }
        while let Some(call) = self.call(0) {
            let call = self.bench.call_id(&call);
            self.bench
                .command(Command::ClearCall { call })
                .expect("the call is there");
        }
        self.collect();
        self.told
    }

    fn perform(&mut self, deed: &Deed) {
        let name = |agent: usize| json!({ "client": format!("agent{}", agent + 1) });
        match *deed {
            Deed::LogOn { agent, ready } => {
                let (job, ext) = (format!("500{}", agent + 1), format!("800{}", agent + 1));
                let mode = if ready { "Ready" } else { "NotReady" };
                let session = self.desks[agent].session.clone();
                self.bench
                    .ask("POST", STATE, &session, login_body(&job, &ext, mode));
            }
            Deed::LogOff { agent } => {
                let login = format!("500{}@test.cc", agent + 1);
                let body = json!({"func": "Logout", "agentId": login});
                self.bench.state(&self.desks[agent], body);
            }
            Deed::SetMode { agent, ready } => {
                let login = format!("500{}@test.cc", agent + 1);
                let mode = if ready { "Ready" } else { "NotReady" };
                let body = json!({"func": "SetState", "agentId": login, "agentMode": mode});
                self.bench.state(&self.desks[agent], body);
            }
            Deed::Dial { agent, to } => {
                self.bench.dial(&self.desks[agent], NUMBERS[to]);
            }
            Deed::Incoming { from, to } => {
                let to = ["8001", "8002", "8003", "7021"][to];
                // Refused while that party talks already.
                let _ = self.bench.offer(OUTSIDE[from], to, &[]);
            }
            Deed::Leg {
                agent,
                call,
                service,
            } => {
                if let Some(call) = self.own_call(agent, call) {
                    let service = ["answer", "hold", "retrieve", ""][service];
                    self.bench.leg(&self.desks[agent], &call, service);
                }
            }
            Deed::Third {
                agent,
                call,
                second,
                to,
                service,
            } => {
                let pair = (self.own_call(agent, call), self.own_call(agent, second));
                if let (Some(call), Some(second)) = pair {
                    let body = json!({
                        "consultationParticipant": NUMBERS[to],
                        "transferTo": NUMBERS[to],
                        "conferenceParticipant": NUMBERS[to],
                        "participationType": if second == call { "Silent" } else { "Active" },
                        "consultCallId": second,
                    });
                    let desk = &self.desks[agent];
                    self.bench.serve(desk, &call, SERVICES[service], body);
                }
            }
            Deed::HangUp { party, call } => {
                if let Some(call) = self.call(call) {
                    let call = self.bench.call_id(&call);
                    let device = self.outside[party];
                    // Refused when that party is not in that call.
                    let _ = self.bench.command(Command::Clear { call, device });
                }
            }
            Deed::Reconnect { agent } => {
                let old = self.desks[agent].socket;
                self.bench.cut(old);
                let new = self.bench.listen(&format!("500{}@test.cc", agent + 1));
                self.desks[agent].socket = new;
                self.told.gaps.extend([old, new]);
            }
            // Each of these is refused when the agent's state forbids it.
            Deed::Allocate { agent } => drop(self.bench.act("allocates", name(agent))),
            Deed::Telephone { agent, on } => {
                let act = if on { "registers" } else { "unregisters" };
                drop(self.bench.act(act, name(agent)));
            }
            Deed::Record { agent, start } => {
                let service = if start { "Start" } else { "Stop" };
                let desk = &self.desks[agent];
                let path = format!(
                    "/api/csta/callControl/recording/{service}?extension={}",
                    desk.device
                );
                let session = desk.session.clone();
                self.bench.ask("POST", &path, &session, "");
            }
            Deed::Pass { seconds } => self.bench.pass(Duration::from_secs(seconds)),
        }
    }

    fn call(&mut self, number: usize) -> Option<String> {
        let world = self.bench.world();
        let calls = world["calls"].as_array()?;
        let call = calls.get(number % calls.len().max(1))?;
        Some(call["callId"].as_str()?.to_owned())
    }

    /// Returns a call of an agent's extension, if it has any, or else one of others.
    fn own_call(&mut self, agent: usize, number: usize) -> Option<String> {
        let world = self.bench.world();
        let device = &self.desks[agent].device;
        let is_in = |call: &&Value| {
            let connections = call["connections"].as_array().into_iter().flatten();
            connections.into_iter().any(|it| it["deviceId"] == **device)
        };
        let calls: Vec<&Value> = world["calls"].as_array()?.iter().filter(is_in).collect();
        match calls.get(number % calls.len().max(1)) {
            Some(call) => call["callId"].as_str().map(str::to_owned),
            None => self.call(number),
        }
    }

    fn collect(&mut self) {
        for effect in self.bench.effects.drain(..) {
            if let Effect::Send {
                socket,
                name: Some(_),
                frame,
            } = effect
            {
                // Invariant 7: one frame in each message.
                let text = frame.text();
                assert_eq!(text.matches('\0').count(), 1, "{text}");
                let event = serde_json::from_str(&frame.body).expect("an event is JSON");
                self.told.events.entry(socket).or_default().push(event);
            }
        }
    }
}

fn text<'e>(event: &'e Value, field: &str) -> &'e str {
    event[field].as_str().unwrap_or_default()
}

/// Returns by which id the receiver knew a call, and by which it knows it from here on.
fn renamed(event: &Value) -> Option<(&str, &str)> {
    let is_renamed = match text(event, "eventName") {
        "transferred" => event["transferredToDevice"] == event["srcDeviceId"],
        "conferenced" => true,
        _ => false,
    };
    is_renamed.then(|| (text(event, "secondaryOldCall"), text(event, "newCall")))
}

/// Invariant 1: the pair of a call is the same in every event, and the receiver is one of it.
fn pairs_stay(events: &[Value]) {
    let mut pairs: BTreeMap<&str, (&str, &str)> = BTreeMap::new();
    for event in events {
        if let Some((old, new)) = renamed(event) {
            if let Some(pair) = pairs.remove(old) {
                pairs.entry(new).or_insert(pair);
            }
            continue;
        }
        if text(event, "eventName") == "connectionCleared"
            && event["releasingDevice"] == event["srcDeviceId"]
        {
            pairs.remove(text(event, "callId"));
        }
        if event.get("callingDevice").is_none() {
            continue;
        }
        let pair = (text(event, "callingDevice"), text(event, "calledDevice"));
        let own = text(event, "srcDeviceId");
        assert!(own == pair.0 || own == pair.1, "{event}");
        assert_eq!(
            pairs.entry(text(event, "callId")).or_insert(pair),
            &pair,
            "{event}"
        );
    }
}

/// Invariant 2: `originated` once in a call, and directly after `serviceInitiated`.
fn originated_once(events: &[Value]) {
    let mut originated: BTreeMap<&str, usize> = BTreeMap::new();
    for (event, next) in events
        .iter()
        .zip(events.iter().skip(1).map(Some).chain([None]))
    {
        match text(event, "eventName") {
            "originated" => *originated.entry(text(event, "callId")).or_default() += 1,
            "serviceInitiated" => {
                let next = next.expect("originated follows");
                assert_eq!(text(next, "eventName"), "originated");
                assert_eq!(next["callId"], event["callId"]);
                assert_eq!(
                    next["serial"].as_u64(),
                    event["serial"].as_u64().map(|it| it + 1)
                );
            }
            _ => {}
        }
    }
    assert!(
        originated.values().all(|count| *count == 1),
        "{originated:?}"
    );
}

/// Invariant 3: the end of the own leg is told, once for each time that it began, and nothing of the
/// call but the far leg's end comes after it, unless a queue rings the same agent again. `complete`: the
/// socket missed nothing.
fn own_ends_are_told(events: &[Value], complete: bool) {
    let mut open: BTreeMap<&str, bool> = BTreeMap::new();
    let mut shared: BTreeSet<&str> = BTreeSet::new();
    for event in events {
        let call = text(event, "callId");
        if let Some((old, new)) = renamed(event)
            && let Some(own_leg) = open.remove(old)
        {
            open.insert(new, own_leg);
        }
        let own = text(event, "srcDeviceId");
        match text(event, "eventName") {
            "serviceInitiated" => assert_eq!(open.insert(call, true), None, "{event}"),
            "delivered" if text(event, "alertingDevice") == own => {
                assert_ne!(open.insert(call, true), Some(true), "{event}");
            }
            "originated" | "delivered" | "established" | "held" | "retrieved" | "recordStarted"
            | "transferred" | "conferenced" => {
                let own_leg = open.get(call).copied();
                assert_ne!(own_leg, Some(false), "{event}");
                assert!(own_leg.is_some() || !complete, "{event}");
            }
            "connectionCleared" if text(event, "releasingDevice") == own => {
                let before = open.insert(call, false);
                assert!(before == Some(true) || !complete, "{event}");
            }
            // Of three parties one may go before.
            "connectionCleared" if shared.contains(call) => {}
            "connectionCleared" => {
                assert_ne!(
                    open.get(call).copied(),
                    Some(true),
                    "the own leg ends first: {event}"
                );
            }
            _ => {}
        }
        if matches!(text(event, "eventName"), "transferred" | "conferenced") {
            shared.insert(call);
        }
    }
    if complete {
        assert!(open.values().all(|open| !open), "{open:?}");
    }
}

/// Invariant 6: serials are there, consecutive ones differ, and each stream counts upwards.
fn serials_rise(events: &[Value]) {
    let mut last: BTreeMap<&str, u64> = BTreeMap::new();
    let mut previous = 0;
    for event in events {
        let serial = event["serial"].as_u64().expect("a serial");
        let before = last
            .insert(text(event, "eventType"), serial)
            .unwrap_or_default();
        assert!(serial > before, "{event}");
        assert_ne!(serial, previous, "{event}");
        previous = serial;
    }
}

/// A login is told with its mode directly behind it, and a logged-off agent hears of nothing.
fn logins_are_whole(events: &[Value]) {
    let mut is_on = false;
    let mut awaits_mode = false;
    for event in events {
        let name = text(event, "eventName");
        if awaits_mode {
            assert!(matches!(name, "agentReady" | "agentNotReady"), "{event}");
        }
        awaits_mode = name == "agentLoggedOn";
        is_on |= awaits_mode;
        assert!(is_on, "{event}");
        is_on &= name != "agentLoggedOff";
    }
}

/// Every event has the fields that the contract requires, and no others.
fn events_are_as_documented(events: &[Value]) {
    for event in events {
        let name = text(event, "eventName");
        let documented = crate::contract().event(name).expect("it is documented");
        let fields = event.as_object().expect("an event is an object");
        let order: Vec<usize> = fields
            .keys()
            .map(|key| {
                let place = documented
                    .fields
                    .iter()
                    .position(|field| field.name == *key);
                place.unwrap_or_else(|| panic!("`{key}` of {event}"))
            })
            .collect();
        assert!(order.is_sorted(), "the vendor's order: {event}");
        for field in documented.fields.iter().filter(|field| field.required) {
            assert!(
                fields.contains_key(&field.name),
                "`{}` of {event}",
                field.name
            );
        }
        for field in &documented.fields {
            let table = field
                .values
                .as_ref()
                .map(|table| &crate::contract().values[table]);
            if let (Some(table), Some(word)) = (table, event[&field.name].as_str()) {
                assert!(table.words.contains_key(word), "`{word}` of {event}");
            }
        }
    }
}

/// Invariants 4 and 5, and no call that the client remembers for good.
fn the_client_can_follow(events: &[Value]) {
    let mut memory = Memory::default();
    for event in events {
        memory.take(event);
    }
    assert!(memory.is_empty(), "{memory:?}");
}

fn check(policy: Policy, deeds: &[Deed]) {
    let told = Play::new(policy).run(deeds);
    for (socket, events) in &told.events {
        let complete = !told.gaps.contains(socket);
        pairs_stay(events);
        originated_once(events);
        own_ends_are_told(events, complete);
        serials_rise(events);
        if complete {
            logins_are_whole(events);
            the_client_can_follow(events);
        }
        events_are_as_documented(events);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_invariants_hold_whatever_happens(deeds in proptest::collection::vec(deed(), 1..40)) {
        check(Policy::LongestIdle, &deeds);
    }

    #[test]
    fn the_invariants_hold_when_all_agents_are_rung(
        deeds in proptest::collection::vec(deed(), 1..40),
    ) {
        check(Policy::RingAll, &deeds);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_invariants_hold_when_third_parties_come_and_go(deeds in talk()) {
        check(Policy::LongestIdle, &deeds);
    }
}

#[test]
fn equal_histories_give_equal_events() {
    let deeds = [
        Deed::LogOn {
            agent: 0,
            ready: true,
        },
        Deed::LogOn {
            agent: 1,
            ready: true,
        },
        Deed::Dial { agent: 0, to: 4 },
        Deed::Incoming { from: 1, to: 3 },
        Deed::Pass { seconds: 30 },
    ];

    let [first, second] = [(); 2].map(|()| Play::new(Policy::LongestIdle).run(&deeds));

    assert!(!first.events.is_empty());
    assert_eq!(first, second);
}
