use serde::Serialize;

/// A JSON object in the making; its fields stand in the order in which they are added.
#[derive(Debug)]
pub(super) struct Body(Vec<u8>);

impl Body {
    /// Returns an object without fields.
    pub(super) fn new() -> Self {
        let mut text = Vec::with_capacity(192);
        text.push(b'{');
        Self(text)
    }

    /// Adds a field; `key` needs no escapes.
    pub(super) fn with(mut self, key: &str, value: impl Serialize) -> Self {
        if self.0.len() > 1 {
            self.0.push(b',');
        }
        self.0.push(b'"');
        self.0.extend_from_slice(key.as_bytes());
        self.0.extend_from_slice(b"\":");
        serde_json::to_writer(&mut self.0, &value)
            .expect("texts and JSON values can always be written to memory");
        self
    }

    /// Adds a field if there is a value.
    pub(super) fn with_some(self, key: &str, value: Option<impl Serialize>) -> Self {
        match value {
            Some(value) => self.with(key, value),
            None => self,
        }
    }

    /// Returns the object's text.
    pub(super) fn finish(mut self) -> Vec<u8> {
        self.0.push(b'}');
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_stand_in_the_order_given_and_are_escaped() {
        let body = Body::new()
            .with("to", "9\"1")
            .with_some("cpa", None::<&str>)
            .with_some("contextId", Some("{\"k1\":\"v1\"}"))
            .finish();

        assert_eq!(
            String::from_utf8(body).unwrap(),
            r#"{"to":"9\"1","contextId":"{\"k1\":\"v1\"}"}"#
        );
        assert_eq!(Body::new().finish(), b"{}");
    }
}
