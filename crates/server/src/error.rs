use std::{io, net::SocketAddr, path::PathBuf};

use ctimock_dialect::ProvisionError;

/// Why a server cannot start.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The address is taken or not this machine's.
    #[error("cannot listen on {address}: {source}")]
    Listen {
        /// The address that was asked for.
        address: SocketAddr,
        /// The system's reason.
        source: io::Error,
    },
    /// An address that others can reach needs a token.
    #[error("{0} can be reached from outside, and that needs `--token`")]
    Open(SocketAddr),
    /// The journal's file cannot be written.
    #[error("cannot write the journal `{}`: {source}", .path.display())]
    Journal {
        /// The file.
        path: PathBuf,
        /// The system's reason.
        source: io::Error,
    },
    /// The world asks for what the vendor does not have.
    #[error("the world of `{file}` cannot be set up: {}", list(.errors))]
    World {
        /// The file.
        file: String,
        /// What cannot be.
        errors: Vec<ProvisionError>,
    },
    /// Two files want the same identity.
    #[error(
        "`{first}` and `{second}` both use {identity}, and each file needs identities of its own"
    )]
    Shared {
        /// A file.
        first: String,
        /// Another file.
        second: String,
        /// What both use.
        identity: String,
    },
}

fn list(errors: &[ProvisionError]) -> String {
    errors
        .iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join("; ")
}
