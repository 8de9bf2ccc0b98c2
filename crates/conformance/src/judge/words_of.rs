use std::collections::BTreeSet;

use ctimock_dialect::contract::{Field, ValueTable};
use ctimock_scenario::{Pattern, PatternNode, Reply, RequestPattern, Step, Verb};
use serde_json::Value;

use super::Evidence;
use crate::window::Taken;

/// Returns the documented words that a passed case asserted, in order: methods that it called and
/// requests that it saw, events that matched with the fields and values that were named.
pub(super) fn asserted(evidence: &Evidence<'_>) -> Vec<String> {
    let mut words = Asserted {
        evidence,
        found: BTreeSet::new(),
    };
    words.steps(&evidence.scenario.steps);
    for (lane, progress) in evidence.reading.lanes.iter().enumerate() {
        for taken in progress.taken() {
            words.event(lane, *taken);
        }
    }
    words.found.into_iter().collect()
}

struct Asserted<'e, 'c> {
    evidence: &'e Evidence<'c>,
    found: BTreeSet<String>,
}

impl Asserted<'_, '_> {
    fn steps(&mut self, steps: &[Step]) {
        for step in steps {
            match &step.verb {
                Verb::Call(call) => {
                    self.found.insert(format!("method:{}", call.method));
                    self.reply(&call.method, &call.reply);
                    for item in call.sends.iter().flat_map(|sends| &sends.items) {
                        if let RequestPattern::Operation { name, body } = &item.pattern {
                            self.found.insert(format!("operation:{name}"));
                            let operation = self.evidence.contract.operations.get(name);
                            let fields = operation.map_or(&[][..], |known| &known.body);
                            self.fields(&format!("field:{name}"), body, fields);
                        }
                    }
                }
                Verb::Result { handle, reply, .. } => {
                    let method = (0..self.evidence.calls.len())
                        .map(|call| self.evidence.call(call))
                        .find(|call| call.handle.as_ref() == Some(handle))
                        .map(|call| call.method.clone());
                    if let Some(method) = method {
                        self.reply(&method, reply);
                    }
                }
                Verb::Together(inner) => self.steps(inner),
                Verb::Expect(_)
                | Verb::Never(_)
                | Verb::Act(_)
                | Verb::Wait(_)
                | Verb::State(_) => {}
            }
        }
    }

    fn reply(&mut self, method: &str, reply: &Reply) {
        match reply {
            Reply::Returns(pattern) => {
                let known = self.evidence.contract.method(method);
                let fields = known.map_or(&[][..], |method| &method.returns);
                self.fields(&format!("field:{method}"), pattern, fields);
            }
            Reply::Fails(pattern) => self.code(pattern),
            Reply::Succeeds | Reply::Pending => {}
        }
    }

    fn event(&mut self, lane: usize, taken: Taken) {
        let Taken::Matched { window, slot } = taken else {
            return;
        };
        let steps = &self.evidence.scenario.steps;
        let window = self.evidence.tracks[lane].window(window, steps);
        let Some(event) = window.and_then(|window| slot.event(window.items)) else {
            return;
        };
        self.found.insert(format!("event:{}", event.name));
        let known = self.evidence.contract.event(&event.name);
        let fields = known.map_or(&[][..], |event| &event.fields);
        self.fields(&format!("field:{}", event.name), &event.pattern, fields);
    }

    fn fields(&mut self, path: &str, pattern: &Pattern, known: &[Field]) {
        let PatternNode::Object { fields, .. } = &pattern.node else {
            return;
        };
        for (name, field) in fields {
            let path = format!("{path}.{name}");
            let documented = known.iter().find(|known| known.name == *name);
            let inner = documented.map_or(&[][..], |known| &known.fields);
            let table = documented.and_then(|known| known.values.as_ref());
            if let (Some(table), PatternNode::Literal(value)) = (table, &field.node) {
                self.value(table, value);
            }
            self.fields(&path, field, inner);
            self.found.insert(path);
        }
    }

    fn value(&mut self, table: &str, value: &Value) {
        let word = crate::requests::spelled(value);
        let known = self.evidence.contract.values.get(table);
        if known.is_some_and(|known| known.words.contains_key(&word)) {
            self.found.insert(format!("value:{table}.{word}"));
        }
    }

    /// A vendor's errors are its own shape; a literal in one that a single table lists is that word.
    fn code(&mut self, pattern: &Pattern) {
        match &pattern.node {
            PatternNode::Literal(value) => {
                let word = crate::requests::spelled(value);
                let lists = |(_, table): &(&String, &ValueTable)| table.words.contains_key(&word);
                let mut tables = self.evidence.contract.values.iter().filter(lists);
                if let (Some((table, _)), None) = (tables.next(), tables.next()) {
                    self.found.insert(format!("value:{table}.{word}"));
                }
            }
            PatternNode::Object { fields, .. } => {
                for (_, field) in fields {
                    self.code(field);
                }
            }
            PatternNode::Array(items) => {
                for item in items {
                    self.code(item);
                }
            }
            PatternNode::Kind(_)
            | PatternNode::Absent
            | PatternNode::Regex(_)
            | PatternNode::Range(_)
            | PatternNode::Bind(_) => {}
        }
    }
}
