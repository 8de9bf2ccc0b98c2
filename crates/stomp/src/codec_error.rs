use thiserror::Error;

/// Why bytes are not STOMP.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum CodecError {
    /// A command or header line is longer than allowed.
    #[error(
        "wanted a line of at most {limit} bytes, and there was a longer one that begins `{there}`"
    )]
    LineTooLong {
        /// The most bytes of a line.
        limit: u32,
        /// How the line begins.
        there: Box<str>,
    },
    /// A frame has more headers than allowed.
    #[error("wanted at most {limit} headers in a frame, and there was one more, `{there}`")]
    TooManyHeaders {
        /// The most headers of a frame.
        limit: u32,
        /// The header that is too many.
        there: Box<str>,
    },
    /// A header line has no name, or no colon after it.
    #[error("wanted a header as `name:value`, and there was `{there}`")]
    NotAHeader {
        /// How the line begins.
        there: Box<str>,
    },
    /// A header has an escape that its version does not know.
    #[error("wanted an escape that the version of the session knows, and there was `{there}`")]
    UnknownEscape {
        /// The backslash and what follows it.
        there: Box<str>,
    },
    /// A frame ends before the blank line that ends its headers.
    #[error("wanted a blank line after the headers, and there was NUL after `{there}`")]
    NulInHead {
        /// What stands before the NUL in its line.
        there: Box<str>,
    },
    /// The `content-length` of a frame is no number.
    #[error("wanted `content-length` as a number of bytes, and there was `{there}`")]
    NotALength {
        /// The header's value.
        there: Box<str>,
    },
    /// The `content-length` of a frame is larger than a body may be.
    #[error("wanted a `content-length` of at most {limit}, and there was {there}")]
    LengthTooLarge {
        /// The most bytes of a body.
        limit: u32,
        /// What the header announces.
        there: u64,
    },
    /// A body without `content-length` goes on for longer than allowed.
    #[error("wanted a body of at most {limit} bytes, and there was no NUL within them")]
    BodyTooLong {
        /// The most bytes of a body.
        limit: u32,
    },
    /// A body does not end where its `content-length` says.
    #[error(
        "wanted NUL after a body of `content-length` {length}, and there was byte {there:#04x}"
    )]
    NoNul {
        /// The header's value.
        length: u32,
        /// The byte after the body.
        there: u8,
    },
    /// A line or a body is not UTF-8.
    #[error("wanted UTF-8 text, and there was `{there}`")]
    NotText {
        /// How the line or body begins; `�` stands for what is not text.
        there: Box<str>,
    },
}
