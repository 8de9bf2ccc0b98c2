use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    num::NonZeroUsize,
    path::Path,
    sync::{Arc, OnceLock},
};

use ctimock_conformance::{CaseReport, RunEvent, Verdict};
use ctimock_mock::Vendor;
use ctimock_runner::{Case, CaseOptions, Interrupt, RunOptions, run};
use ctimock_scenario::{
    Contracts, EventPattern, Files, FilesError, Item, Pattern, PatternNode, Reply, Scenario, Step,
    Verb, load,
};

use crate::{
    program::{Program, repository},
    workspace::files,
};

#[test]
fn the_program_finds_no_problem_in_any_scenario() {
    let said = Program::new("check").run(&["check", &repository("scenarios")]);

    assert_eq!((said.code, said.err.as_str()), (Some(0), ""));
    assert!(said.out.ends_with("no problems\n"), "{}", said.out);
}

#[test]
fn every_scenario_passes_with_the_reference_client_and_twice_the_same() {
    let cases: Vec<Case<'_>> = scenarios()
        .iter()
        .map(|scenario| (&WELLCLIENT, Arc::clone(scenario)))
        .collect();
    let options = RunOptions {
        case: CaseOptions {
            seed: 7,
            ..CaseOptions::default()
        },
        variants: BTreeMap::new(),
        jobs: NonZeroUsize::MIN,
        check_determinism: true,
        interrupt: Interrupt::default(),
    };

    let mut broken = Vec::new();
    run(&cases, &options, |event| {
        if let RunEvent::CaseFinished(report) = event
            && report.verdict != Verdict::Passed
        {
            broken.push(in_a_line(&report));
        }
    });

    assert_eq!(broken, Vec::<String>::new());
}

#[test]
fn there_are_at_least_forty_scenarios_of_wellclient() {
    let number = files("scenarios/wellclient", ".yaml").len();

    assert!(number >= 40, "{number} scenarios");
}

#[test]
fn every_scenario_names_its_source() {
    let silent: Vec<String> = scenarios()
        .iter()
        .filter(|scenario| {
            scenario
                .source
                .as_deref()
                .is_none_or(|source| source.trim().is_empty())
        })
        .map(|scenario| scenario.id())
        .collect();

    assert_eq!(silent, Vec::<String>::new());
}

/// Dossier §13, the state endpoint and the login.
#[test]
fn every_code_that_refuses_a_login_or_a_change_of_mode_is_expected_somewhere() {
    let mut expected = BTreeSet::new();
    for_each_step(|step| {
        if let Verb::Call(call) = &step.verb
            && let Reply::Fails(pattern) = &call.reply
        {
            expected.extend(status(pattern));
        }
    });
    let documented = [
        401, 423, 426, 451, 452, 453, 454, 455, 456, 457, 458, 459, 460, 461, 462, 465, 466, 483,
    ];

    let missing: Vec<i64> = documented
        .into_iter()
        .filter(|status| !expected.contains(status))
        .collect();

    assert_eq!(missing, Vec::<i64>::new());
}

/// Dossier §8.1, §8.2 without transfers and conferences, and the events that the SDK makes (§14).
#[test]
fn every_event_of_agents_and_of_calls_between_two_is_expected_somewhere() {
    let mut expected = BTreeSet::new();
    for_each_step(|step| {
        if let Verb::Expect(expect) = &step.verb {
            for item in &expect.items {
                expected.extend(events(item).map(|event| event.name.clone()));
            }
        }
    });
    let documented = [
        "agentLoggedOn",
        "agentReady",
        "agentNotReady",
        "agentAllocated",
        "agentWorkingAfterCall",
        "agentLoggedOff",
        "serviceInitiated",
        "originated",
        "delivered",
        "established",
        "held",
        "retrieved",
        "connectionCleared",
        "recordStarted",
        "recordStopped",
        "failed",
        "ChannelStateChangedEvent",
        "inner.connectionCleared",
        "inner.wsDisconnected",
        "inner.wsReconnectSucceed",
        "inner.recoverStateSuccess",
    ];

    let missing: Vec<&str> = documented
        .into_iter()
        .filter(|event| !expected.contains(*event))
        .collect();

    assert_eq!(missing, Vec::<&str>::new());
}

/// Dossier §18.
#[test]
fn every_field_problem_and_each_of_its_ways_has_a_scenario() {
    let shown: BTreeSet<&str> = scenarios()
        .iter()
        .flat_map(|scenario| scenario.variant.problems.iter())
        .collect();

    let missing: Vec<String> = ctimock_wellclient::contract()
        .problem_names()
        .into_iter()
        .filter(|name| !shown.contains(name.as_str()))
        .collect();

    assert_eq!(missing, Vec::<String>::new());
}

/// Returns every case of the repository's scenarios, read once.
fn scenarios() -> &'static [Arc<Scenario>] {
    static READ: OnceLock<Vec<Arc<Scenario>>> = OnceLock::new();
    READ.get_or_init(|| {
        let contracts = Contracts::new([ctimock_wellclient::contract()]);
        files("scenarios", ".yaml")
            .into_iter()
            .flat_map(|(path, _)| {
                let read = load(Path::new(&path), &Disk, &contracts);
                read.unwrap_or_else(|problems| panic!("{path}: {problems:?}"))
            })
            .map(Arc::new)
            .collect()
    })
}

fn for_each_step(mut look: impl FnMut(&Step)) {
    for scenario in scenarios() {
        for step in &scenario.steps {
            match &step.verb {
                Verb::Together(inner) => inner.iter().for_each(&mut look),
                _ => look(step),
            }
        }
    }
}

fn events(item: &Item) -> impl Iterator<Item = &EventPattern> {
    match item {
        Item::One(event) | Item::Repeat { event, .. } => vec![event],
        Item::Optional(events) | Item::AnyOrder(events) => events.iter().collect(),
        Item::OneOf(alternatives) => alternatives.iter().flatten().collect(),
    }
    .into_iter()
}

fn status(pattern: &Pattern) -> Option<i64> {
    let PatternNode::Object { fields, .. } = &pattern.node else {
        return None;
    };
    let (_, status) = fields.iter().find(|(name, _)| name == "status")?;
    match &status.node {
        PatternNode::Literal(value) => value.as_i64(),
        _ => None,
    }
}

fn in_a_line(report: &CaseReport) -> String {
    let why = report
        .explanations
        .first()
        .map_or("", |explanation| &explanation.title);
    format!("{:?} {}: {why}", report.verdict, report.id)
}

struct Disk;

impl Files for Disk {
    fn read(&self, path: &Path) -> Result<String, FilesError> {
        fs::read_to_string(path).map_err(|error| FilesError(error.to_string()))
    }
}

const WELLCLIENT: Vendor = Vendor {
    name: "wellclient",
    claims: ctimock_wellclient::claims,
    contract: ctimock_wellclient::contract,
    dialect: ctimock_wellclient::dialect,
    client: ctimock_wellclient::client,
    sdk: ctimock_wellclient::SDK,
    adapter: ctimock_wellclient::ADAPTER,
    demo: ctimock_wellclient::DEMO,
};
