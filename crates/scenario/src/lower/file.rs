//! A whole file.

use ctimock_dialect::{Contract, Problems, Quirks, Variant, World};

use super::{
    Cx,
    expect::others,
    given::given,
    include::Sources,
    keys::Keys,
    quirks::{problem, quirks},
    report::Report,
    scalar, step,
    vendor::vendor,
};
use crate::{
    Contracts, Diagnostic, Others, Row, Scenario,
    read::{Entry, Node, NodeValue},
    words::{TOP, Where},
};

/// Lowers a file, with one row of its matrix put in if it has one.
pub(crate) fn lower_file(
    tree: &Node,
    row: Option<Row>,
    sources: Sources<'_>,
    contracts: &Contracts,
) -> (Report, Option<Scenario>) {
    let mut report = Report::default();
    let Some((keys, contract)) = head(&mut report, tree, contracts) else {
        return (report, None);
    };
    let mut cx = Cx::new(contract, Where::Steps).with_sources(sources);
    cx.report = report;
    let scenario = body(&mut cx, &keys, tree, row);
    (cx.report, scenario)
}

fn head<'n>(
    report: &mut Report,
    tree: &'n Node,
    contracts: &Contracts,
) -> Option<(Keys<'n>, &'static Contract)> {
    match &tree.value {
        NodeValue::Null => {
            return report.refuse(
                Diagnostic::at(
                    "empty-file",
                    &tree.place,
                    "the file is empty",
                    "nothing stands here",
                )
                .help("write `scenario:`, `vendor:`, `given:` and `steps:`"),
            );
        }
        NodeValue::List(_) => {
            return report.refuse(part(
                tree,
                "a list of steps is no scenario",
                "steps begin here",
            ));
        }
        NodeValue::Map(entries) if is_part(entries) => {
            return report.refuse(part(
                tree,
                "a file with only `steps` is no scenario",
                "no `scenario`, no `vendor`, no `given`",
            ));
        }
        _ => {}
    }
    let keys = Keys::of(report, tree, "a scenario")?;
    let known: Vec<&str> = TOP.iter().map(|term| term.name).collect();
    keys.only(report, "a scenario", &known);
    let contract = vendor(report, &keys, contracts)?;
    Some((keys, contract))
}

/// What may be included has only `steps`.
fn is_part(entries: &[Entry]) -> bool {
    matches!(entries, [only] if only.key.text == "steps")
}

fn part(tree: &Node, title: &str, label: &str) -> Diagnostic {
    Diagnostic::at(NO_SCENARIO, &tree.place, title, label).help(
        "a part to `include` has a name that begins with `_`, so that a folder is read without it; \
         a scenario needs `scenario:`, `vendor:`, `given:` and `steps:`",
    )
}

fn body(cx: &mut Cx<'_>, keys: &Keys<'_>, tree: &Node, row: Option<Row>) -> Option<Scenario> {
    let is_world = keys.get("steps").is_none();
    let name = name(cx, keys, tree, is_world);
    let tags = keys.get("tags").map_or_else(
        || Some(Vec::new()),
        |node| scalar::texts(&mut cx.report, node, "`tags`"),
    );
    let source = text(cx, keys, "source");
    let known_issue = text(cx, keys, "known_issue");
    let others = keys
        .get("others")
        .map_or(Some(Others::Forbidden), |node| others(cx, node));
    let quirks = keys
        .get("quirks")
        .map_or_else(|| Some(Quirks::default()), |node| quirks(cx, node));
    let problem = match keys.get("problem") {
        Some(node) => problem(cx, node),
        None => Some(Problems::default()),
    };
    let world = keys
        .get("given")
        .map_or_else(|| Some(World::default()), |node| given(cx, node));
    let steps = match keys.get("steps") {
        Some(node) => step::steps(cx, node, "`steps`"),
        None => Some(Vec::new()),
    };
    if is_world && keys.get("given").is_none() {
        cx.report.add(
            Diagnostic::at(
                "no-steps",
                &tree.place,
                "a file with neither `steps` nor `given`",
                "nothing is set up, and nothing happens",
            )
            .help("add `steps:` for a scenario, or `given:` for a world"),
        );
    }
    Some(Scenario {
        name: name?,
        vendor: cx.contract.vendor.clone(),
        tags: tags?,
        source: source?,
        world: world?,
        steps: steps?,
        variant: Variant {
            quirks: quirks?,
            problems: problem?,
        },
        known_issue: known_issue?,
        families: cx.families.clone(),
        others_allowed: others? == Others::Allowed,
        row,
        file: tree.place.file.clone(),
        place: keys
            .get("scenario")
            .map_or(&tree.place, |node| &node.place)
            .clone(),
    })
}

/// A scenario needs a name; a world without one is called by its file.
fn name(cx: &mut Cx<'_>, keys: &Keys<'_>, tree: &Node, is_world: bool) -> Option<String> {
    if let Some(node) = keys.get("scenario") {
        return scalar::some_text(&mut cx.report, node, "`scenario`");
    }
    if is_world {
        let stem = tree.place.file.path.file_stem();
        return Some(stem.map_or_else(
            || "world".to_owned(),
            |stem| stem.to_string_lossy().into_owned(),
        ));
    }
    cx.report.refuse(
        Diagnostic::at(
            "missing-name",
            keys.place,
            "the scenario has no name",
            "what is it about?",
        )
        .help("add `scenario:` with one sentence"),
    )
}

fn text(cx: &mut Cx<'_>, keys: &Keys<'_>, key: &str) -> Option<Option<String>> {
    match keys.get(key) {
        Some(node) => scalar::text(&mut cx.report, node, &format!("`{key}`")).map(Some),
        None => Some(None),
    }
}

/// The code of what is said about a part that is taken for a scenario.
pub(crate) const NO_SCENARIO: &str = "no-scenario";
