use ctimock_server::DriverSocket;
use futures_util::{Sink, SinkExt, stream::SplitSink};
use tokio::{io::AsyncWriteExt, net::TcpStream, process::ChildStdin};
use tokio_tungstenite::{WebSocketStream, tungstenite::Message};

/// How the runner speaks to a client.
#[derive(Debug)]
pub(crate) enum Voice {
    Pipe(ChildStdin),
    Socket(Box<SplitSink<WebSocketStream<TcpStream>, Message>>),
    Page(Box<SplitSink<DriverSocket, Message>>),
}

/// The client does not listen any more.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Deaf;

impl Voice {
    /// Says a line.
    pub(crate) async fn say(&mut self, mut line: String) -> Result<(), Deaf> {
        match self {
            Self::Pipe(pipe) => {
                line.push('\n');
                pipe.write_all(line.as_bytes()).await.map_err(|_| Deaf)
            }
            Self::Socket(socket) => tell(socket.as_mut(), line).await,
            Self::Page(socket) => tell(socket.as_mut(), line).await,
        }
    }
}

async fn tell(socket: &mut (impl Sink<Message> + Unpin), line: String) -> Result<(), Deaf> {
    let said = socket.send(Message::Text(line.into())).await;
    said.map_err(|_| Deaf)
}
