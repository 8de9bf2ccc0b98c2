use bytes::Bytes;
use ctimock_dialect::{ExchangeId, Frame, SocketId};
use http::Response;

/// What a mock puts out, for its shell to carry.
#[derive(Debug)]
pub enum Output {
    /// The answer to a request.
    Respond {
        /// Which request.
        exchange: ExchangeId,
        /// The answer.
        response: Response<Bytes>,
    },
    /// A text message.
    Send {
        /// On which socket.
        socket: SocketId,
        /// The message.
        frame: Frame,
    },
    /// Closes a socket after what was sent before. `1006` means cutting it without a close frame.
    Close {
        /// Which socket.
        socket: SocketId,
        /// The status code.
        code: u16,
        /// The reason.
        reason: String,
    },
}
