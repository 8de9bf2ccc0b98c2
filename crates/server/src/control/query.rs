use http::{StatusCode, Uri};

use super::refusal::Refusal;

/// Returns a parameter of the query. The API's parameters are words and numbers: nothing is decoded.
pub(super) fn parameter<'u>(uri: &'u Uri, name: &str) -> Option<&'u str> {
    uri.query()?
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .find(|(found, _)| *found == name)
        .map(|(_, value)| value)
}

/// Returns a parameter that is a whole number.
pub(super) fn number(uri: &Uri, name: &str) -> Result<Option<u64>, Refusal> {
    let Some(text) = parameter(uri, name) else {
        return Ok(None);
    };
    text.parse().map(Some).map_err(|_| {
        let error = format!("`{name}` is a whole number, not `{text}`");
        Refusal::new(StatusCode::UNPROCESSABLE_ENTITY, error)
    })
}
