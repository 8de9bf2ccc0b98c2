use ctimock_dialect::{PartyKind, PartySpec, Variant, World};
use rstest::rstest;
use serde_json::{Value, json};

use super::bench::{Bench, customer, person, queue, world};

fn errors(world: World) -> Vec<String> {
    match Bench::provision(world, &Variant::default()) {
        Ok(_) => Vec::new(),
        Err(errors) => errors.iter().map(ToString::to_string).collect(),
    }
}

#[test]
fn every_mistake_of_a_world_is_reported_with_its_path() {
    let mut world = world(
        1,
        json!({"ring_timeout": 60, "colour": "red", "max_agents": "two"}),
    );
    world.clients.push(person(
        "bert",
        json!({"jobNumber": "5002", "domain": "test.cc", "ext": 8002}),
    ));
    world.clients.push(person(
        "zoe",
        json!({"jobNumber": "5001", "password": "no",
                                            "domain": "test.cc", "ext": "8001"}),
    ));
    world.parties = vec![
        customer("carl", "17602176375", Default::default()),
        customer("dora", "17602176375", Default::default()),
        PartySpec {
            person: person("eve", json!({"jobNumber": "5001", "ext": "8007"})),
            kind: PartyKind::Agent,
            plan: Default::default(),
        },
    ];
    world.queues = vec![queue("sales", "7021", &["carl"])];
    world
        .tables
        .insert("apps".to_owned(), serde_json::Map::new());

    assert_eq!(
        errors(world),
        [
            "`given.settings.ring_timeout`: wanted a number and a unit, such as `60s`, and there \
             was `60`",
            "`given.settings.colour`: `colour` is no setting of wellClient",
            "`given.settings.max_agents`: wanted a whole number, and there was `\"two\"`",
            "`given.clients.bert.ext`: wanted a text, and there was `8002`",
            "`given.clients.zoe.password`: two clients with one job number have two passwords",
            "`given.parties.dora.number`: `17602176375` is somebody else already",
            "`given.parties.eve.jobNumber`: `5001@test.cc` is somebody else already",
            "`given.queues.sales.members`: wanted a client or an agent, and there was `carl`",
            "`given.apps`: wellClient has no such table",
        ]
    );
}

#[rstest]
#[case::registered(json!({"registered": "no"}),
    "`given.clients.agent1.registered`: wanted `true` or `false`, and there was `\"no\"`")]
#[case::prefix(json!({"prefix": [9]}),
    "`given.clients.agent1.prefix`: wanted a list of texts, and there was `9`")]
#[case::account(json!({"account": "gone"}),
    "`given.clients.agent1.account`: wanted one of `active`, `disabled`, `illegal`, \
     `unallocatable`, `quota_used`, `no_task`, and there was `gone`")]
#[case::no_password(json!({"password": null}),
    "`given.clients.agent1.password`: wanted a text, and there was none")]
fn an_identity_field_of_the_wrong_kind_is_reported(#[case] change: Value, #[case] wanted: &str) {
    let mut world = world(1, json!({}));
    if let Value::Object(change) = change {
        world.clients[0].identity.extend(change);
    }

    assert_eq!(errors(world), [wanted]);
}

#[test]
fn a_number_belongs_to_one_of_extensions_people_outside_and_queues() {
    let mut world = world(1, json!({}));
    world.parties = vec![
        customer("carl", "8001", Default::default()),
        customer("dora", "17602176375", Default::default()),
    ];
    world.queues = vec![
        queue("sales", "8001", &["agent1"]),
        queue("help", "17602176375", &["agent1"]),
    ];

    assert_eq!(
        errors(world),
        [
            "`given.parties.carl.number`: `8001` is an extension already",
            "`given.queues.sales.number`: `8001` is an extension already",
            "`given.queues.help.number`: `17602176375` is somebody outside already",
        ]
    );
}

#[test]
fn two_agents_with_one_topic_cannot_be() {
    let mut world = world(1, json!({}));
    let mut identity = world.clients[0].identity.clone();
    identity.insert("domain".into(), "test_cc".into());
    world.clients.push(ctimock_dialect::Person {
        name: "twin".to_owned(),
        identity,
    });

    assert_eq!(
        errors(world),
        ["`given.clients.twin.jobNumber`: `5001@test_cc` would have the topic of `5001@test.cc`"]
    );
}

#[test]
fn a_simulated_agent_is_logged_on_as_its_mode_says() {
    let agent = |name: &str, job: &str, ext: &str, mode: Value| PartySpec {
        person: person(name, json!({"jobNumber": job, "ext": ext, "mode": mode})),
        kind: PartyKind::Agent,
        plan: Default::default(),
    };
    let world = World {
        parties: vec![
            agent("bob", "5005", "8005", Value::Null),
            agent("tom", "5006", "8006", "NotReady".into()),
            agent("kim", "5007", "8007", "Logout".into()),
        ],
        ..world(0, json!({}))
    };

    let mut bench = Bench::new(world);

    let world = bench.world();
    let modes = world["agents"].as_array().expect("agents").iter();
    let modes: Vec<&Value> = modes.map(|agent| &agent["agentMode"]).collect();
    assert_eq!(modes, ["Ready", "NotReady", "Logout"]);
}

#[test]
fn the_accounts_of_the_manual_log_in_to_the_demo_world() {
    let demo: Value = serde_yaml::from_str(crate::DEMO).expect("the demo is YAML");
    let people = |table: &str| {
        let people = demo["given"][table]
            .as_object()
            .expect("people have names")
            .clone();
        people.into_iter()
    };
    let clients = people("clients").map(|(name, identity)| person(&name, identity));
    let parties = people("parties").map(|(name, identity)| {
        let number = identity["number"].as_str().expect("a number");
        customer(&name, number, Default::default())
    });
    let world = World {
        clients: clients.collect(),
        parties: parties.collect(),
        ..World::default()
    };

    let mut bench = Bench::new(world);

    let desks = [("5001", "8001"), ("5002", "8002"), ("5003", "8004")]
        .map(|(job, ext)| bench.log_on(job, ext, "Ready"));
    assert_eq!(bench.call(&desks[0], "98007").len(), 36);
}
