use futures_util::{SinkExt, StreamExt};
use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt, DuplexStream};
use tokio_tungstenite::{
    WebSocketStream, client_async,
    tungstenite::{Error, Message, protocol::CloseFrame},
};

/// A WebSocket of a test.
pub(crate) struct Telephone(pub(crate) WebSocketStream<DuplexStream>);

impl Telephone {
    pub(crate) async fn new(pipe: DuplexStream, path: &str) -> Self {
        Self::try_new(pipe, path).await.expect("it is accepted")
    }

    pub(crate) async fn try_new(pipe: DuplexStream, path: &str) -> Result<Self, Error> {
        let url = format!("ws://ctimock{path}");
        let (socket, _) = client_async(url, pipe).await?;
        Ok(Self(socket))
    }

    /// Waits for the next text.
    pub(crate) async fn text(&mut self) -> String {
        match self.next().await {
            Some(Ok(Message::Text(text))) => text.as_str().to_owned(),
            other => panic!("a text was wanted, and there was {other:?}"),
        }
    }

    /// Waits for the next event, and returns its name.
    pub(crate) async fn event(&mut self) -> String {
        let text = self.text().await;
        let event: Value = serde_json::from_str(&text).expect("events are JSON");
        event["event"]
            .as_str()
            .expect("events have names")
            .to_owned()
    }

    /// Waits for the end, and returns the code and reason; `None` without a close frame.
    pub(crate) async fn end(&mut self) -> Option<(u16, String)> {
        let mut frame = None;
        loop {
            match self.next().await {
                Some(Ok(Message::Close(close))) => {
                    frame = close.map(|close| (close.code.into(), close.reason.to_string()));
                }
                Some(Ok(_)) => {}
                Some(Err(_)) | None => return frame,
            }
        }
    }

    pub(crate) async fn send(&mut self, message: Message) {
        self.0.send(message).await.expect("it is open");
    }

    pub(crate) async fn close(&mut self, code: u16, reason: &str) {
        let frame = CloseFrame {
            code: code.into(),
            reason: reason.to_owned().into(),
        };
        self.0.close(Some(frame)).await.expect("it is open");
    }

    /// Waits for the next message of any kind.
    pub(crate) async fn message(&mut self) -> Message {
        self.next().await.expect("a message").expect("a message")
    }

    /// Sends bytes past the protocol.
    pub(crate) async fn raw_bytes(&mut self, bytes: &[u8]) {
        self.0.get_mut().write_all(bytes).await.expect("it is open");
    }

    /// Reads all bytes that still come, without answering.
    pub(crate) async fn raw_end(&mut self) -> Vec<u8> {
        let mut bytes = Vec::new();
        let read = self.0.get_mut().read_to_end(&mut bytes).await;
        read.expect("a pipe ends well");
        bytes
    }

    async fn next(&mut self) -> Option<Result<Message, Error>> {
        self.0.next().await
    }
}
