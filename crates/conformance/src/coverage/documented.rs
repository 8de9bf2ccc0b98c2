use ctimock_dialect::{Contract, contract::Field};

use super::WordKind;

/// A word of a vendor's documents that scenarios must cover.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct DocumentedWord {
    /// What it names.
    pub kind: WordKind,
    /// The word: `makeCall`, `delivered.callType`, `causes.USER_BUSY`, a rule's sentence.
    pub name: String,
    /// Where it is documented.
    pub source: String,
}

/// Words of a contract that need not be covered.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct UncountedWords {
    /// What they name.
    pub kind: WordKind,
    /// Why they are not counted.
    pub reason: String,
    /// The words.
    pub names: Vec<String>,
}

/// The words of a contract.
#[derive(Clone, Debug, Default)]
pub(super) struct Documented {
    pub(super) words: Vec<DocumentedWord>,
    pub(super) uncounted: Vec<UncountedWords>,
}

impl Documented {
    /// Lists a contract's words, in its order.
    pub(super) fn of(contract: &Contract) -> Self {
        let mut all = Self::default();
        for (name, method) in &contract.methods {
            let source = &method.source;
            let why_not = method.uncounted.as_deref();
            all.add(WordKind::Method, name.clone(), source, why_not);
            if why_not.is_none() {
                all.fields(WordKind::Parameter, name, source, &method.params);
                all.fields(WordKind::Result, name, source, &method.returns);
            }
        }
        for (name, operation) in &contract.operations {
            let source = &operation.source;
            all.add(WordKind::Operation, name.clone(), source, None);
            all.fields(WordKind::Body, name, source, &operation.body);
        }
        for (name, event) in &contract.events {
            let source = &event.source;
            all.add(WordKind::Event, name.clone(), source, None);
            all.fields(WordKind::Field, name, source, &event.fields);
        }
        for (name, table) in &contract.values {
            for word in table.words.keys() {
                let word = format!("{name}.{word}");
                let why_not = table.uncounted.as_deref();
                all.add(WordKind::Value, word, &table.source, why_not);
            }
        }
        for order in &contract.orders {
            all.add(WordKind::Order, order.rule.clone(), &order.source, None);
        }
        all
    }

    fn fields(&mut self, kind: WordKind, owner: &str, source: &str, fields: &[Field]) {
        for field in fields {
            let name = format!("{owner}.{}", field.name);
            let source = field.source.as_deref().unwrap_or(source);
            self.fields(kind, &name, source, &field.fields);
            self.add(kind, name, source, None);
        }
    }

    fn add(&mut self, kind: WordKind, name: String, source: &str, why_not: Option<&str>) {
        let Some(reason) = why_not else {
            let source = source.to_owned();
            return self.words.push(DocumentedWord { kind, name, source });
        };
        let known = self.uncounted.iter_mut();
        let mut alike = known.filter(|known| known.kind == kind && known.reason == reason);
        match alike.next() {
            Some(known) => known.names.push(name),
            None => self.uncounted.push(UncountedWords {
                kind,
                reason: reason.to_owned(),
                names: vec![name],
            }),
        }
    }
}
