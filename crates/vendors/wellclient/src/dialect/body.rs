use std::{borrow::Cow, fmt};

use serde::{
    Deserialize, Deserializer,
    de::{Error, Visitor},
};

use super::refuse::Refused;

/// The most bytes of a request's body that are read.
const LIMIT: usize = 64 * 1024;

/// Reads a request's JSON body. Unknown fields are accepted: clients of all ages add their own.
pub(super) fn json<'b, T: Deserialize<'b>>(body: &'b [u8], wanted: &str) -> Result<T, Refused> {
    let body = text(body)?;
    serde_json::from_str(body).map_err(|error| {
        let there = if body.is_empty() {
            "there was no body".to_owned()
        } else {
            format!("there was `{}`: {error}", excerpt(body))
        };
        Refused::new(400, format!("wanted {wanted} as JSON, and {there}"))
    })
}

/// Reads a request's body as text.
pub(super) fn text(body: &[u8]) -> Result<&str, Refused> {
    if body.len() > LIMIT {
        let length = body.len();
        let error = format!("wanted at most {LIMIT} bytes of body, and there were {length}");
        return Err(Refused::new(413, error));
    }
    str::from_utf8(body)
        .map_err(|_| Refused::new(400, "wanted a body in UTF-8, and there were other bytes"))
}

fn excerpt(text: &str) -> String {
    const SHOWN: usize = 80;
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// Text that careless pages also write as a number: a reason, a password, a switch such as `cpa`.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(super) struct Loose<'a>(pub(super) Cow<'a, str>);

impl<'de: 'a, 'a> Deserialize<'de> for Loose<'a> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Reader;
        impl<'de> Visitor<'de> for Reader {
            type Value = Loose<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string or a number")
            }

            fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Loose<'de>, E> {
                Ok(Loose(Cow::Borrowed(text)))
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Loose<'de>, E> {
                Ok(Loose(Cow::Owned(text.to_owned())))
            }

            fn visit_i64<E: Error>(self, number: i64) -> Result<Loose<'de>, E> {
                Ok(Loose(Cow::Owned(number.to_string())))
            }

            fn visit_u64<E: Error>(self, number: u64) -> Result<Loose<'de>, E> {
                Ok(Loose(Cow::Owned(number.to_string())))
            }

            fn visit_f64<E: Error>(self, number: f64) -> Result<Loose<'de>, E> {
                Ok(Loose(Cow::Owned(number.to_string())))
            }
        }
        from.deserialize_any(Reader)
    }
}
