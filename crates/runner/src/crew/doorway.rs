use std::{
    io,
    net::{SocketAddr, TcpListener},
    time::Duration,
};

use tokio::{net::TcpStream, time::timeout};
use tokio_tungstenite::{
    WebSocketStream, accept_async_with_config, tungstenite::protocol::WebSocketConfig,
};

use crate::talk::{DriverError, LINE};

/// Where clients connect that are no processes of ours.
#[derive(Debug)]
pub(crate) struct Doorway {
    listener: TcpListener,
    address: SocketAddr,
}

impl Doorway {
    /// Opens it.
    pub(crate) fn open(address: SocketAddr) -> io::Result<Self> {
        let listener = TcpListener::bind(address)?;
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        Ok(Self { listener, address })
    }

    /// Returns where it is.
    pub(crate) fn url(&self) -> String {
        format!("ws://{}/", self.address)
    }

    /// Waits for a client, for ever if there is no limit.
    pub(crate) async fn client(
        &self,
        limit: Option<Duration>,
    ) -> Result<WebSocketStream<TcpStream>, DriverError> {
        match limit {
            None => self.accept().await,
            Some(limit) => timeout(limit, self.accept())
                .await
                .unwrap_or(Err(DriverError::Nobody(limit))),
        }
    }

    async fn accept(&self) -> Result<WebSocketStream<TcpStream>, DriverError> {
        let cannot = |error: io::Error| DriverError::Start {
            command: self.url(),
            reason: error.to_string(),
        };
        let listener = self.listener.try_clone().map_err(cannot)?;
        let listener = tokio::net::TcpListener::from_std(listener).map_err(cannot)?;
        loop {
            let (stream, _) = listener.accept().await.map_err(cannot)?;
            let _ = stream.set_nodelay(true);
            let config = WebSocketConfig::default()
                .max_message_size(Some(LINE))
                .max_frame_size(Some(LINE));
            // Who comes by without a WebSocket is no client.
            let shaken = timeout(HANDSHAKE, accept_async_with_config(stream, Some(config)));
            if let Ok(Ok(socket)) = shaken.await {
                return Ok(socket);
            }
        }
    }
}

const HANDSHAKE: Duration = Duration::from_secs(5);
