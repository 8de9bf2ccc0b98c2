use super::expected::expected;

/// What a check of a client came to.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Checked {
    /// Everything was as the protocol has it.
    pub is_right: bool,
    /// Message by message, for a person.
    pub lines: Vec<String>,
}

/// What is written down while a client is checked.
#[derive(Debug)]
pub(super) struct Sheet {
    wrong: usize,
    lines: Vec<String>,
}

impl Sheet {
    pub(super) fn new() -> Self {
        Self {
            wrong: 0,
            lines: Vec::new(),
        }
    }

    pub(super) fn right(&mut self, message: &str, what: &str) {
        self.line("ok", message, what);
    }

    pub(super) fn wrong(&mut self, message: &str, what: &str) {
        self.wrong += 1;
        self.line("wrong", message, what);
        self.note(&format!("expected: {}", expected(message)));
    }

    pub(super) fn skipped(&mut self, message: &str, why: &str) {
        self.line("-", message, why);
    }

    pub(super) fn note(&mut self, text: &str) {
        self.lines.push(format!("{:20}{text}", ""));
    }

    pub(super) fn finish(mut self) -> Checked {
        self.lines.push(match self.wrong {
            0 => "the client keeps to the driver protocol".to_owned(),
            1 => "1 message is wrong".to_owned(),
            many => format!("{many} messages are wrong"),
        });
        Checked {
            is_right: self.wrong == 0,
            lines: self.lines,
        }
    }

    fn line(&mut self, mark: &str, message: &str, what: &str) {
        let line = format!("{mark:6} {message:12} {what}");
        self.lines.push(line.trim_end().to_owned());
    }
}
