//! HTTP: connections, whose a request is, and its body.

mod body;
mod claim;
mod connection;
mod door;
mod page;

pub(crate) use body::whole_body;
pub(crate) use connection::serve_connection;
