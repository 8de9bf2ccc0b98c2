use http::{HeaderMap, StatusCode, header::AUTHORIZATION};

use super::refusal::Refusal;

/// Checks that a request carries the secret, if there is one.
pub(super) fn check(token: Option<&str>, headers: &HeaderMap) -> Result<(), Refusal> {
    let Some(token) = token else {
        return Ok(());
    };
    let carried = headers
        .get(AUTHORIZATION)
        .and_then(|value| value.as_bytes().strip_prefix(b"Bearer "));
    match carried {
        Some(carried) if same(carried, token.as_bytes()) => Ok(()),
        Some(_) => Err(refusal("the token of `Authorization: Bearer …` is another")),
        None => Err(refusal("the header `Authorization: Bearer …` is missing")),
    }
}

fn refusal(error: &str) -> Refusal {
    Refusal::new(StatusCode::UNAUTHORIZED, error)
}

/// Compares without telling by its time how much was right.
fn same(one: &[u8], other: &[u8]) -> bool {
    let different = one
        .iter()
        .zip(other)
        .fold(0, |different, (one, other)| different | (one ^ other));
    one.len() == other.len() && different == 0
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    fn with(authorization: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(AUTHORIZATION, HeaderValue::from_static(authorization))])
    }

    #[test]
    fn without_a_secret_everybody_may() {
        assert_eq!(check(None, &HeaderMap::new()), Ok(()));
    }

    #[test]
    fn the_secret_opens_and_nothing_else_does() {
        let allowed = ["Bearer s3cret", "Bearer s3cre", "Bearer s3creT", "s3cret"]
            .map(|text| check(Some("s3cret"), &with(text)).is_ok());

        assert_eq!(allowed, [true, false, false, false]);
        assert!(check(Some("s3cret"), &HeaderMap::new()).is_err());
    }
}
