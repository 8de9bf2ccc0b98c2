use bytes::Bytes;
use http::{Response, StatusCode};

use crate::{answer, host::Host};

/// Shows a vendor's state at this instant.
pub(super) fn world(host: &Host) -> Response<Bytes> {
    let world = host.with(|stage, now| {
        stage.mock.handle_timeout(now);
        stage.mock.world(now)
    });
    match world {
        Ok(world) => answer::json(StatusCode::OK, &world),
        Err(broken) => broken.answer(),
    }
}
