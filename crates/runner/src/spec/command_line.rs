use std::{fmt, str::FromStr};

use super::SpecError;

/// A program and its arguments. No shell reads it: spaces part words, quotes keep them together, a
/// backslash takes the next character as it is (in single quotes it is a backslash).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct CommandLine {
    /// The program: a path, or a name that is looked up in `PATH`.
    pub program: String,
    /// Its arguments.
    pub arguments: Vec<String>,
    written: String,
}

impl FromStr for CommandLine {
    type Err = SpecError;

    fn from_str(text: &str) -> Result<Self, SpecError> {
        let mut words = split(text)?.into_iter();
        let program = words.next().ok_or(SpecError::NoCommand)?;
        Ok(Self {
            program,
            arguments: words.collect(),
            written: text.to_owned(),
        })
    }
}

impl fmt::Display for CommandLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.written)
    }
}

fn split(text: &str) -> Result<Vec<String>, SpecError> {
    let open = || SpecError::OpenQuote(text.to_owned());
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut rest = text.chars();
    while let Some(found) = rest.next() {
        match found {
            ' ' | '\t' | '\n' | '\r' => words.extend(word.take()),
            '\'' => {
                let word = word.get_or_insert_default();
                loop {
                    match rest.next().ok_or_else(open)? {
                        '\'' => break,
                        inside => word.push(inside),
                    }
                }
            }
            '"' => {
                let word = word.get_or_insert_default();
                loop {
                    match rest.next().ok_or_else(open)? {
                        '"' => break,
                        '\\' => word.push(rest.next().ok_or_else(open)?),
                        inside => word.push(inside),
                    }
                }
            }
            '\\' => word
                .get_or_insert_default()
                .push(rest.next().unwrap_or('\\')),
            other => word.get_or_insert_default().push(other),
        }
    }
    words.extend(word);
    Ok(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_parted_as_a_shell_would_part_them_and_nothing_else_is_read() {
        let words = split(r#"node  --x="a b" 'c $d' e\ f "" \$HOME *.js"#);

        assert_eq!(
            words,
            Ok(["node", "--x=a b", "c $d", "e f", "", "$HOME", "*.js"]
                .map(str::to_owned)
                .to_vec())
        );
    }
}
