use serde_json::{Map, Value};

use super::args;

/// Whom the page logs in, and where (dossier §1).
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(super) struct Who {
    /// `5001`.
    pub(super) job_number: String,
    /// Kept for the silent re-login; empty after a recovery.
    pub(super) password: String,
    /// The tenant: `test.cc`.
    pub(super) domain: String,
    /// `8001`.
    pub(super) ext: String,
    /// `5001@test.cc`.
    pub(super) login_id: String,
    /// `8001@test.cc`.
    pub(super) device: String,
}

impl Who {
    /// Returns the identity that the arguments name; what they leave out is the scenario's, then the
    /// SDK's own default (dossier §1).
    pub(super) fn from_args(args: &Map<String, Value>, identity: &Map<String, Value>) -> Self {
        let read = |name: &str, default: &str| {
            args::text(args, name)
                .or_else(|| args::text(identity, name))
                .map_or_else(|| default.to_owned(), |text| text.into_owned())
        };
        let job_number = read("jobNumber", "");
        let domain = read("domain", "cmb.cc");
        let ext = read("ext", "");
        Self {
            login_id: format!("{job_number}@{domain}"),
            device: format!("{ext}@{domain}"),
            password: read("password", "Aa123456"),
            job_number,
            domain,
            ext,
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn object(value: Value) -> Map<String, Value> {
        match value {
            Value::Object(map) => map,
            other => panic!("`{other}` is no object"),
        }
    }

    #[test]
    fn arguments_win_over_the_identity_and_the_identity_over_the_defaults() {
        let args = object(json!({"ext": "8004"}));
        let identity = object(json!({"jobNumber": "5001", "ext": "8001", "domain": "test.cc"}));

        assert_eq!(
            Who::from_args(&args, &identity),
            Who {
                job_number: "5001".into(),
                password: "Aa123456".into(),
                domain: "test.cc".into(),
                ext: "8004".into(),
                login_id: "5001@test.cc".into(),
                device: "8004@test.cc".into(),
            }
        );
    }
}
