use ctimock_server::Broke;

use crate::talk::DriverError;

/// Why a case over sockets cannot go on.
#[derive(Debug)]
pub(super) enum Trouble {
    /// A client does not keep to the protocol.
    Client {
        /// Its name in the scenario.
        client: String,
        /// What it does.
        error: Box<DriverError>,
    },
    /// The mock broke down.
    Mock(Broke),
    /// The world does not come to rest.
    Unsettled {
        /// Who spoke last.
        last: String,
    },
    /// The system does not give a port.
    NoPort(std::io::Error),
}

impl From<Broke> for Trouble {
    fn from(broke: Broke) -> Self {
        Self::Mock(broke)
    }
}
