use std::sync::Arc;

use bytes::Bytes;
use http::{Method, Response, StatusCode, request::Parts};
use http_body_util::{Either, Full};
use hyper::body::Incoming;

use super::{
    clock, cors::preflight, health::health, journal, query::parameter, refusal::Refusal,
    reset::reset, steps, stream, token, vendor::chosen, world::world,
};
use crate::{answer::Body, requests::whole_body, site::Site};

/// Answers a request to the control API.
pub(crate) async fn answer(site: &Arc<Site>, head: Parts, body: Incoming) -> Response<Body> {
    let whole = |body| Either::Left(Full::new(body));
    let page = head.uri.path().trim_start_matches("/_ctimock");
    if head.method == Method::OPTIONS {
        return preflight().map(whole);
    }
    if let Some(module) = site.offer.module(page.trim_start_matches('/')) {
        // A page that loads its own driver has no secret.
        return match head.method {
            Method::GET | Method::HEAD => module.response(),
            _ => wrong_method(&head, "GET").answer(),
        }
        .map(whole);
    }
    if page == "/journal" && head.method == Method::GET && stream::asks_for_events(&head.headers) {
        let streamed = token::check(site.token.as_deref(), &head.headers)
            .and_then(|()| chosen(site, parameter(&head.uri, "vendor")))
            .and_then(|host| stream::stream(site, host, &head));
        return streamed.unwrap_or_else(|refusal| refusal.answer().map(whole));
    }
    route(site, page, &head, body)
        .await
        .unwrap_or_else(Refusal::answer)
        .map(whole)
}

/// The match is the route table.
async fn route(
    site: &Arc<Site>,
    page: &str,
    head: &Parts,
    body: Incoming,
) -> Result<Response<Bytes>, Refusal> {
    let vendor = parameter(&head.uri, "vendor");
    // Whoever waits for the server to come up has no secret.
    if page != "/health" {
        token::check(site.token.as_deref(), &head.headers)?;
    }
    match (head.method.as_str(), page) {
        ("GET", "/health") => Ok(health(site)),
        ("GET", "/world") => chosen(site, vendor).map(|host| world(host)),
        ("GET", "/journal") => journal::journal(chosen(site, vendor)?, head),
        ("GET", "/clock") => Ok(clock::shown(site)),
        ("POST", "/clock" | "/reset" | "/steps") => {
            let body = match whole_body(body, &site.limits).await {
                Ok(body) => body,
                Err(error) => return Ok(error.answer(&site.limits)),
            };
            match page {
                "/clock" => clock::advance(site, &body).await,
                "/reset" => Ok(reset(site).await),
                _ => steps::steps(site, vendor, &body).await,
            }
        }
        (_, "/health" | "/world" | "/journal") => Err(wrong_method(head, "GET")),
        (_, "/clock") => Err(wrong_method(head, "GET, POST")),
        (_, "/reset" | "/steps") => Err(wrong_method(head, "POST")),
        _ => Err(Refusal::new(
            StatusCode::NOT_FOUND,
            format!(
                "the control API has `health`, `world`, `journal`, `clock`, `reset` and `steps`, not `{}`",
                page.trim_start_matches('/')
            ),
        )),
    }
}

fn wrong_method(head: &Parts, allowed: &str) -> Refusal {
    let error = format!("`{}` takes {allowed}, not {}", head.uri.path(), head.method);
    Refusal::new(StatusCode::METHOD_NOT_ALLOWED, error)
}
