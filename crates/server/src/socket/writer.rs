use bytes::Bytes;
use ctimock_dialect::{Form, Frame};
use futures_util::{Sink, SinkExt};
use tokio_tungstenite::tungstenite::{Error, Message};

use super::{Outbox, outbox::Ending};
use crate::booths::Line;

/// Writes what the mock puts into the outbox, burst by burst, until its end.
///
/// # Errors
/// The connection is lost; whoever reads finds that out as well.
pub(super) async fn write(
    mut sink: impl Sink<Message, Error = Error> + Unpin,
    outbox: &Outbox,
    line: Option<&Line>,
) -> Result<Ending, Error> {
    loop {
        let batch = outbox.take().await;
        if let Some(line) = line {
            line.floor().await;
        }
        for frame in batch.frames {
            sink.feed(message(&frame)).await?;
        }
        if let Some(ping) = batch.ping {
            sink.feed(Message::Ping(Bytes::copy_from_slice(&ping.to_be_bytes())))
                .await?;
        }
        sink.flush().await?;
        outbox.written();
        if let Some(end) = batch.end {
            return Ok(end);
        }
    }
}

fn message(frame: &Frame) -> Message {
    match frame.form {
        Form::Text | Form::SockJs => Message::Text(frame.text().into()),
        Form::Binary => Message::Binary(frame.text().into()),
    }
}
