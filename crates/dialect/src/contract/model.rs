use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

use super::{OrderRule, route::Routes};

/// What a vendor's documents say.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contract {
    /// The vendor's word in scenarios: `wellclient`.
    pub vendor: String,
    /// The vendor's own name.
    pub title: String,
    /// The family of events that a scenario always sees: `raw`.
    pub main_family: String,
    /// What identifies people.
    pub identity: Identity,
    /// Fields of `given.settings`.
    #[serde(default)]
    pub settings: Vec<Field>,
    /// What parties of this vendor can do: words of `does:`.
    pub deeds: Vec<String>,
    /// The client's API.
    pub methods: BTreeMap<String, Method>,
    /// The requests that go over the wire.
    pub operations: BTreeMap<String, Operation>,
    /// What the client's app is told.
    pub events: BTreeMap<String, Event>,
    /// Words of the wire that are no methods, events or fields: causes, call types, modes, states,
    /// status and error codes.
    #[serde(default)]
    pub values: BTreeMap<String, ValueTable>,
    /// Rules on the order of events at one client.
    #[serde(default)]
    pub orders: Vec<OrderRule>,
    /// What happens at the vendor without a party: words of `backend:`.
    #[serde(default)]
    pub actions: BTreeMap<String, Documented>,
    /// Known field problems: words of `problem:`.
    #[serde(default)]
    pub problems: BTreeMap<String, Problem>,
    /// Variants of undocumented or contradictory behaviour.
    #[serde(default)]
    pub quirks: BTreeMap<String, Quirk>,
    /// Where its operations are found; `from_yaml` fills it.
    #[serde(skip)]
    pub(super) routes: Routes,
}

/// Identity fields, by kind of person.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Identity {
    /// Of `given.clients`.
    pub client: Vec<Field>,
    /// Of parties that are customers, visitors or IVRs.
    pub customer: Vec<Field>,
    /// Of agent parties.
    #[serde(default)]
    pub agent: Vec<Field>,
    /// Of groups.
    #[serde(default)]
    pub group: Vec<Field>,
}

/// A parameter, payload field or identity field.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// Its name on the wire.
    pub name: String,
    /// Its kind.
    #[serde(rename = "type")]
    pub kind: FieldKind,
    /// It must be there.
    #[serde(default)]
    pub required: bool,
    /// What the vendor takes when it is not there.
    #[serde(default)]
    pub default: Option<Value>,
    /// The only values, if they are listed: the name of a table in the contract's `values`.
    #[serde(default)]
    pub values: Option<String>,
    /// It is a secret: no message shows it, and it tells nobody apart.
    #[serde(default)]
    pub secret: bool,
    /// The fields of an object; empty when they are free.
    #[serde(default)]
    pub fields: Vec<Self>,
    /// Beside its `fields` the object may have others.
    #[serde(default)]
    pub open: bool,
    /// Where it is documented.
    #[serde(default)]
    pub source: Option<String>,
    /// The client takes it away before its app is told: what is documented is its absence.
    #[serde(default)]
    pub removed: bool,
}

/// What a field holds.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq)]
#[serde(rename_all = "snake_case")]
pub enum FieldKind {
    /// Text.
    String,
    /// A number.
    Number,
    /// True or false.
    Boolean,
    /// An object.
    Object,
    /// An array.
    Array,
    /// Anything.
    Any,
}

/// A method of the client's API.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Method {
    /// Where it is documented.
    pub source: String,
    /// Its parameters, in the order of the documented signature.
    #[serde(default)]
    pub params: Vec<Field>,
    /// The method takes one object with the parameters as its fields, rather than a list.
    #[serde(default)]
    pub takes_object: bool,
    /// What it returns; empty when nothing is documented.
    #[serde(default)]
    pub returns: Vec<Field>,
    /// The request that it makes, for `serve` and `sends`; `None` for what makes none.
    #[serde(default)]
    pub operation: Option<MethodOperation>,
    /// It blocks the client until it is answered.
    #[serde(default)]
    pub blocking: bool,
    /// A family of events: to use the method is to be told these, and one that comes shows that it
    /// works.
    #[serde(default)]
    pub tells: Option<String>,
    /// Why it is no word that scenarios must cover: nothing describes what it does, for example.
    #[serde(default)]
    pub uncounted: Option<String>,
}

