use ctimock_dialect::Frame;
use futures_util::{Sink, SinkExt};
use tokio_tungstenite::tungstenite::{Error, Message};

use super::{Outbox, outbox::Ending};

/// Writes what the mock puts into the outbox, burst by burst, until its end.
///
/// # Errors
/// The connection is lost; whoever reads finds that out as well.
pub(super) async fn write(
    mut sink: impl Sink<Message, Error = Error> + Unpin,
    outbox: &Outbox,
) -> Result<Ending, Error> {
    loop {
        let batch = outbox.take().await;
        for frame in batch.frames {
            sink.feed(message(&frame)).await?;
        }
        sink.flush().await?;
        outbox.written();
        if let Some(end) = batch.end {
            return Ok(end);
        }
    }
}

fn message(frame: &Frame) -> Message {
    Message::Text(frame.text().into())
}
