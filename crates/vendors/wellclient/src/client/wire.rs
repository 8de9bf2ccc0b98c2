//! Requests as the SDK composes them (dossier §2, §3).

use std::borrow::Cow;

use bytes::Bytes;
use ctimock_protocol::ClientOutput;
use ctimock_time::Time;
use http::{HeaderValue, Method, Request, header};

use super::{answer::Failure, awaits::Awaits, sdk::Sdk, who::Who};

const JSON: HeaderValue = HeaderValue::from_static("application/json; charset=UTF-8");
const FORM: HeaderValue =
    HeaderValue::from_static("application/x-www-form-urlencoded; charset=UTF-8");
const ACCEPT: HeaderValue =
    HeaderValue::from_static("application/json, text/javascript, */*; q=0.01");

impl Sdk {
    /// Sends a REST call with the session in memory.
    pub(super) fn rest(
        &mut self,
        now: Time,
        verb: Method,
        path: &str,
        body: Vec<u8>,
        awaits: Awaits,
    ) {
        let request = self.rest_request(&self.session, verb, path, body);
        self.put(now, request, awaits);
    }

    /// Sends a REST call with a session that is not kept yet.
    pub(super) fn rest_as(
        &mut self,
        now: Time,
        session: &str,
        verb: Method,
        path: &str,
        body: Vec<u8>,
        awaits: Awaits,
    ) {
        let request = self.rest_request(session, verb, path, body);
        self.put(now, request, awaits);
    }

    /// Sends the TPI login. The SDK does not encode the form.
    pub(super) fn tpi(&mut self, now: Time, who: &Who, awaits: Awaits) {
        let form = format!(
            "username={}&password={}&namespace={}",
            who.job_number, who.password, who.domain
        );
        let request = Request::post(format!("{}{}", self.page.http, self.config.login_path))
            .header(header::CONTENT_TYPE, FORM)
            .header(header::ACCEPT, ACCEPT)
            .body(Bytes::from(form));
        self.put(now, request, awaits);
    }

    fn rest_request(
        &self,
        session: &str,
        verb: Method,
        path: &str,
        body: Vec<u8>,
    ) -> http::Result<Request<Bytes>> {
        let url = [self.page.http.as_str(), &self.config.sdk_path, path].concat();
        Request::builder()
            .method(verb)
            .uri(url)
            .header("sessionId", session)
            .header(header::CONTENT_TYPE, JSON)
            .header(header::ACCEPT, ACCEPT)
            .body(Bytes::from(body))
    }

    /// A request that cannot be composed fails as one that is not answered does.
    pub(super) fn put(&mut self, now: Time, request: http::Result<Request<Bytes>>, awaits: Awaits) {
        let Ok(request) = request else {
            self.on_answer(now, awaits, Err(Failure::unanswered()));
            return;
        };
        let number = self.number();
        self.exchanges.insert(number, awaits);
        self.outputs
            .push_back(ClientOutput::Request { number, request });
    }
}

/// Returns an argument as a browser writes it into a path: only what cannot stand in a URL is encoded;
/// `@` stays raw.
pub(super) fn in_path(text: &str) -> Cow<'_, str> {
    const RAW: &[u8] = b"!#$%&'()*+,-./:;=?@[\\]^_|~";
    let raw = |byte: u8| byte.is_ascii_alphanumeric() || RAW.contains(&byte);
    if text.bytes().all(raw) {
        return Cow::Borrowed(text);
    }
    let mut encoded = String::with_capacity(text.len() + 16);
    for byte in text.bytes() {
        if raw(byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    Cow::Owned(encoded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_argument_in_a_path_keeps_its_at_sign_and_loses_its_blanks() {
        assert_eq!(in_path("8001@test.cc"), "8001@test.cc");
        assert_eq!(in_path("a b\u{e9}"), "a%20b%C3%A9");
    }
}