/// The request that shows a method was called.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MethodOperation {
    /// A name in the contract's `operations`.
    pub name: String,
    /// What the request's body fields, path captures and query must be: literal text, or text with
    /// `${argument}`, which counts only when the argument is given.
    #[serde(default)]
    pub fits: BTreeMap<String, String>,
}

/// A request of the wire.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Operation {
    /// Where it is documented.
    pub source: String,
    /// `GET`, `POST`, `DELETE`…; `WS` for a WebSocket handshake.
    pub method: String,
    /// The tails of the path that mean it, each with `{captures}`: any prefix may stand before.
    pub paths: Vec<String>,
    /// The fields of its body, in the vendor's order.
    #[serde(default)]
    pub body: Vec<Field>,
}

/// Something that the client's app is told.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// Where it is documented.
    pub source: String,
    /// Its family: `raw`, `inner`…
    pub family: String,
    /// Where it comes from.
    pub origin: Origin,
    /// Its payload, in the vendor's order.
    #[serde(default)]
    pub fields: Vec<Field>,
}

/// Where an event comes from.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// The vendor sends it: the mock knows that it was sent.
    Wire,
    /// The SDK makes it from others: the mock never sees it.
    Sdk,
}

/// A table of words: code or word → what it means.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ValueTable {
    /// Where it is documented.
    pub source: String,
    /// The words.
    pub words: BTreeMap<String, Word>,
    /// They are what operations are answered with.
    #[serde(default)]
    pub answers: Option<Answers>,
    /// Why they are no words that scenarios must cover: they are ours, for example.
    #[serde(default)]
    pub uncounted: Option<String>,
}

/// How methods show a word that their operations are answered with.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answers {
    /// The operations.
    pub operations: Vec<String>,
    /// The field of a refusal that holds the word: `status`.
    pub field: String,
    /// The word of a success without a result.
    #[serde(default)]
    pub empty: Option<String>,
}

/// What a word means.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Word {
    /// In a few words.
    pub meaning: String,
    /// For why a call ends: the scenario language's words for it, so that a scenario may use the
    /// vendor's word in their place.
    #[serde(default)]
    pub causes: Vec<String>,
}

/// Something documented with parameters.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Documented {
    /// What it does.
    pub summary: String,
    /// Where it is documented.
    pub source: String,
    /// Its parameters.
    #[serde(default)]
    pub params: Vec<Field>,
}

/// A known field problem.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Problem {
    /// What the user sees.
    pub symptom: String,
    /// How the simulated vendor provokes it. Empty when it is documented and not simulated: then it is
    /// refused where somebody asks for it.
    #[serde(default)]
    pub provoked: String,
    /// What a robust client does; where the protocol leaves it nothing, what comes of it.
    #[serde(default)]
    pub robust: String,
    /// Further ways in which it shows, by the word behind the dot (`F25.no_cors`), each with how it is
    /// provoked.
    #[serde(default)]
    pub ways: BTreeMap<String, String>,
    /// Where it is documented.
    pub source: String,
}

/// A variant of behaviour.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quirk {
    /// What it selects.
    pub summary: String,
    /// Its values; empty when any text will do.
    #[serde(default)]
    pub values: Vec<String>,
    /// The value when nobody selects one.
    pub default: String,
    /// Who behaves so.
    #[serde(default)]
    pub side: Side,
    /// Which contradiction or gap it resolves.
    pub source: String,
}

/// Which side of the wire a variant of behaviour is about.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// The vendor's server.
    #[default]
    Server,
    /// The SDK: the client under test is told with the options of `connect`.
    Sdk,
}
