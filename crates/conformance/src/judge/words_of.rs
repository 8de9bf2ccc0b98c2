use std::collections::BTreeSet;

use ctimock_dialect::contract::{Answers, Field, Method};
use ctimock_scenario::{
    Call, EventPattern, Pattern, PatternNode, Reply, RequestPattern, Step, Verb,
};
use serde_json::Value;

use super::Evidence;
use crate::{
    coverage::WordKind,
    requests::spelled,
    rules::{self, Provoked},
    timeline::Happening,
    window::Taken,
};

/// Returns the documented words that a passed case asserted, in order: methods that it called with
/// their parameters, requests that it saw and events that matched, each with the fields and values
/// that were named, and rules on order that the events kept.
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
    if Provoked::of(evidence) == Provoked::ByNobody {
        for rule in rules::kept(evidence) {
            words.add(WordKind::Order, &rule.rule);
        }
    }
    words.found.into_iter().collect()
}

struct Asserted<'e, 'c> {
    evidence: &'e Evidence<'c>,
    found: BTreeSet<String>,
}

impl<'c> Asserted<'_, 'c> {
    fn steps(&mut self, steps: &'c [Step]) {
        for step in steps {
            match &step.verb {
                Verb::Call(call) => self.call(call),
                Verb::Result { handle, reply, .. } => {
                    let method = (0..self.evidence.calls.len())
                        .map(|call| self.evidence.call(call))
                        .find(|call| call.handle.as_ref() == Some(handle))
                        .map(|call| call.method.as_str());
                    if let Some(method) = method {
                        self.reply(method, reply);
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

    fn call(&mut self, call: &'c Call) {
        self.add(WordKind::Method, &call.method);
        if let Some(method) = self.evidence.contract.method(&call.method) {
            let kind = WordKind::Parameter;
            self.arguments(kind, &call.method, &call.args.value, &method.params);
        }
        self.reply(&call.method, &call.reply);
        for item in call.sends.iter().flat_map(|sends| &sends.items) {
            if let RequestPattern::Operation { name, body } = &item.pattern {
                self.add(WordKind::Operation, name);
                let operation = self.evidence.contract.operations.get(name);
                let fields = operation.map_or(&[][..], |known| &known.body);
                self.fields(WordKind::Body, name, body, fields);
            }
        }
    }

    /// What a case gives to a method is what it knows of the method's parameters.
    fn arguments(&mut self, kind: WordKind, owner: &str, given: &Value, known: &[Field]) {
        match given {
            Value::Object(given) => {
                for field in known {
                    if let Some(value) = given.get(&field.name) {
                        let name = format!("{owner}.{}", field.name);
                        self.value(field, value);
                        self.arguments(kind, &name, value, &field.fields);
                        self.add(kind, &name);
                    }
                }
            }
            Value::Array(items) => {
                for item in items {
                    self.arguments(kind, owner, item, known);
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }

    fn reply(&mut self, name: &str, reply: &Reply) {
        let Some(method) = self.evidence.contract.method(name) else {
            return;
        };
        match reply {
            Reply::Returns(pattern) => {
                self.fields(WordKind::Result, name, pattern, &method.returns);
                if matches!(pattern.node, PatternNode::Absent) {
                    self.answer(method, |answers| answers.empty.clone());
                }
            }
            Reply::Fails(pattern) => {
                self.answer(method, |answers| literal(pattern, &answers.field));
            }
            Reply::Succeeds | Reply::Pending => {}
        }
    }

    /// Adds the word with which a method's operation was answered.
    fn answer(&mut self, method: &Method, word: impl Fn(&Answers) -> Option<String>) {
        let Some(operation) = &method.operation else {
            return;
        };
        for (name, table) in &self.evidence.contract.values {
            let of_operation = |answers: &&Answers| answers.operations.contains(&operation.name);
            let word = table.answers.as_ref().filter(of_operation).and_then(&word);
            if let Some(word) = word.filter(|word| table.words.contains_key(word)) {
                self.add(WordKind::Value, &format!("{name}.{word}"));
            }
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
        self.add(WordKind::Event, &event.name);
        let Some(known) = self.evidence.contract.event(&event.name) else {
            return;
        };
        self.fields(WordKind::Field, &event.name, &event.pattern, &known.fields);
        self.removed(lane, event, &known.fields);
        for (name, method) in &self.evidence.contract.methods {
            if method.tells.as_ref() == Some(&known.family) {
                self.add(WordKind::Method, name);
                for field in &method.params {
                    let word = format!("{name}.{}", field.name);
                    self.add(WordKind::Parameter, &word);
                }
            }
        }
    }

    /// That a client takes a field away is shown only where the vendor sent it.
    fn removed(&mut self, lane: usize, event: &EventPattern, known: &[Field]) {
        let PatternNode::Object { fields, .. } = &event.pattern.node else {
            return;
        };
        for field in known.iter().filter(|field| field.removed) {
            let asked = fields
                .iter()
                .any(|(name, pattern)| *name == field.name && is_absent(pattern));
            let sent = |body: &str| {
                let body: Option<Value> = serde_json::from_str(body).ok();
                body.is_some_and(|body| body.get(&field.name).is_some())
            };
            let was_sent = self.evidence.timeline.moments().iter().any(|moment| {
                matches!(&moment.what, Happening::Sent { name, body }
                    if moment.lane == Some(lane) && *name == event.name && sent(body))
            });
            if asked && was_sent {
                self.add(WordKind::Field, &format!("{}.{}", event.name, field.name));
            }
        }
    }

    /// What must not be there is no word that was asserted.
    fn fields(&mut self, kind: WordKind, owner: &str, pattern: &Pattern, known: &[Field]) {
        match &pattern.node {
            PatternNode::Object { fields, .. } => {
                for (name, field) in fields {
                    let known = known.iter().find(|known| known.name == *name);
                    let Some(known) = known.filter(|_| !is_absent(field)) else {
                        continue;
                    };
                    let name = format!("{owner}.{name}");
                    if let PatternNode::Literal(value) = &field.node {
                        self.value(known, value);
                    }
                    self.fields(kind, &name, field, &known.fields);
                    self.add(kind, &name);
                }
            }
            PatternNode::Array(items) => {
                for item in items {
                    self.fields(kind, owner, item, known);
                }
            }
            PatternNode::Literal(_)
            | PatternNode::Kind(_)
            | PatternNode::Absent
            | PatternNode::Regex(_)
            | PatternNode::Range(_)
            | PatternNode::Bind(_) => {}
        }
    }

    /// Adds the word of a table that a field literally holds.
    fn value(&mut self, field: &Field, value: &Value) {
        let Some(name) = &field.values else { return };
        let word = spelled(value);
        let table = self.evidence.contract.values.get(name);
        if table.is_some_and(|table| table.words.contains_key(&word)) {
            self.add(WordKind::Value, &format!("{name}.{word}"));
        }
    }

    fn add(&mut self, kind: WordKind, name: &str) {
        self.found.insert(kind.word(name));
    }
}

/// Returns the literal of a field at the root of a pattern.
fn literal(pattern: &Pattern, field: &str) -> Option<String> {
    let PatternNode::Object { fields, .. } = &pattern.node else {
        return None;
    };
    let (_, found) = fields.iter().find(|(name, _)| name == field)?;
    match &found.node {
        PatternNode::Literal(value) => Some(spelled(value)),
        _ => None,
    }
}

fn is_absent(pattern: &Pattern) -> bool {
    matches!(pattern.node, PatternNode::Absent)
}
