//! The whole server, over pipes and in paused time.

mod requests;
