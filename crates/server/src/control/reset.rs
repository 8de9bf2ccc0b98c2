use bytes::Bytes;
use http::{Response, StatusCode};
use serde_json::json;

use crate::{answer, site::Site};

/// Puts every vendor back to how it was at the start: the world, the clock, the journal. WebSockets are
/// closed.
pub(super) async fn reset(site: &Site) -> Response<Bytes> {
    let _moving = site.moving.lock().await;
    site.reset();
    let now = site.clock.now().to_string();
    answer::json(StatusCode::OK, &json!({ "now": now }))
}
