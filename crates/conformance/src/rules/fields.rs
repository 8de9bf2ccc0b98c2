use ctimock_dialect::contract::{Order, OrderRule};

/// The field that `$self` stands for: the device of the client that received the event.
pub(super) const SELF_FIELD: &str = "srcDeviceId";

/// The fields at the root of a payload that a contract's rules look at.
#[derive(Clone, Debug)]
pub(super) struct Fields {
    names: Vec<&'static str>,
}

impl Fields {
    /// Returns the fields of these rules. A dotted path is a nested field, or a field with that very
    /// name.
    pub(super) fn of(orders: &'static [OrderRule]) -> Self {
        let mut names = Vec::new();
        let mut add = |path: &'static str| {
            for name in [path, path.split('.').next().unwrap_or(path)] {
                if !names.contains(&name) {
                    names.push(name);
                }
            }
        };
        for rule in orders {
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
                    add(SELF_FIELD);
                }
            }
        }
        Self { names }
    }

    /// Returns the number of a field.
    pub(super) fn number(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|known| *known == name)
    }

    /// Returns how many fields there are.
    pub(super) fn len(&self) -> usize {
        self.names.len()
    }

    /// Returns the names, by number.
    pub(super) fn names(&self) -> &[&'static str] {
        &self.names
    }
}
