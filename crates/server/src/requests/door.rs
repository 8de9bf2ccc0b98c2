use std::{
    future,
    sync::{Arc, PoisonError},
};

use bytes::Bytes;
use http::{Request, Response, StatusCode, request::Parts};
use http_body_util::{Either, Full};
use hyper::body::Incoming;
use serde_json::json;

use super::{
    body::whole_body,
    claim::{Claim, claim},
    connection::Becoming,
    page,
};
use crate::{
    answer::{self, Body},
    booths::Spot,
    control,
    host::{Answer, Host},
    site::Site,
    socket::{self, Handshake},
};

/// Answers a request.
pub(super) async fn answer(
    site: &Arc<Site>,
    becoming: &Becoming,
    spot: Option<&Spot>,
    request: Request<Incoming>,
) -> Response<Body> {
    let (head, body) = request.into_parts();
    let response = match claim(site, &head) {
        Claim::Control => return control::answer(site, head, body).await,
        Claim::Sdk(handout) => handout.response(),
        Claim::Vendor(host) if socket::asks_for_websocket(&head) => {
            let handshake = socket::shake_hands(&host, site.line.as_deref(), head);
            let Handshake::Answered(response, accepted) = handshake else {
                if let Some(spot) = spot {
                    spot.parks();
                }
                // It ends with its connection.
                return future::pending().await;
            };
            if let (Some(spot), Some(_)) = (spot, &accepted) {
                spot.is_over();
            }
            *becoming.lock().unwrap_or_else(PoisonError::into_inner) = accepted;
            response
        }
        Claim::Vendor(host) => ask_vendor(site, &host, spot, head, body).await,
        Claim::Page => page::page(site),
        Claim::Preflight => control::preflight(),
        Claim::Nobody => page::nobody(site, &head),
    };
    response.map(|body| Either::Left(Full::new(body)))
}

async fn ask_vendor(
    site: &Site,
    host: &Arc<Host>,
    spot: Option<&Spot>,
    head: Parts,
    body: Incoming,
) -> Response<Bytes> {
    let client = spot.map(|spot| &spot.line().client);
    let body = match whole_body(body, &site.limits).await {
        Ok(body) => body,
        Err(error) => return error.answer(&site.limits),
    };
    match host.request(client, Request::from_parts(head, body)) {
        Ok(Answer::Now(response)) => response,
        Ok(Answer::Later(parked)) => {
            if let Some(spot) = spot {
                spot.parks();
            }
            parked.answer().await.unwrap_or_else(|| {
                let error = "the mock was reset, stopped or broke down before it answered";
                answer::json(StatusCode::SERVICE_UNAVAILABLE, &json!({ "error": error }))
            })
        }
        Err(broken) => broken.answer(),
    }
}
