use std::future;

use ctimock_protocol::{LineError, read_line};
use futures_util::{Stream, StreamExt};
use tokio::{
    io::{AsyncBufReadExt, AsyncRead, AsyncReadExt, BufReader},
    sync::mpsc::UnboundedSender,
};
use tokio_tungstenite::tungstenite::{Error, Message, error::CapacityError};

use super::{
    News, PeerId, Tally,
    news::{LINE, too_long},
};

/// Passes on what comes line by line, until nothing comes any more or too much.
pub(crate) async fn listen_to_lines(
    from: impl AsyncRead + Unpin,
    peer: PeerId,
    tally: Tally,
    to: UnboundedSender<(PeerId, News)>,
) {
    let mut from = BufReader::with_capacity(32 * 1024, from);
    let mut line = Vec::new();
    loop {
        line.clear();
        let most = LINE as u64 + 1;
        let news = match (&mut from).take(most).read_until(b'\n', &mut line).await {
            Ok(0) | Err(_) => News::End,
            Ok(_) if line.len() > LINE => News::Flood(too_long()),
            Ok(_) => read(&line, &tally),
        };
        match pass_on(peer, news, &to) {
            Then::Listen => {}
            Then::Leave => return,
            // Whoever is cut off in the middle of a word would complain about that as well.
            Then::Ignore => return future::pending().await,
        }
    }
}

/// Passes on what comes message by message, until nothing comes any more or too much.
pub(crate) async fn listen_to_messages(
    mut from: impl Stream<Item = Result<Message, Error>> + Unpin,
    peer: PeerId,
    tally: Tally,
    to: UnboundedSender<(PeerId, News)>,
) {
    loop {
        let news = match from.next().await {
            Some(Ok(Message::Text(text))) => read(text.as_bytes(), &tally),
            Some(Ok(Message::Binary(_))) => {
                let error = LineError::new("a text message", "a binary one", "");
                News::Nonsense(error)
            }
            Some(Ok(Message::Ping(_) | Message::Pong(_) | Message::Frame(_))) => continue,
            Some(Err(Error::Capacity(CapacityError::MessageTooLong { .. }))) => {
                News::Flood(too_long())
            }
            Some(Ok(Message::Close(_)) | Err(_)) | None => News::End,
        };
        match pass_on(peer, news, &to) {
            Then::Listen => {}
            Then::Leave => return,
            // Whoever is cut off in the middle of a word would complain about that as well.
            Then::Ignore => return future::pending().await,
        }
    }
}

/// What comes after news.
enum Then {
    Listen,
    Ignore,
    Leave,
}

fn pass_on(peer: PeerId, news: News, to: &UnboundedSender<(PeerId, News)>) -> Then {
    let then = match news {
        News::Said(_) => Then::Listen,
        News::Nonsense(_) | News::Flood(_) => Then::Ignore,
        News::End => Then::Leave,
    };
    match to.send((peer, news)) {
        Ok(()) => then,
        Err(_) => Then::Leave,
    }
}

fn read(line: &[u8], tally: &Tally) -> News {
    if let Err(too_much) = tally.count(line.len()) {
        return News::Flood(too_much);
    }
    let Ok(text) = str::from_utf8(line) else {
        let text = String::from_utf8_lossy(line);
        return News::Nonsense(LineError::new("UTF-8", "other bytes", text.trim_end()));
    };
    match read_line(text.trim_end_matches(['\r', '\n'])) {
        Ok(heard) => News::Said(heard),
        Err(error) => News::Nonsense(error),
    }
}
