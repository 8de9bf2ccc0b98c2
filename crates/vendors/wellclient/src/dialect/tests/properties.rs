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
    invariants::{
        events_are_as_documented, logins_are_whole, originated_once, own_ends_are_told, pairs_stay,
        serials_rise, the_client_can_follow,
    },
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

/// Services with a third party, without those that park. Most that are tried at random are refused.
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
