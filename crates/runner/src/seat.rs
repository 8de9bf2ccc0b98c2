use std::{collections::BTreeMap, sync::Arc};

use ctimock_dialect::{ExchangeId, SocketId};
use ctimock_protocol::LocalClient;

/// A client at the table: its instance, and how its own numbers map to the mock's.
pub(crate) struct Seat {
    pub(crate) name: Arc<str>,
    pub(crate) client: Box<dyn LocalClient>,
    pub(crate) requests: BTreeMap<ExchangeId, u64>,
    pub(crate) sockets: BTreeMap<SocketId, u64>,
}

impl Seat {
    pub(crate) fn new(name: &str, client: Box<dyn LocalClient>) -> Self {
        Self {
            name: Arc::from(name),
            client,
            requests: BTreeMap::new(),
            sockets: BTreeMap::new(),
        }
    }

    pub(crate) fn socket_of(&self, number: u64) -> Option<SocketId> {
        self.sockets
            .iter()
            .find(|(_, own)| **own == number)
            .map(|(socket, _)| *socket)
    }
}
