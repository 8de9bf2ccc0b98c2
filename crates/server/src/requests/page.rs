use bytes::Bytes;
use http::{Response, StatusCode, request::Parts};
use serde_json::json;

use crate::{answer, site::Site};

/// Returns what a person sees who opens the server's address.
pub(super) fn page(site: &Site) -> Response<Bytes> {
    let text = format!(
        "\
This is ctimock {}, which simulates contact-center vendors. Served here: {}.

GET  /_ctimock/health    is it up?
GET  /_ctimock/world     the vendor's state
GET  /_ctimock/journal   what happened (as server-sent events with `Accept: text/event-stream`)
POST /_ctimock/steps     a step of the scenario language as JSON
POST /_ctimock/clock     {{\"advance\": \"3m\"}}
POST /_ctimock/reset     everything as it was at the start
",
        env!("CARGO_PKG_VERSION"),
        site.vendors().join(", "),
    );
    answer::text(StatusCode::OK, text)
}

/// Returns the answer to a request that nobody claims.
pub(super) fn nobody(site: &Site, head: &Parts) -> Response<Bytes> {
    let error = format!(
        "no vendor that is served here has `{} {}`",
        head.method,
        head.uri.path()
    );
    let body = json!({ "error": error, "vendors": site.vendors() });
    answer::json(StatusCode::NOT_FOUND, &body)
}
