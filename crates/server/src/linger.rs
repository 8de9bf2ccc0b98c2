use std::{
    future::Future,
    io,
    pin::Pin,
    task::{Context, Poll, ready},
    time::Duration,
};

use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    time::{Sleep, sleep},
};

/// A connection that is closed without haste.
///
/// Who is refused while still sending (a head or body that is too large) would otherwise never see why:
/// closing with unread bytes makes the system reset the connection and throw the answer away. So, once
/// our side is closed, what still comes is read and forgotten, for a while.
#[derive(Debug)]
pub(crate) struct Lingering<IO> {
    io: IO,
    state: State,
}

#[derive(Debug)]
enum State {
    Open,
    Forgetting {
        until: Pin<Box<Sleep>>,
        bytes: usize,
    },
    Closed,
}

impl<IO> Lingering<IO> {
    pub(crate) fn new(io: IO) -> Self {
        Self {
            io,
            state: State::Open,
        }
    }
}

impl<IO: AsyncRead + Unpin> AsyncRead for Lingering<IO> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.io).poll_read(cx, buffer)
    }
}

impl<IO: AsyncRead + AsyncWrite + Unpin> AsyncWrite for Lingering<IO> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.io).poll_write(cx, bytes)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.io).poll_write_vectored(cx, slices)
    }

    fn is_write_vectored(&self) -> bool {
        self.io.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.io).poll_flush(cx)
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        loop {
            match &mut this.state {
                State::Open => {
                    ready!(Pin::new(&mut this.io).poll_shutdown(cx))?;
                    this.state = State::Forgetting {
                        until: Box::pin(sleep(PATIENCE)),
                        bytes: 0,
                    };
                }
                State::Forgetting { until, bytes } => {
                    let over = until.as_mut().poll(cx).is_ready() || *bytes > FORGOTTEN;
                    if over || ready!(forget(&mut this.io, cx, bytes)) {
                        this.state = State::Closed;
                    }
                }
                State::Closed => return Poll::Ready(Ok(())),
            }
        }
    }
}

/// Reads and forgets what is there. Ready with whether the peer has closed as well.
fn forget<IO: AsyncRead + Unpin>(
    io: &mut IO,
    cx: &mut Context<'_>,
    bytes: &mut usize,
) -> Poll<bool> {
    let mut space = [0; 8 * 1024];
    let mut buffer = ReadBuf::new(&mut space);
    match ready!(Pin::new(io).poll_read(cx, &mut buffer)) {
        Ok(()) => {
            *bytes += buffer.filled().len();
            Poll::Ready(buffer.filled().is_empty())
        }
        Err(_) => Poll::Ready(true),
    }
}

/// How long a peer may go on sending what nobody wants.
const PATIENCE: Duration = Duration::from_secs(1);

/// How much of it.
const FORGOTTEN: usize = 32 * 1024 * 1024;

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncReadExt, AsyncWriteExt, duplex};

    use super::*;

    #[tokio::test(start_paused = true)]
    async fn a_peer_that_sends_on_still_reads_the_answer_and_then_the_end() {
        let (mut peer, ours) = duplex(16);
        let closing = tokio::spawn(async move {
            let mut ours = Lingering::new(ours);
            ours.write_all(b"no").await.unwrap();
            ours.shutdown().await.unwrap();
        });

        peer.write_all(&[0; 1000]).await.unwrap();
        let mut said = Vec::new();
        peer.read_to_end(&mut said).await.unwrap();
        drop(peer);

        assert_eq!(said, b"no");
        closing.await.unwrap();
    }

    #[tokio::test(start_paused = true)]
    async fn a_peer_that_never_closes_is_not_waited_for_long() {
        let (_peer, ours) = duplex(16);
        let started = tokio::time::Instant::now();

        Lingering::new(ours).shutdown().await.unwrap();

        assert_eq!(started.elapsed(), PATIENCE);
    }
}
