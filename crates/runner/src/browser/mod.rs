//! A page in a browser as the client under test.
//!
//! Chromium is started with the page's address, in which the page's driver finds the runner. Nothing looks
//! into the browser from outside: what the page does, its driver says.

mod browser_source;
mod chatter;
mod chromium;
mod profile;

pub(crate) use browser_source::Browser;
pub(crate) use chatter::Chatter;
pub(crate) use profile::{Profile, remove as remove_profile};
