use std::mem;

use crate::{
    CodecError, Command, Frame, Limits, Version,
    escape::Escaping,
    excerpt::excerpt,
    input::{Input, LineEnd},
    sized_body::SizedBody,
};

/// What a decoder found.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Item {
    /// A whole frame.
    Frame(Frame),
    /// An end of line between frames. Those that may follow a frame look the same.
    HeartBeat,
}

/// Turns bytes that arrive in any pieces into frames.
///
/// Until [`Decoder::agree`] tells the version, lines and escapes are read by the rules of 1.2, which
/// are the widest. A body ends where `content-length` says in bytes; when no NUL stands there it is
/// read as a number of UTF-16 units, because clients in browsers may count so (dossier §5).
/// The first error is final.
#[derive(Clone, Debug)]
pub struct Decoder {
    limits: Limits,
    version: Version,
    input: Input,
    stage: Stage,
}

#[derive(Clone, Debug)]
enum Stage {
    Between,
    Command,
    Headers(Frame),
    /// A body that ends with the first NUL.
    OpenBody(Frame),
    /// A body whose length was announced.
    SizedBody {
        frame: Frame,
        body: SizedBody,
    },
    Failed(CodecError),
}

impl Decoder {
    /// Returns a decoder that has read nothing.
    #[must_use]
    pub const fn new(limits: Limits) -> Self {
        Self {
            limits,
            version: Version::V1_2,
            input: Input::new(),
            stage: Stage::Between,
        }
    }

    /// Takes in bytes.
    pub fn push(&mut self, bytes: &[u8]) {
        if !matches!(self.stage, Stage::Failed(_)) {
            self.input.push(bytes);
        }
    }

    /// Takes in text.
    pub fn push_str(&mut self, text: &str) {
        self.push(text.as_bytes());
    }

    /// Reads by the rules of `version` what has not been polled yet.
    pub const fn agree(&mut self, version: Version) {
        self.version = version;
    }

    /// Returns the next item; `None` when it is not complete.
    ///
    /// # Errors
    ///
    /// Returns why the bytes are not STOMP, and then the same each time.
    pub fn poll(&mut self) -> Option<Result<Item, CodecError>> {
        loop {
            match self.step() {
                Ok(Step::Found(item)) => return Some(Ok(item)),
                Ok(Step::Onward) => {}
                Ok(Step::Starved) => return None,
                Err(error) => {
                    self.input = Input::new();
                    self.stage = Stage::Failed(error.clone());
                    return Some(Err(error));
                }
            }
        }
    }

    fn step(&mut self) -> Result<Step, CodecError> {
        match &mut self.stage {
            Stage::Between => Ok(self.between()),
            Stage::Command => self.command(),
            Stage::Headers(_) => self.header(),
            Stage::OpenBody(_) => match self.input.until_nul(self.limits.body)? {
                Some(len) => self.finish(len),
                None => Ok(Step::Starved),
            },
            Stage::SizedBody { body, .. } => match body.end(self.input.rest(), self.limits.body)? {
                Some(len) => self.finish(len),
                None => Ok(Step::Starved),
            },
            Stage::Failed(error) => Err(error.clone()),
        }
    }

    fn between(&mut self) -> Step {
        let end = match (self.line_end(), self.input.rest()) {
            (_, []) | (LineEnd::CrLf, [b'\r']) => return Step::Starved,
            (_, [b'\n', ..]) => 1,
            (LineEnd::CrLf, [b'\r', b'\n', ..]) => 2,
            _ => {
                self.stage = Stage::Command;
                return Step::Onward;
            }
        };
        self.input.consume(end);
        Step::Found(Item::HeartBeat)
    }

    fn command(&mut self) -> Result<Step, CodecError> {
        let Some(line) = self.input.line(self.line_end(), self.limits.line)? else {
            return Ok(Step::Starved);
        };
        let command = Command::parse(self.input.text(line.len)?);
        self.input.consume(line.whole);
        self.stage = Stage::Headers(Frame::new(command));
        Ok(Step::Onward)
    }

    fn header(&mut self) -> Result<Step, CodecError> {
        let Some(line) = self.input.line(self.line_end(), self.limits.line)? else {
            return Ok(Step::Starved);
        };
        if line.len == 0 {
            self.input.consume(line.whole);
            self.stage = body_stage(self.take_frame(), self.limits.body)?;
            return Ok(Step::Onward);
        }
        let Stage::Headers(frame) = &mut self.stage else {
            unreachable!("header is called in the stage of headers only");
        };
        let text = self.input.text(line.len)?;
        if frame.headers.len() >= self.limits.headers as usize {
            let (limit, there) = (self.limits.headers, excerpt(text.as_bytes()));
            return Err(CodecError::TooManyHeaders { limit, there });
        }
        let (name, value) = text
            .split_once(':')
            .filter(|(name, _)| !name.is_empty())
            .ok_or_else(|| CodecError::NotAHeader {
                there: excerpt(text.as_bytes()),
            })?;
        let escaping = Escaping::of(&frame.command, self.version);
        frame
            .headers
            .push((escaping.read(name)?, escaping.read(value)?));
        self.input.consume(line.whole);
        Ok(Step::Onward)
    }

    /// Ends the frame whose body has `len` bytes, and drops the NUL after it.
    fn finish(&mut self, len: usize) -> Result<Step, CodecError> {
        let body = self.input.text(len)?.to_owned();
        self.input.consume(len + 1);
        let frame = Frame {
            body,
            ..self.take_frame()
        };
        Ok(Step::Found(Item::Frame(frame)))
    }

    fn take_frame(&mut self) -> Frame {
        match mem::replace(&mut self.stage, Stage::Between) {
            Stage::Headers(frame) | Stage::OpenBody(frame) | Stage::SizedBody { frame, .. } => {
                frame
            }
            stage @ (Stage::Between | Stage::Command | Stage::Failed(_)) => {
                unreachable!("a frame is taken from {stage:?}")
            }
        }
    }

    const fn line_end(&self) -> LineEnd {
        match self.version {
            Version::V1_0 | Version::V1_1 => LineEnd::Lf,
            Version::V1_2 => LineEnd::CrLf,
        }
    }
}

/// What one step of a decoder came to.
enum Step {
    Found(Item),
    Onward,
    Starved,
}

fn body_stage(frame: Frame, limit: u32) -> Result<Stage, CodecError> {
    let Some(written) = frame.header("content-length") else {
        return Ok(Stage::OpenBody(frame));
    };
    let digits = written.trim();
    let length = Some(digits)
        .filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))
        .and_then(|digits| digits.parse::<u64>().ok())
        .ok_or_else(|| CodecError::NotALength {
            there: excerpt(written.as_bytes()),
        })?;
    let length = u32::try_from(length)
        .ok()
        .filter(|&length| length <= limit)
        .ok_or(CodecError::LengthTooLarge {
            limit,
            there: length,
        })?;
    Ok(Stage::SizedBody {
        frame,
        body: SizedBody::new(length),
    })
}

#[cfg(test)]
mod tests;
