use crate::text::columns::char_columns;

/// One line of a drawing, addressed by columns.
#[derive(Clone, Debug)]
pub(crate) struct Canvas {
    /// What stands in each column; nothing stands behind the first half of a wide character.
    cells: Vec<String>,
}

impl Canvas {
    /// Returns an empty line of a width.
    pub(crate) fn new(width: usize) -> Self {
        Self {
            cells: vec![" ".to_owned(); width],
        }
    }

    /// Writes a text from a column on; what does not fit is left out.
    pub(crate) fn put(&mut self, at: usize, text: &str) {
        let mut at = at;
        for c in text.chars() {
            let wide = char_columns(c);
            if wide == 0 {
                self.combine(at, c);
                continue;
            }
            if at + wide > self.cells.len() {
                return;
            }
            self.clear(at);
            if wide == 2 {
                self.clear(at + 1);
                self.cells[at + 1] = String::new();
            }
            self.cells[at] = c.to_string();
            at += wide;
        }
    }

    /// Writes one character over a range of columns.
    pub(crate) fn fill(&mut self, from: usize, to: usize, glyph: char) {
        for at in from..to {
            self.put(at, glyph.encode_utf8(&mut [0; 4]));
        }
    }

    /// Returns the line without the spaces at its end.
    pub(crate) fn into_text(self) -> String {
        let mut text = self.cells.concat();
        text.truncate(text.trim_end().len());
        text
    }

    /// Puts a combining mark on the character before a column.
    fn combine(&mut self, at: usize, mark: char) {
        let before = (0..at.min(self.cells.len()))
            .rev()
            .find(|column| !self.cells[*column].is_empty());
        if let Some(column) = before {
            self.cells[column].push(mark);
        }
    }

    /// Empties a column, and the other half of a wide character that stood there.
    fn clear(&mut self, at: usize) {
        if self.cells[at].is_empty() && at > 0 {
            self.cells[at - 1] = " ".to_owned();
        }
        if self.cells.get(at + 1).is_some_and(String::is_empty) {
            self.cells[at + 1] = " ".to_owned();
        }
        self.cells[at] = " ".to_owned();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_behind_a_wide_text_keeps_its_column() {
        let mut line = Canvas::new(8);

        line.put(0, "坐席");
        line.put(6, "│");

        assert_eq!(line.into_text(), "坐席  │");
    }

    #[test]
    fn half_a_wide_character_is_never_left_behind() {
        let mut left = Canvas::new(4);
        let mut right = Canvas::new(4);

        left.put(0, "坐席");
        left.put(1, "x");
        right.put(0, "坐席");
        right.put(2, "x");

        assert_eq!(left.into_text(), " x席");
        assert_eq!(right.into_text(), "坐x");
    }

    #[test]
    fn a_wide_character_that_does_not_fit_is_left_out() {
        let mut line = Canvas::new(3);

        line.put(0, "坐席");

        assert_eq!(line.into_text(), "坐");
    }

    #[test]
    fn a_combining_mark_stays_with_its_letter() {
        let mut line = Canvas::new(4);

        line.put(0, "e\u{301}a");

        assert_eq!(line.into_text(), "e\u{301}a");
    }
}
