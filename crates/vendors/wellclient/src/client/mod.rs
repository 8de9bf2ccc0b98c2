//! The reference client: the vendor's SDK 1.3.7 as a machine without sockets and clock, written from
//! the dossier (§1–§9, §14). It shares no wire code with the dialect.
//!
//! It is a reference, not a copy of the bugs: where the real page throws and the event or the promise
//! is lost (the failure modes tagged "run" in §3, §4 and §9: an unknown device pair, a duplicate
//! `originated`, a conference that names itself, 459 without JSON, CONNECTED without `heart-beat`), it
//! goes on as the manual says. Promises that never settle by the manual never return. Of the field
//! problems (§18) it survives what the protocol lets a client survive: events out of order, a call that
//! is answered under another id, events without a serial, a logout behind `makeCall`.
//!
//! Options of `connect`: `sdk_behaviour` (`manual`, the default, or `1.3.7`: what §17 decides),
//! `confirm` (what a person answers to `window.confirm`, once per login; default true; the identity may
//! say it as well), `loginPath` (`/login`), `sdkPath` (`""`), `sessionId` (the cookie), `autoAnswer`
//! (false), `heartbeatLength` (ms), `timeout` (s between reconnects), `maxReconnectTimes`. A second
//! `connect` of one value is the page's reload: only the cookie stays.
//!
//! The identity's `remoteLog` is a page that lets the SDK write its log to the server (dossier §2).
//!
//! What is refused without a request is rejected with `{reason, responseText: "negative"}`, as the
//! vendor's `logout` does. The page listens to every inner event.

mod answer;
mod args;
mod awaits;
mod body;
mod client_state;
mod config;
mod dial;
mod events;
mod heartbeat;
mod inject;
mod inner;
mod legs;
mod link;
mod log;
mod login;
mod methods;
mod model;
mod over;
mod page;
mod preset;
mod rebuild;
mod reconnect;
mod recover;
mod relogin;
mod rest;
mod rest_row;
mod rest_table;
mod sdk;
mod socket;
mod state;
mod stomp;
mod timers;
mod who;
mod wire;

#[cfg(test)]
mod tests;

use ctimock_protocol::LocalClient;

/// Returns an instance of the reference client that is not connected yet.
#[must_use]
pub fn reference() -> Box<dyn LocalClient> {
    Box::new(sdk::Sdk::default())
}
