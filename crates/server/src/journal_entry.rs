use ctimock_mock::Entry;
use serde_json::{Map, Value};

/// Returns an entry as the journal's readers see it: the vendor, then what the entry has.
pub(crate) fn shown(vendor: &str, entry: &Entry) -> Value {
    let mut fields = Map::new();
    fields.insert("vendor".to_owned(), Value::from(vendor));
    match entry.to_json() {
        Value::Object(own) => fields.extend(own),
        other => {
            fields.insert("entry".to_owned(), other);
        }
    }
    Value::Object(fields)
}
