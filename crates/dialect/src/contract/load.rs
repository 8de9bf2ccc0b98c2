use super::{Contract, route::Routes};

/// A contract that cannot be read: a mistake of whoever wrote it, found by a test.
#[derive(Debug, thiserror::Error)]
pub enum ContractError {
    /// It is no YAML, or not of the shape.
    #[error("contract does not have its shape: {0}")]
    Shape(#[from] serde_yaml::Error),
    /// A name stands for nothing.
    #[error("contract of `{vendor}`: {place} names `{name}`, which {table} does not have")]
    Dangling {
        /// The vendor.
        vendor: String,
        /// Where the name stands.
        place: String,
        /// The name.
        name: String,
        /// Where it should be.
        table: &'static str,
    },
}

impl Contract {
    /// Reads a contract and checks that its names lead somewhere.
    ///
    /// # Errors
    /// YAML that has not the shape, or a name that stands for nothing.
    pub fn from_yaml(text: &str) -> Result<Self, ContractError> {
        let mut contract: Self = serde_yaml::from_str(text)?;
        contract.check_names()?;
        contract.routes = Routes::new(&contract.operations);
        Ok(contract)
    }

    fn check_names(&self) -> Result<(), ContractError> {
        let dangling = |place: String, name: &str, table| ContractError::Dangling {
            vendor: self.vendor.clone(),
            place,
            name: name.to_owned(),
            table,
        };
        for (method, body) in &self.methods {
            if let Some(operation) = &body.operation
                && !self.operations.contains_key(&operation.name)
            {
                return Err(dangling(
                    format!("method `{method}`"),
                    &operation.name,
                    "operations",
                ));
            }
        }
        for (method, body) in &self.methods {
            if let Some(family) = &body.tells
                && !self.families().contains(&family.as_str())
            {
                let place = format!("method `{method}`");
                return Err(dangling(place, family, "the list of families"));
            }
        }
        for (table, body) in &self.values {
            let operations = body.answers.iter().flat_map(|answers| &answers.operations);
            for operation in operations {
                if !self.operations.contains_key(operation) {
                    let place = format!("table `{table}`");
                    return Err(dangling(place, operation, "operations"));
                }
            }
        }
        for rule in &self.orders {
            for event in rule.order.events() {
                if !self.events.contains_key(event) {
                    return Err(dangling(
                        format!("order rule `{}`", rule.rule),
                        event,
                        "events",
                    ));
                }
            }
        }
        for (event, body) in &self.events {
            for field in &body.fields {
                if let Some(table) = &field.values
                    && !self.values.contains_key(table)
                {
                    let place = format!("field `{event}.{}`", field.name);
                    return Err(dangling(place, table, "values"));
                }
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SMALL: &str = "
vendor: bell
title: Bell
main_family: raw
identity: { client: [], customer: [] }
deeds: [calls]
methods:
  ring: { source: manual 1, operation: { name: ring } }
operations: {}
events: {}
";

    #[test]
    fn a_method_whose_operation_does_not_exist_is_found() {
        let error = Contract::from_yaml(SMALL).expect_err("`ring` is no operation");

        assert_eq!(
            error.to_string(),
            "contract of `bell`: method `ring` names `ring`, which operations does not have"
        );
    }

    #[test]
    fn a_family_and_an_operation_that_do_not_exist_are_found() {
        let error = |from, to| {
            let text = SMALL.replace(from, to);
            Contract::from_yaml(&text).map_or_else(|error| error.to_string(), |_| String::new())
        };

        assert_eq!(
            error("operation: { name: ring }", "tells: inner"),
            "contract of `bell`: method `ring` names `inner`, which the list of families does not \
             have"
        );
        assert_eq!(
            error(
                "operations: {}",
                "operations: { ring: { source: s, method: GET, paths: [/ring] } }\n\
                 values: { errors: { source: s, words: {}, answers: { operations: [rung], field: code } } }"
            ),
            "contract of `bell`: table `errors` names `rung`, which operations does not have"
        );
    }

    #[test]
    fn an_unknown_key_is_refused() {
        let error = Contract::from_yaml(&format!("{SMALL}colour: red\n")).expect_err("no colours");

        assert!(matches!(error, ContractError::Shape(_)), "{error}");
    }
}
