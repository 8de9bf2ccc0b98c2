use crate::Command;

/// One frame, with its headers unescaped and in the order in which they were written.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Frame {
    /// What the frame is.
    pub command: Command,
    /// Names and values; a name may stand there more than once.
    pub headers: Vec<(String, String)>,
    /// The text after the blank line, without the NUL.
    pub body: String,
}

impl Frame {
    /// Returns a frame without headers and body.
    #[must_use]
    pub const fn new(command: Command) -> Self {
        Self {
            command,
            headers: Vec::new(),
            body: String::new(),
        }
    }

    /// Returns the frame with one more header at the end.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.headers.push((name.to_owned(), value.into()));
        self
    }

    /// Returns the value of a header; of repeated ones the first (STOMP 1.2, "Repeated Header
    /// Entries").
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(there, _)| there == name)
            .map(|(_, value)| value.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_of_repeated_headers_counts() {
        let frame = Frame::new(Command::Message)
            .with("foo", "World")
            .with("foo", "Hello");

        assert_eq!(frame.header("foo"), Some("World"));
    }

    #[test]
    fn a_header_that_is_not_there_has_no_value() {
        let frame = Frame::new(Command::Send).with("Destination", "/queue/a");

        assert_eq!(frame.header("destination"), None);
    }
}
