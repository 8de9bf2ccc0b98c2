use bytes::Bytes;
use http::{Method, Response, StatusCode, request::Parts};
use serde_json::json;

use crate::{Offer, answer, site::Site};

/// Returns what a person sees who opens the server's address.
pub(super) fn page(site: &Site) -> Response<Bytes> {
    let sdk: String = site
        .offer
        .sdk_names()
        .map(|name| format!("GET  /sdk/{name:<20} an SDK's file for pages\n"))
        .collect();
    let text = format!(
        "\
This is ctimock {}, which simulates contact-center vendors. Served here: {}.

GET  /_ctimock/health    is it up?
GET  /_ctimock/world     the vendor's state
GET  /_ctimock/journal   what happened (as server-sent events with `Accept: text/event-stream`)
POST /_ctimock/steps     a step of the scenario language as JSON
POST /_ctimock/clock     {{\"advance\": \"3m\"}}
POST /_ctimock/reset     everything as it was at the start
{sdk}",
        env!("CARGO_PKG_VERSION"),
        site.vendors().join(", "),
    );
    answer::text(StatusCode::OK, text)
}

/// Returns the answer to a request that nobody claims.
pub(super) fn nobody(site: &Site, head: &Parts) -> Response<Bytes> {
    let path = head.uri.path();
    let reads = matches!(head.method, Method::GET | Method::HEAD);
    if let Some(name) = Offer::sdk_name(path).filter(|_| reads) {
        let files: Vec<&str> = site.offer.sdk_names().collect();
        let error = format!("no SDK that is served here has the file `{name}`");
        let body = json!({ "error": error, "files": files });
        return answer::json(StatusCode::NOT_FOUND, &body);
    }
    let error = format!("no vendor that is served here has `{} {path}`", head.method,);
    let body = json!({ "error": error, "vendors": site.vendors() });
    answer::json(StatusCode::NOT_FOUND, &body)
}
