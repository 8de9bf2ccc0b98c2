use std::io::{self, Write};

use serde::Serialize;
use serde_json::{
    Serializer, Value,
    ser::{CompactFormatter, Formatter},
};

/// Returns JSON on one line with a space after each comma and colon, so that it wraps between fields
/// rather than inside them.
pub(crate) fn spaced(value: &Value) -> String {
    let mut text = Vec::new();
    value
        .serialize(&mut Serializer::with_formatter(&mut text, Spaced))
        .expect("values have string keys only, and memory takes them");
    String::from_utf8(text).expect("JSON is text")
}

struct Spaced;

impl Formatter for Spaced {
    fn begin_array_value<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        if first { Ok(()) } else { out.write_all(b", ") }
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        if first { Ok(()) } else { out.write_all(b", ") }
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        CompactFormatter.begin_object_value(out)?;
        out.write_all(b" ")
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn fields_and_items_are_set_apart_by_spaces() {
        let value = json!({ "a": [1, "x,y:z", null], "b": { "c": true }, "d": {} });

        assert_eq!(
            spaced(&value),
            r#"{"a": [1, "x,y:z", null], "b": {"c": true}, "d": {}}"#
        );
    }
}
