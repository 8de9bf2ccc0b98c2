use std::fmt;

use ctimock_dialect::{
    Contract,
    contract::{Order, OrderRule},
};
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::{Map, Value};

/// The fields at the root of a payload that rules look at. Reading these alone costs a fraction of
/// reading the whole payload, and rules are checked on every case.
#[derive(Debug)]
pub(super) struct Picker {
    roots: Vec<&'static str>,
}

impl Picker {
    /// Returns the picker for a contract's rules.
    pub(super) fn new(contract: &'static Contract) -> Self {
        let mut roots = Vec::new();
        let mut add = |path: &'static str| {
            for name in [path, path.split('.').next().unwrap_or(path)] {
                if !roots.contains(&name) {
                    roots.push(name);
                }
            }
        };
        for rule in &contract.orders {
            named_fields(rule, &mut add);
        }
        Self { roots }
    }

    /// Reads the picked fields of a payload; a payload that is no object has none.
    pub(super) fn pick(&self, json: &str) -> Value {
        let mut reader = serde_json::Deserializer::from_str(json);
        let picked = Pick(&self.roots).deserialize(&mut reader);
        Value::Object(picked.unwrap_or_default())
    }
}

fn named_fields(rule: &'static OrderRule, add: &mut impl FnMut(&'static str)) {
    for field in &rule.per {
        add(field);
    }
    match &rule.order {
        Order::Differs { field } | Order::Same { field, .. } => add(field),
        Order::Before { .. }
        | Order::Needs { .. }
        | Order::Directly { .. }
        | Order::Once { .. }
        | Order::Last { .. } => {}
    }
    for (field, wanted) in rule.only.values().flatten() {
        add(field);
        if wanted == "$self" {
            add(super::check::SELF_FIELD);
        }
    }
}

struct Pick<'p>(&'p [&'static str]);

impl<'de> DeserializeSeed<'de> for Pick<'_> {
    type Value = Map<String, Value>;

    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<Self::Value, D::Error> {
        reader.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Pick<'_> {
    type Value = Map<String, Value>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Self::Value, A::Error> {
        let mut picked = Map::new();
        while let Some(name) = fields.next_key_seed(Name(self.0))? {
            match name {
                Some(name) => {
                    picked.insert(name.to_owned(), fields.next_value()?);
                }
                None => {
                    fields.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(picked)
    }
}

/// Recognises a field's name without copying it.
struct Name<'p>(&'p [&'static str]);

impl<'de> DeserializeSeed<'de> for Name<'_> {
    type Value = Option<&'static str>;

    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<Self::Value, D::Error> {
        reader.deserialize_str(self)
    }
}

impl Visitor<'_> for Name<'_> {
    type Value = Option<&'static str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a field")
    }

    fn visit_str<E>(self, name: &str) -> Result<Self::Value, E> {
        Ok(self.0.iter().copied().find(|known| *known == name))
    }
}
