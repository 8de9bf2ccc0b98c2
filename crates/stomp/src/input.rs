use crate::{CodecError, excerpt::excerpt};

/// What arrived and is not yet understood.
#[derive(Clone, Debug)]
pub(crate) struct Input {
    bytes: Vec<u8>,
    /// Where the first byte that is not yet understood stands.
    start: usize,
    /// How many bytes after `start` are known to end nothing, so that no byte is searched twice.
    searched: usize,
}

/// A complete line at the start of the input.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Line {
    /// Its bytes without the end.
    pub(crate) len: usize,
    /// Its bytes with the end.
    pub(crate) whole: usize,
}

/// What ends a line.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum LineEnd {
    /// LF alone; a CR before it belongs to the line.
    Lf,
    /// LF, or CR LF.
    CrLf,
}

impl Input {
    pub(crate) const fn new() -> Self {
        Self {
            bytes: Vec::new(),
            start: 0,
            searched: 0,
        }
    }

    pub(crate) fn push(&mut self, bytes: &[u8]) {
        if self.start > 0 {
            self.bytes.drain(..self.start);
            self.start = 0;
        }
        self.bytes.extend_from_slice(bytes);
    }

    /// Drops `count` bytes; memory is given back when none are left.
    pub(crate) fn consume(&mut self, count: usize) {
        self.start += count;
        self.searched = 0;
        if self.start == self.bytes.len() {
            *self = Self::new();
        }
    }

    /// Returns the line at the start, once it is complete.
    pub(crate) fn line(&mut self, end: LineEnd, limit: u32) -> Result<Option<Line>, CodecError> {
        let most = limit as usize;
        let rest = &self.bytes[self.start..];
        let found = rest[self.searched..]
            .iter()
            .position(|&byte| byte == b'\n' || byte == 0);
        let stop = found.map_or(rest.len(), |at| self.searched + at);
        let ends_with_cr = end == LineEnd::CrLf && rest[..stop].last() == Some(&b'\r');
        // A CR belongs to the line's end unless a NUL shows that there is none.
        let is_nul = found.is_some() && rest[stop] == 0;
        let len = if ends_with_cr && !is_nul {
            stop - 1
        } else {
            stop
        };
        if len > most {
            return Err(CodecError::LineTooLong {
                limit,
                there: excerpt(&rest[..most]),
            });
        }
        if is_nul {
            return Err(CodecError::NulInHead {
                there: excerpt(&rest[..stop]),
            });
        }
        self.searched = stop;
        Ok(found.map(|_| Line {
            len,
            whole: stop + 1,
        }))
    }

    /// Returns how many bytes stand before the next NUL, once it is there.
    pub(crate) fn until_nul(&mut self, limit: u32) -> Result<Option<usize>, CodecError> {
        let rest = &self.bytes[self.start..];
        let found = rest[self.searched..].iter().position(|&byte| byte == 0);
        let stop = found.map_or(rest.len(), |at| self.searched + at);
        if stop > limit as usize {
            return Err(CodecError::BodyTooLong { limit });
        }
        self.searched = stop;
        Ok(found.map(|_| stop))
    }

    /// Returns what is not yet understood.
    pub(crate) fn rest(&self) -> &[u8] {
        &self.bytes[self.start..]
    }

    /// Returns the first `len` bytes as text.
    pub(crate) fn text(&self, len: usize) -> Result<&str, CodecError> {
        let bytes = &self.rest()[..len];
        str::from_utf8(bytes).map_err(|_| CodecError::NotText {
            there: excerpt(bytes),
        })
    }

    /// Returns the bytes of memory held.
    #[cfg(test)]
    pub(crate) fn capacity(&self) -> usize {
        self.bytes.capacity()
    }
}
