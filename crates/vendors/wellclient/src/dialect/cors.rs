use bytes::Bytes;
use http::{
    HeaderMap, HeaderValue, Response, StatusCode,
    header::{
        ACCESS_CONTROL_ALLOW_CREDENTIALS, ACCESS_CONTROL_ALLOW_HEADERS,
        ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_MAX_AGE, ORIGIN,
        VARY,
    },
};

/// Lets the page read the answer: without this, jQuery reports status 0 for every error (dossier §3).
/// The origin is echoed, with credentials, because SockJS asks for its `info` with them; who sent none
/// is allowed like everybody.
pub(super) fn allow(headers: &mut HeaderMap, origin: Option<&HeaderValue>) {
    let everybody = HeaderValue::from_static("*");
    match origin {
        Some(origin) => {
            headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, origin.clone());
            headers.insert(VARY, HeaderValue::from_static("Origin"));
            let with_them = HeaderValue::from_static("true");
            headers.insert(ACCESS_CONTROL_ALLOW_CREDENTIALS, with_them);
        }
        None => {
            headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, everybody);
        }
    }
}

/// Returns the answer to a preflight. It is the same for every path, because ids stand in paths and
/// the client asks for each URL anew (dossier §3).
pub(super) fn preflight(asked: &HeaderMap) -> Response<Bytes> {
    let mut response = Response::new(Bytes::new());
    *response.status_mut() = StatusCode::NO_CONTENT;
    let headers = response.headers_mut();
    allow(headers, asked.get(ORIGIN));
    headers.insert(
        ACCESS_CONTROL_ALLOW_HEADERS,
        HeaderValue::from_static("content-type, sessionid, x-requested-with"),
    );
    headers.insert(
        ACCESS_CONTROL_ALLOW_METHODS,
        HeaderValue::from_static("GET, POST, DELETE, OPTIONS"),
    );
    headers.insert(ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static("86400"));
    response
}
