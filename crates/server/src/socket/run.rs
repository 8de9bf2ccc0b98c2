use std::{future, sync::Arc};

use ctimock_dialect::{CloseBy, Signal};
use futures_util::{SinkExt, StreamExt};
use hyper::upgrade::Upgraded;
use hyper_util::rt::TokioIo;
use tokio::{io::AsyncWriteExt, time::timeout};
use tokio_tungstenite::{
    WebSocketStream,
    tungstenite::{
        Message,
        protocol::{CloseFrame, Role, WebSocketConfig, frame::coding::CloseCode},
    },
};

use super::{
    Accepted,
    outbox::Ending,
    reader::{Heard, read},
    writer::write,
};
use crate::{booths::Line, limits::Limits};

type Socket = WebSocketStream<TokioIo<Upgraded>>;

/// Carries a WebSocket from its `101` to its end.
pub(crate) async fn run(accepted: Accepted, limits: Limits, line: Option<&Line>) {
    let outbox = Arc::clone(&accepted.outbox);
    carry(accepted, limits, line).await;
    outbox.go();
}

async fn carry(accepted: Accepted, limits: Limits, line: Option<&Line>) {
    let Accepted {
        host,
        socket,
        outbox,
        upgrade,
    } = accepted;
    let Ok(upgraded) = upgrade.await else {
        let by = CloseBy::Client {
            code: None,
            reason: String::new(),
        };
        host.signal(socket, Signal::Closed(by));
        return;
    };
    let io = TokioIo::new(upgraded);
    let stream = Socket::from_raw_socket(io, Role::Server, Some(config(limits))).await;
    let (mut sink, mut stream) = stream.split();
    host.signal(socket, Signal::Opened);
    let writing = async {
        match write(&mut sink, &outbox, line).await {
            Ok(end) => end,
            // The connection is lost, and reading ends as well.
            Err(_) => future::pending().await,
        }
    };
    let ending = tokio::select! {
        heard = read(&mut stream, &host, socket, &outbox, line) => Err(heard),
        end = writing => Ok(end),
        end = outbox.overflowing() => Ok(end),
    };
    // Nothing more is read by the client that it could answer to.
    outbox.end(Ending::Cut);
    let Ok(stream) = sink.reunite(stream) else {
        return;
    };
    match ending {
        Err(Heard::Gone) | Ok(Ending::Cut) => drop(stream),
        Err(Heard::Farewell) => finish(stream, None, limits).await,
        Err(Heard::Nonsense { code, reason }) | Ok(Ending::Close { code, reason }) => {
            finish(stream, Some((code, reason)), limits).await;
        }
    }
}

/// Ends the closing handshake: sends our close frame, and waits for the peer's or its leaving.
async fn finish(mut stream: Socket, close: Option<(u16, String)>, limits: Limits) {
    let closing = async {
        if let Some((code, reason)) = close {
            let frame = CloseFrame {
                code: CloseCode::from(code),
                reason: reason.into(),
            };
            if stream.send(Message::Close(Some(frame))).await.is_err() {
                return;
            }
        }
        while let Some(Ok(_)) = stream.next().await {}
        // A peer that still sends would otherwise not see our close frame.
        let _ = stream.get_mut().shutdown().await;
    };
    // Who does not answer in time is cut.
    let _ = timeout(limits.closing_time, closing).await;
}

fn config(limits: Limits) -> WebSocketConfig {
    // The library's own 128 KiB would be there for each of thousands of idle agents.
    WebSocketConfig::default()
        .read_buffer_size(4 * 1024)
        .max_message_size(Some(limits.message_bytes))
        .max_frame_size(Some(limits.message_bytes))
}
