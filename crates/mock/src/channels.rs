use std::{collections::BTreeMap, sync::Arc};

use ctimock_dialect::{Channel, ExchangeId, SocketId};

/// What is open between clients and the mock, and whose it is.
#[derive(Debug, Default)]
pub(crate) struct Channels {
    exchanges: BTreeMap<ExchangeId, Exchange>,
    sockets: BTreeMap<SocketId, Owner>,
    exchanges_begun: u64,
    sockets_begun: u64,
}

/// A request that is not answered yet.
#[derive(Clone, Debug)]
pub(crate) struct Exchange {
    pub(crate) owner: Owner,
    /// What the request means in the contract.
    pub(crate) operation: Option<Arc<str>>,
    /// A browser's question before the request; faults leave it alone.
    pub(crate) preflight: bool,
    /// The dialect has answered, and the answer waits for its instant.
    pub(crate) answered: bool,
}

/// Whose a channel is. What the shell knows stands above what the dialect finds out.
pub(crate) type Owner = Option<Arc<str>>;

impl Channels {
    pub(crate) fn open_exchange(&mut self, exchange: Exchange) -> ExchangeId {
        self.exchanges_begun += 1;
        let id = ExchangeId(self.exchanges_begun);
        self.exchanges.insert(id, exchange);
        id
    }

    pub(crate) fn next_socket(&mut self) -> SocketId {
        self.sockets_begun += 1;
        SocketId(self.sockets_begun)
    }

    pub(crate) fn open_socket(&mut self, id: SocketId, owner: Owner) {
        self.sockets.insert(id, owner);
    }

    pub(crate) fn exchange_mut(&mut self, id: ExchangeId) -> Option<&mut Exchange> {
        self.exchanges.get_mut(&id)
    }

    pub(crate) fn close_exchange(&mut self, id: ExchangeId) -> Option<Exchange> {
        self.exchanges.remove(&id)
    }

    /// Forgets a socket; `None` if it is not open.
    pub(crate) fn close_socket(&mut self, id: SocketId) -> Option<Owner> {
        self.sockets.remove(&id)
    }

    /// Notes whose a channel is, unless that is known. Returns whether it was not.
    pub(crate) fn claim(&mut self, channel: Channel, client: &Arc<str>) -> bool {
        let owner = match channel {
            Channel::Exchange(id) => self.exchanges.get_mut(&id).map(|open| &mut open.owner),
            Channel::Socket(id) => self.sockets.get_mut(&id),
        };
        match owner {
            Some(owner @ None) => {
                *owner = Some(Arc::clone(client));
                true
            }
            Some(Some(_)) | None => false,
        }
    }

    /// Returns whose an open socket is; `None` if it is not open.
    pub(crate) fn socket(&self, id: SocketId) -> Option<&Owner> {
        self.sockets.get(&id)
    }

    /// Returns the open sockets of a client, or of everybody.
    pub(crate) fn sockets_of(&self, client: Option<&str>) -> Vec<SocketId> {
        self.sockets
            .iter()
            .filter(|(_, owner)| client.is_none() || owner.as_deref() == client)
            .map(|(id, _)| *id)
            .collect()
    }

    pub(crate) fn open_exchanges(&self) -> usize {
        self.exchanges.len()
    }
}
