use std::{
    convert::Infallible,
    pin::pin,
    sync::{Arc, Mutex, PoisonError},
};

use http::Response;
use hyper::{ext::ReasonPhrase, server::conn::http1, service::service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::{
    io::{AsyncRead, AsyncWrite},
    time::timeout,
};

use super::door;
use crate::{
    booths::{Spot, Watched},
    linger::Lingering,
    site::Site,
    socket::{self, Accepted},
};

/// Where a request leaves the WebSocket that its connection becomes.
pub(super) type Becoming = Mutex<Option<Accepted>>;

/// Serves one connection to its end, whatever it becomes.
pub(crate) async fn serve_connection<IO>(io: IO, site: Arc<Site>)
where
    IO: AsyncRead + AsyncWrite + Send + Unpin + 'static,
{
    let becoming = Arc::new(Becoming::default());
    let spot = site.line.as_ref().map(|line| Arc::new(Spot::new(line)));
    {
        // Boxed, because a WebSocket of an idle agent need not keep the room of its HTTP connection.
        let mut requests = Box::pin(serve_requests(io, &site, &becoming, &spot));
        requests.as_mut().await;
    }
    let accepted = becoming
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .take();
    if let Some(accepted) = accepted {
        socket::run(accepted, site.limits, site.line.as_deref()).await;
    }
}

async fn serve_requests<IO>(
    io: IO,
    site: &Arc<Site>,
    becoming: &Arc<Becoming>,
    spot: &Option<Arc<Spot>>,
) where
    IO: AsyncRead + AsyncWrite + Send + Unpin + 'static,
{
    let service = service_fn(|request| {
        let (site, becoming, spot) = (Arc::clone(site), Arc::clone(becoming), spot.clone());
        async move {
            let answer = door::answer(&site, &becoming, spot.as_deref(), request).await;
            if let Some(spot) = spot {
                spot.answers().await;
            }
            Ok::<_, Infallible>(without_invented_reason(answer))
        }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(site.limits.head_time)
        .max_buf_size(site.limits.head_bytes)
        .serve_connection(
            TokioIo::new(Lingering::new(Watched::new(io, spot.clone()))),
            service,
        )
        .with_upgrades();
    let mut connection = pin!(connection);
    // Errors are the client's: it is gone, or it was told what was wrong.
    tokio::select! {
        _ = connection.as_mut() => {}
        () = site.stopping() => {
            connection.as_mut().graceful_shutdown();
            let _ = timeout(site.limits.stop_time, connection).await;
        }
    }
}

/// Sends no reason with a status that has none: hyper would write `<none>`, and pages would show it.
fn without_invented_reason<B>(mut answer: Response<B>) -> Response<B> {
    if answer.status().canonical_reason().is_none() {
        answer
            .extensions_mut()
            .insert(ReasonPhrase::from_static(b""));
    }
    answer
}
