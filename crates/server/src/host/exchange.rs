use std::sync::Arc;

use bytes::Bytes;
use ctimock_dialect::ExchangeId;
use http::{Request, Response};
use tokio::sync::oneshot;

use super::{Broken, Host};

/// What becomes of a request.
#[derive(Debug)]
pub(crate) enum Answer {
    /// It is answered.
    Now(Response<Bytes>),
    /// It is answered later, or never.
    Later(Parked),
}

/// A request that is not answered yet. Who drops it does not want the answer any more.
#[derive(Debug)]
pub(crate) struct Parked {
    host: Arc<Host>,
    exchange: ExchangeId,
    answer: oneshot::Receiver<Response<Bytes>>,
}

impl Host {
    /// Takes a request, of `client` if that is known.
    ///
    /// # Errors
    /// The mock broke down, by this request or before.
    pub(crate) fn request(
        self: &Arc<Self>,
        client: Option<&Arc<str>>,
        request: Request<Bytes>,
    ) -> Result<Answer, Broken> {
        self.carefully(|stage, now| {
            let exchange = stage.mock.handle_request(now, client, request);
            match stage.carry(now, Some(exchange)) {
                Some(response) => Answer::Now(response),
                None => {
                    let (sender, answer) = oneshot::channel();
                    stage.parked.insert(exchange, sender);
                    Answer::Later(Parked {
                        host: Arc::clone(self),
                        exchange,
                        answer,
                    })
                }
            }
        })
    }
}

impl Parked {
    /// Waits for the answer. `None`: there will be none, because the mock was reset, stopped or broke
    /// down.
    pub(crate) async fn answer(mut self) -> Option<Response<Bytes>> {
        (&mut self.answer).await.ok()
    }
}

impl Drop for Parked {
    fn drop(&mut self) {
        let exchange = self.exchange;
        let _ = self
            .host
            .carefully(|stage, _| stage.parked.remove(&exchange));
    }
}
