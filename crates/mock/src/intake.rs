use std::sync::Arc;

use bytes::Bytes;
use ctimock_dialect::ExchangeId;
use ctimock_time::Time;
use http::{HeaderMap, Request, Response, Uri};

use crate::{
    Mock,
    faults::{Stage, Subject},
};

/// The way in: what faults take before the vendor sees it.
impl Mock {
    /// Leads a request past the faults. `Some`: the vendor does not see it.
    pub(crate) fn refusal_of_request(
        &mut self,
        now: Time,
        exchange: ExchangeId,
        request: &Request<Bytes>,
    ) -> Option<Response<Bytes>> {
        let (owner, operation) = {
            let open = self.wire.channels.exchange_mut(exchange)?;
            (open.owner.clone(), open.operation.clone())
        };
        let owner = self.owner_for_faults(owner, request.uri(), request.headers());
        let subject = Subject {
            stage: Stage::Request,
            name: operation.as_deref(),
            client: owner.as_deref(),
        };
        let passage = self.wire.faults.pass(now, &subject)?;
        self.wire.log_taken(now, owner.clone(), passage.taken);
        if let Some(cut) = passage.cut
            && owner.is_some()
        {
            self.wire.cut(now, owner.as_deref(), &cut);
        }
        Some(passage.refusal?.response(request.headers()))
    }

    /// Leads a WebSocket handshake past the faults. `Some`: the vendor does not see it.
    pub(crate) fn refusal_of_handshake(
        &mut self,
        now: Time,
        client: Option<&Arc<str>>,
        request: &Request<()>,
    ) -> Option<Response<Bytes>> {
        let operation = (self.contract)().operation_name("WS", request.uri().path());
        let owner = self.owner_for_faults(client.cloned(), request.uri(), request.headers());
        let subject = Subject {
            stage: Stage::Handshake,
            name: operation.map(AsRef::as_ref),
            client: owner.as_deref(),
        };
        let passage = self.wire.faults.pass(now, &subject)?;
        self.wire.log_taken(now, owner, passage.taken);
        Some(passage.refusal?.response(request.headers()))
    }

    /// Returns whose it is; the dialect is asked only when a fault wants to know.
    fn owner_for_faults(
        &self,
        known: Option<Arc<str>>,
        uri: &Uri,
        headers: &HeaderMap,
    ) -> Option<Arc<str>> {
        match known {
            Some(client) => Some(client),
            None if self.wire.faults.ask_for_clients() => self.dialect.client_of(uri, headers),
            None => None,
        }
    }
}
