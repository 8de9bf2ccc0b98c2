use std::{
    convert::Infallible,
    hash::{BuildHasher, RandomState},
    io,
    net::{Ipv4Addr, SocketAddr},
    path::PathBuf,
    sync::Arc,
};

use bytes::Bytes;
use http::{Method, Request, Response, StatusCode, header::HOST, request::Parts};
use http_body_util::Full;
use hyper::{body::Incoming, server::conn::http1, service::service_fn, upgrade::Upgraded};
use hyper_util::rt::TokioIo;
use serde_json::json;
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::TcpListener,
    sync::{mpsc, watch},
    task::JoinSet,
};
use tokio_tungstenite::{
    WebSocketStream,
    tungstenite::protocol::{Role, WebSocketConfig},
};

use super::folder::Folder;
use crate::{Offer, answer, socket};

/// A driver's WebSocket.
pub type DriverSocket = WebSocketStream<TokioIo<Upgraded>>;

/// A loopback listener for the browsers of one job: it hands out the page's folder, SDKs, the driver and the
/// adapters, and takes the drivers' WebSockets.
#[derive(Debug)]
pub struct Stand {
    address: SocketAddr,
    secret: u64,
    drivers: mpsc::UnboundedReceiver<(u64, DriverSocket)>,
    asked: watch::Receiver<u64>,
    /// Ends with it.
    tasks: JoinSet<()>,
}

/// What every connection has.
#[derive(Debug)]
pub(super) struct Shelf {
    address: SocketAddr,
    offer: Offer,
    folder: Option<Folder>,
    /// Where drivers connect: `/_ctimock/driver/<secret>/`, and the browser's number.
    door: String,
    most: usize,
    drivers: mpsc::UnboundedSender<(u64, DriverSocket)>,
    asked: watch::Sender<u64>,
}

impl Stand {
    /// Opens it, with the page's folder if that is on this machine. A driver's message has at most `most`
    /// bytes.
    ///
    /// # Errors
    /// The system has no port.
    pub async fn open(offer: Offer, folder: Option<PathBuf>, most: usize) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let (mut stand, shelf) = Self::at(listener.local_addr()?, offer, folder, most);
        stand.tasks.spawn(listen(listener, shelf));
        Ok(stand)
    }

    /// Returns what stands at an address, and what every connection there is served with.
    pub(super) fn at(
        address: SocketAddr,
        offer: Offer,
        folder: Option<PathBuf>,
        most: usize,
    ) -> (Self, Arc<Shelf>) {
        // Other pages on this machine can reach the listener, and must not be taken for the page.
        let secret = RandomState::new().hash_one(address);
        let (taken, drivers) = mpsc::unbounded_channel();
        let (asks, asked) = watch::channel(0);
        let shelf = Arc::new(Shelf {
            address,
            offer,
            folder: folder.map(Folder::new),
            door: format!("/_ctimock/driver/{secret:016x}/"),
            most,
            drivers: taken,
            asked: asks,
        });
        let stand = Self {
            address,
            secret,
            drivers,
            asked,
            tasks: JoinSet::new(),
        };
        (stand, shelf)
    }

    /// Returns where a file of the page's folder is: `http://127.0.0.1:1234/index.html`.
    #[must_use]
    pub fn page_url(&self, file: &str) -> String {
        format!("http://{}/{file}", self.address)
    }

    /// Returns where the driver of the browser with that number connects.
    #[must_use]
    pub fn driver_url(&self, browser: u64) -> String {
        let Self {
            address, secret, ..
        } = self;
        format!("ws://{address}/_ctimock/driver/{secret:016x}/{browser}")
    }

    /// Waits for the next driver; it says which browser's it is.
    pub async fn driver(&mut self) -> (u64, DriverSocket) {
        let next = self.drivers.recv().await;
        next.expect("the listener has a sender, and ends with this")
    }

    /// Waits until a browser asks for anything that no browser has asked for before.
    pub async fn is_asked(&mut self) {
        // The listener has the sender.
        let _ = self.asked.changed().await;
    }

    /// Forgets who has asked and connected before.
    pub fn forget(&mut self) {
        self.asked.mark_unchanged();
        while self.drivers.try_recv().is_ok() {}
    }
}

async fn listen(listener: TcpListener, shelf: Arc<Shelf>) {
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            taken = listener.accept() => if let Ok((stream, _)) = taken {
                let _ = stream.set_nodelay(true);
                connections.spawn(serve(stream, Arc::clone(&shelf)));
            },
            Some(_) = connections.join_next(), if !connections.is_empty() => {}
        }
    }
}

/// Serves one connection to its end.
pub(super) async fn serve<IO>(io: IO, shelf: Arc<Shelf>)
where
    IO: AsyncRead + AsyncWrite + Send + Unpin + 'static,
{
    let service = service_fn(|request| {
        let answer = shelf.answer(request);
        async move { Ok::<_, Infallible>(answer.map(Full::new)) }
    });
    // Errors are the browser's: it is gone.
    let _ = http1::Builder::new()
        .serve_connection(TokioIo::new(io), service)
        .with_upgrades()
        .await;
}

impl Shelf {
    fn answer(self: &Arc<Self>, request: Request<Incoming>) -> Response<Bytes> {
        let (mut head, _) = request.into_parts();
        if !self.is_asked_by_its_name(&head) {
            let error = format!("this is {} and nothing else", self.address);
            return answer::json(StatusCode::FORBIDDEN, &json!({ "error": error }));
        }
        let path = head.uri.path().to_owned();
        if let Some(browser) = path.strip_prefix(self.door.as_str()) {
            let browser = browser.parse().ok();
            let shaken = browser.zip(socket::switch(&mut head));
            let Some((browser, (response, upgrade))) = shaken else {
                let error = "this is for the WebSocket of a page's driver";
                return answer::json(StatusCode::BAD_REQUEST, &json!({ "error": error }));
            };
            let shelf = Arc::clone(self);
            tokio::spawn(async move {
                if let Ok(upgraded) = upgrade.await {
                    shelf.take(browser, upgraded).await;
                }
            });
            return response;
        }
        if !matches!(head.method, Method::GET | Method::HEAD) {
            let error = format!("`{path}` is only read");
            return answer::json(StatusCode::METHOD_NOT_ALLOWED, &json!({ "error": error }));
        }
        self.asked.send_modify(|times| *times += 1);
        let module = path.strip_prefix("/_ctimock/");
        let handout = match module {
            Some(page) => self.offer.module(page),
            None => self.offer.sdk(&path),
        };
        match (handout, &self.folder) {
            (Some(handout), _) => handout.response(),
            (None, Some(folder)) if module.is_none() => folder.file(&path),
            (None, _) => {
                let error = format!("there is no `{path}`");
                answer::json(StatusCode::NOT_FOUND, &json!({ "error": error }))
            }
        }
    }

    /// A page of another site may have a name that leads here.
    fn is_asked_by_its_name(&self, head: &Parts) -> bool {
        let host = head.headers.get(HOST).and_then(|host| host.to_str().ok());
        let port = self.address.port();
        host.is_some_and(|host| {
            host == format!("127.0.0.1:{port}") || host == format!("localhost:{port}")
        })
    }

    async fn take(&self, browser: u64, upgraded: Upgraded) {
        let config = WebSocketConfig::default()
            .max_message_size(Some(self.most))
            .max_frame_size(Some(self.most));
        let io = TokioIo::new(upgraded);
        let socket = DriverSocket::from_raw_socket(io, Role::Server, Some(config)).await;
        // Who does not wait any more for drivers has ended.
        let _ = self.drivers.send((browser, socket));
    }
}
