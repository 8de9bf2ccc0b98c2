use bytes::Bytes;
use http::{Response, StatusCode};
use serde_json::json;

use crate::{answer, host::Broken, site::Site};

/// Says whether the server is up, and what is served: 200, or 500 when a mock broke down.
pub(super) fn health(site: &Site) -> Response<Bytes> {
    let broken: Vec<Broken> = site
        .hosts
        .iter()
        .filter_map(|host| host.with(|_, _| ()).err())
        .collect();
    if let Some(first) = broken.first() {
        return first.answer();
    }
    let body = json!({
        "status": "ok",
        "version": env!("CARGO_PKG_VERSION"),
        "vendors": site.vendors(),
    });
    answer::json(StatusCode::OK, &body)
}
