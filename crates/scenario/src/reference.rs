use std::fmt::Write;

use crate::words::{
    AFTER_ANSWER, DEEDS, FAULTS, GIVEN, ITEMS, PARTY, Phrase, QUEUE, Shape, TOP, Term, VERBS,
    VerbWord, WHEN_CALLED,
};

/// Returns the reference of the scenario language in Markdown: every key and word, with what it takes
/// and says. It is made from the tables that the loader reads.
#[must_use]
pub fn reference() -> String {
    let mut page = Page::default();
    page.line("# Scenario reference");
    page.line("");
    page.line(
        "Generated from the loader's own tables. Methods, events, actions, identity fields, quirks",
    );
    page.line("and problems are the vendor's: they stand in its contract.");
    page.terms("A file", TOP);
    page.terms("`given`", GIVEN);
    page.terms("A party, beside its identity", PARTY);
    page.phrases("`when_called`, or directly in a party", WHEN_CALLED);
    page.phrases("`then`", AFTER_ANSWER);
    page.terms("A queue", QUEUE);
    page.heading("Steps");
    for (verb, value) in VERBS {
        page.verb(verb, *value);
    }
    page.phrases("`does`", DEEDS);
    page.phrases("`fault`", FAULTS);
    page.phrases("Items of `expect`", ITEMS);
    page.text
}

#[derive(Default)]
struct Page {
    text: String,
}

impl Page {
    fn line(&mut self, line: &str) {
        writeln!(self.text, "{line}").expect("text can always be written");
    }

    fn heading(&mut self, heading: &str) {
        self.line("");
        self.line(&format!("## {heading}"));
        self.line("");
    }

    fn terms(&mut self, heading: &str, terms: &[Term]) {
        self.heading(heading);
        self.table(terms.iter());
    }

    fn verb(&mut self, verb: &Phrase<VerbWord>, value: Shape) {
        self.line(&format!("### `{}`", verb.name));
        self.line("");
        self.line(&format!("Takes {}: {}.", noun(value), verb.summary));
        self.line("");
        if !verb.terms.is_empty() {
            self.table(verb.terms.iter());
            self.line("");
        }
    }

    fn phrases<W>(&mut self, heading: &str, phrases: &[Phrase<W>]) {
        self.heading(heading);
        self.line("| word | says | takes |");
        self.line("| --- | --- | --- |");
        for phrase in phrases {
            let terms: Vec<String> = phrase
                .terms
                .iter()
                .map(|term| format!("`{}`: {}, {}", term.name, noun(term.shape), term.summary))
                .collect();
            let (name, summary) = (phrase.name, phrase.summary);
            self.line(&format!("| `{name}` | {summary} | {} |", terms.join("; ")));
        }
    }

    fn table<'t>(&mut self, terms: impl Iterator<Item = &'t Term>) {
        self.line("| key | takes | says |");
        self.line("| --- | --- | --- |");
        for term in terms {
            let (name, shape, summary) = (term.name, noun(term.shape), term.summary);
            self.line(&format!("| `{name}` | {shape} | {summary} |"));
        }
    }
}

fn noun(shape: Shape) -> String {
    let fixed = match shape {
        Shape::Text => "text",
        Shape::Texts => "text or a list of it",
        Shape::Flag => "`true` or `false`",
        Shape::Duration => "a duration (`250ms`, `2s`, `3m`, `1h`)",
        Shape::Span => "a duration, or two (`1s..3s`)",
        Shape::Count => "a count",
        Shape::Counts => "a count, or two (`2..4`)",
        Shape::Times => "a count, or `always`",
        Shape::Code(from, to) => return format!("a number from {from} to {to}"),
        Shape::Json => "JSON",
        Shape::Pattern => "a pattern",
        Shape::Object => "a mapping of names to JSON",
        Shape::Words(words) => {
            let words: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
            return words.join(", ");
        }
        Shape::Causes(words) => {
            let words: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
            return format!("{}, or the vendor's word for it", words.join(", "));
        }
        Shape::Vendor => "a vendor's word",
        Shape::Method => "a method of the vendor's API",
        Shape::Handle => "a plain name",
        Shape::Name => "a `$name`",
        Shape::Client => "a client's name",
        Shape::Party => "a party's name",
        Shape::Target => "a name, a number in quotes, or a `$name`",
        Shape::Deed => "a deed",
        Shape::Action => "an action of the vendor",
        Shape::Fault => "a kind of fault",
        Shape::On => "an event, an operation, a method, `connect` or `\"*\"`",
        Shape::Problem => "a problem of the vendor",
        Shape::Quirks => "quirks of the vendor with their values",
        Shape::Items => "a list of events and of items that hold events",
        Shape::Events => "an event, or a list of events",
        Shape::Event => "an event",
        Shape::Alternatives => "a list of events, or of lists of events",
        Shape::Group => "a list of events, and of `optional:` lists",
        Shape::Requests => "a list of requests, or `exactly:` with one",
        Shape::Steps => "a list of steps",
        Shape::File => "a path below the scenario's folder",
        Shape::Matrix => {
            "a list of rows (`- { name: value }`), or columns (`name: [value, value]`)"
        }
        Shape::Given => "what exists",
        Shape::Clients | Shape::Parties | Shape::Queues => "a mapping by name",
        Shape::Table => "a mapping by name, as the vendor has it",
        Shape::Settings => "the vendor's settings",
        Shape::Members => "a list of names, or names with priorities",
        Shape::WhenCalled => "a reaction",
        Shape::AfterAnswer => "a reaction, or a list of them",
    };
    fixed.to_owned()
}
