use std::{
    fs,
    path::{Path, PathBuf},
    sync::LazyLock,
};

use ctimock_dialect::Contract;
use serde_json::{Map, Value};

use crate::{
    Contracts, Diagnostics, EventPattern, Expect, Files, FilesError, Item, Pattern, PatternNode,
    Presence, Scenario, load,
};

/// The toy vendor.
pub(super) fn bell() -> &'static Contract {
    static BELL: LazyLock<Contract> = LazyLock::new(|| {
        let text = fs::read_to_string(fixtures().join("contracts/bell.yaml"))
            .expect("the fixture is there");
        Contract::from_yaml(&text).expect("the fixture is a contract")
    });
    &BELL
}

/// The contracts of the toy vendor alone.
pub(super) fn contracts() -> Contracts {
    Contracts::new([bell()])
}

/// The folder of all fixtures.
pub(super) fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures")
}

/// Files of a folder, by paths from there.
pub(super) struct Folder(pub(super) PathBuf);

impl Files for Folder {
    fn read(&self, path: &Path) -> Result<String, FilesError> {
        fs::read_to_string(self.0.join(path)).map_err(|error| FilesError(error.kind().to_string()))
    }
}

/// Files that are written in a test.
pub(super) struct Texts<'t>(pub(super) &'t [(&'t str, &'t str)]);

impl Files for Texts<'_> {
    fn read(&self, path: &Path) -> Result<String, FilesError> {
        self.0
            .iter()
            .find(|(name, _)| Path::new(name) == path)
            .map(|(_, text)| (*text).to_owned())
            .ok_or_else(|| FilesError("no such file".to_owned()))
    }
}

/// Loads text as a scenario.
pub(super) fn load_text(text: &str) -> Result<Vec<Scenario>, Diagnostics> {
    load(
        Path::new("case.yaml"),
        &Texts(&[("case.yaml", text)]),
        &contracts(),
    )
}

/// Loads text that is one good scenario.
pub(super) fn one(text: &str) -> Scenario {
    let mut scenarios = load_text(text).unwrap_or_else(|found| panic!("\n{found}"));
    assert_eq!(scenarios.len(), 1);
    scenarios.remove(0)
}

/// Loads steps of a scenario with one client and one party.
pub(super) fn steps(steps: &str) -> Scenario {
    let head = "scenario: steps\nvendor: bell\ngiven:\n  clients:\n    \
                anna: { number: \"100\", password: secret }\n  parties:\n    \
                carl: { number: \"200\" }\nsteps:";
    one(&format!("{head}{steps}"))
}

/// Returns the codes and places of what is wrong in text.
pub(super) fn wrong(text: &str) -> Vec<(&'static str, usize)> {
    let found = load_text(text).expect_err("something is wrong");
    found
        .iter()
        .map(|diagnostic| {
            let line = diagnostic
                .place
                .as_ref()
                .map_or(0, |place| place.line_and_column().0);
            (diagnostic.code, line)
        })
        .collect()
}

/// Spells a pattern out on one line; closed objects have `{|…|}`.
pub(super) fn shown(pattern: &Pattern) -> String {
    match &pattern.node {
        PatternNode::Literal(value) => value.to_string(),
        PatternNode::Kind(kind) => format!("<{}>", format!("{kind:?}").to_lowercase()),
        PatternNode::Absent => "<absent>".to_owned(),
        PatternNode::Regex(regex) => format!("~{regex}"),
        PatternNode::Range(range) => match (range.from, range.to) {
            (Some((from, _)), Some((to, _))) => format!("{from}..={to}"),
            (Some((from, true)), None) => format!(">={from}"),
            (Some((from, false)), None) => format!(">{from}"),
            (None, Some((to, true))) => format!("<={to}"),
            (None, Some((to, false))) => format!("<{to}"),
            (None, None) => "..".to_owned(),
        },
        PatternNode::Bind(name) => format!("${name}"),
        PatternNode::Array(items) => {
            let items: Vec<String> = items.iter().map(shown).collect();
            format!("[{}]", items.join(","))
        }
        PatternNode::Object { fields, closed } => {
            let fields: Vec<String> = fields
                .iter()
                .map(|(name, pattern)| format!("\"{name}\":{}", shown(pattern)))
                .collect();
            let fields = fields.join(",");
            if *closed {
                format!("{{|{fields}|}}")
            } else {
                format!("{{{fields}}}")
            }
        }
    }
}

/// Spells the items of a window out.
pub(super) fn items(window: &Expect) -> Vec<String> {
    let event = |event: &EventPattern| {
        let mark = match event.presence {
            Presence::Mandatory => "",
            Presence::Optional => "?",
        };
        format!("{}{mark} {}", event.name, shown(&event.pattern))
    };
    let list = |events: &[EventPattern]| {
        let events: Vec<String> = events.iter().map(event).collect();
        format!("[{}]", events.join(", "))
    };
    window
        .items
        .iter()
        .map(|item| match item {
            Item::One(one) => event(one),
            Item::Optional(events) => format!("optional {}", list(events)),
            Item::AnyOrder(events) => format!("any_order {}", list(events)),
            Item::OneOf(lists) => {
                let lists: Vec<String> = lists.iter().map(|events| list(events)).collect();
                format!("one_of [{}]", lists.join(", "))
            }
            Item::Repeat { event: one, times } => format!("repeat {} {times:?}", event(one)),
        })
        .collect()
}

/// Returns the fields of an object.
pub(super) fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(fields) => fields,
        other => panic!("{other} is no object"),
    }
}
