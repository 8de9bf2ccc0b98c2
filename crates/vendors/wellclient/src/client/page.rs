use ctimock_protocol::Connect;
use serde_json::{Map, Value};

/// The page that the SDK is loaded into: where its servers are, who sits before it.
#[derive(Clone, Debug, Default)]
pub(super) struct Page {
    /// Base of TPI and REST, without a trailing slash.
    pub(super) http: String,
    /// Base of the WebSocket.
    pub(super) ws: String,
    /// The scenario's identity fields: defaults of arguments.
    pub(super) identity: Map<String, Value>,
    /// What the person answers to a `window.confirm`.
    pub(super) confirm: bool,
    /// Whether the page aims the SDK's log at the server.
    pub(super) remote_log: bool,
    /// Which side wins where manual and 1.3.7 differ.
    pub(super) behaviour: Behaviour,
}

/// Which side wins where the manual and 1.3.7 differ (dossier §17).
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(super) enum Behaviour {
    /// What the manual promises.
    #[default]
    Manual,
    /// What 1.3.7 does.
    Sdk137,
}

impl Page {
    /// Reads a `connect`.
    ///
    /// # Errors
    /// What is missing or cannot be meant.
    pub(super) fn from_connect(connect: &Connect) -> Result<Self, String> {
        let endpoint = |name: &str| {
            let base = connect.endpoints.get(name);
            base.cloned()
                .ok_or_else(|| format!("the endpoints of `connect` have no `{name}`"))
        };
        let behaviour = match connect.options.get("sdk_behaviour").map(Value::as_str) {
            None | Some(Some("manual")) => Behaviour::Manual,
            Some(Some("1.3.7")) => Behaviour::Sdk137,
            Some(_) => return Err("option `sdk_behaviour` is `manual` or `1.3.7`".into()),
        };
        let said = connect.options.get("confirm");
        let confirm = match said.or_else(|| connect.identity.get("confirm")) {
            None => true,
            Some(Value::Bool(answer)) => *answer,
            Some(_) => return Err("`confirm` is `true` or `false`".into()),
        };
        Ok(Self {
            http: endpoint("http")?,
            ws: endpoint("ws")?,
            identity: connect.identity.clone(),
            confirm,
            remote_log: connect.identity.get("remoteLog") == Some(&Value::Bool(true)),
            behaviour,
        })
    }
}

#[cfg(test)]
mod tests {
    use ctimock_protocol::Endpoints;
    use serde_json::{Value, json};

    use super::*;

    #[test]
    fn what_the_person_answers_stands_in_the_options_or_else_in_the_identity() {
        let confirms = |options: Value, identity: Value| {
            let connect = Connect {
                client: "anna".to_owned(),
                endpoints: Endpoints::from([
                    ("http".to_owned(), "http://x.test".to_owned()),
                    ("ws".to_owned(), "ws://x.test".to_owned()),
                ]),
                identity: identity.as_object().expect("an object").clone(),
                options: options.as_object().expect("an object").clone(),
            };
            Page::from_connect(&connect).map(|page| page.confirm)
        };

        assert_eq!(confirms(json!({}), json!({})), Ok(true));
        assert_eq!(confirms(json!({}), json!({"confirm": false})), Ok(false));
        assert_eq!(
            confirms(json!({"confirm": true}), json!({"confirm": false})),
            Ok(true)
        );
        assert_eq!(
            confirms(json!({}), json!({"confirm": "no"})),
            Err("`confirm` is `true` or `false`".to_owned())
        );
    }
}
