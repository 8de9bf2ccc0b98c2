//! Arguments of a method, by the documented parameter names.

use std::borrow::Cow;

use serde_json::{Map, Value};

/// Returns an argument as the text that JavaScript would put into a string; objects as JSON. `null`
/// counts as not given.
pub(super) fn text<'a>(args: &'a Map<String, Value>, name: &str) -> Option<Cow<'a, str>> {
    match args.get(name)? {
        Value::Null => None,
        Value::String(text) => Some(Cow::Borrowed(text)),
        other => Some(Cow::Owned(other.to_string())),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn numbers_are_read_as_their_digits_and_null_as_nothing() {
        let Value::Object(args) = json!({"cpa": 1, "phoneNumber": "8007", "callId": null}) else {
            panic!("an object");
        };

        assert_eq!(text(&args, "cpa").as_deref(), Some("1"));
        assert_eq!(text(&args, "phoneNumber").as_deref(), Some("8007"));
        assert_eq!(text(&args, "callId"), None);
        assert_eq!(text(&args, "other"), None);
    }
}
