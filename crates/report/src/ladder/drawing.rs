use ctimock_conformance::{Ladder, Lane, Rung};

use super::{
    canvas::Canvas,
    glyph,
    layout::{Layout, ends, time},
    window::{self, Part},
};
use crate::text::{
    columns::{clip, columns},
    json::spaced,
    paint::Ink,
    plain::plain,
    wrap::wrap,
};

/// How many lines of a marked rung's content are shown.
const DETAIL_LINES: usize = 3;

/// A line of a drawn ladder.
#[derive(Debug)]
pub(crate) struct DrawnLine {
    /// The line, without a line end.
    pub(crate) text: String,
    /// What it means, if that is anything special.
    pub(crate) ink: Option<Ink>,
}

/// Draws a ladder in text, every rung of it, in lines of at most `width` columns (a wide character
/// takes two). A ladder without lanes is an empty text.
///
/// ```text
///             anna                      wellclient
///   00:00.000 │ $ makeCall 8002         │
///             │── POST call/make ──────>│
///             │<╌╌╌╌╌╌╌╌ 200 ╌╌╌╌╌╌╌╌╌╌╌│
/// ✗ 00:00.100 │<══ delivered ═══════════│
/// ```
#[must_use]
pub fn ladder_text(ladder: &Ladder, width: usize) -> String {
    let mut text = String::new();
    for line in lines(&ladder.lanes, &window::whole(ladder), width) {
        text.push_str(&line.text);
        text.push('\n');
    }
    text
}

/// Draws the parts of a ladder that are to be seen.
pub(crate) fn lines(lanes: &[Lane], parts: &[Part<'_>], width: usize) -> Vec<DrawnLine> {
    if lanes.is_empty() {
        return Vec::new();
    }
    let rungs: Vec<&Rung> = parts
        .iter()
        .filter_map(|part| match part {
            Part::Rung(rung) => Some(*rung),
            Part::LeftOut(_) => None,
        })
        .collect();
    let mut drawing = Drawing {
        layout: Layout::fitting(lanes, &rungs, width),
        lines: Vec::new(),
    };

    drawing.names(lanes);
    let mut told = None;
    for part in parts {
        match part {
            Part::Rung(rung) => {
                drawing.rung(rung, rung.marked || told != Some(rung.at_us));
                told = Some(rung.at_us);
            }
            Part::LeftOut(count) => {
                drawing.left_out(*count);
                told = None;
            }
        }
    }
    drawing.legend(&rungs);
    drawing.lines
}

struct Drawing {
    layout: Layout,
    lines: Vec<DrawnLine>,
}

impl Drawing {
    fn names(&mut self, lanes: &[Lane]) {
        let mut line = Canvas::new(self.layout.width);
        for (index, lane) in lanes.iter().enumerate() {
            let name = clip(&plain(&lane.name), self.layout.name_room(index));
            line.put(self.layout.lanes[index], &name);
        }
        self.push(line, Some(Ink::Title));
    }

    fn rung(&mut self, rung: &Rung, with_time: bool) {
        let (low, high) = ends(rung, self.layout.lanes.len());
        let label = plain(&rung.label);
        let mut line = self.bars();
        let labelled = if low == high {
            self.at_lane(&mut line, low, glyph::sign(rung.arrow), &label)
        } else {
            self.between(&mut line, low, high, rung, &label)
        };
        if !labelled {
            self.label_above(rung, self.layout.lanes[low] + 2, &label, with_time);
        }
        self.finish_rung(line, rung, with_time && labelled);
    }

    /// Draws an arrow between two lanes and returns whether the label has room on it.
    fn between(
        &self,
        line: &mut Canvas,
        low: usize,
        high: usize,
        rung: &Rung,
        label: &str,
    ) -> bool {
        let (start, end) = (self.layout.lanes[low] + 1, self.layout.lanes[high]);
        line.fill(start, end, glyph::line(rung.arrow));
        if rung.from < rung.to {
            line.put(end - 1, ">");
        } else {
            line.put(start, "<");
        }
        let room = end - start;
        let wide = columns(label) + 2;
        let fits = wide + 2 <= room;
        if fits {
            line.put(start + (room - wide) / 2, &format!(" {label} "));
        }
        fits
    }

    fn finish_rung(&mut self, mut line: Canvas, rung: &Rung, with_time: bool) {
        self.margin(&mut line, rung, with_time);
        self.push(line, rung.marked.then_some(Ink::Bad));
        if let Some(detail) = rung.detail.as_ref().filter(|_| rung.marked) {
            self.detail(&spaced(detail));
        }
    }

    /// Draws what happens at one lane, to its right or else to its left, and returns whether the label
    /// has room on either side.
    fn at_lane(&self, line: &mut Canvas, lane: usize, sign: char, label: &str) -> bool {
        let at = self.layout.lanes[lane];
        let wide = columns(label);
        if at + 4 + wide <= self.layout.width {
            line.put(at + 2, &format!("{sign} {label}"));
            true
        } else if at >= self.layout.gutter + wide + 3 {
            line.put(at - wide - 3, &format!("{label} {sign} "));
            true
        } else {
            line.put(at + 2, &sign.to_string());
            false
        }
    }

    /// Writes a label that has no room at its rung in a line of its own over it.
    fn label_above(&mut self, rung: &Rung, at: usize, label: &str, with_time: bool) {
        let most = self.layout.width.saturating_sub(self.layout.gutter + 2);
        let label = clip(label, most);
        let wide = columns(&label) + 2;
        let at = at.min(self.layout.width.saturating_sub(wide));
        let mut line = self.bars();
        line.put(at, &format!(" {label} "));
        self.margin(&mut line, rung, with_time);
        self.push(line, rung.marked.then_some(Ink::Bad));
    }

    fn margin(&self, line: &mut Canvas, rung: &Rung, with_time: bool) {
        if rung.marked {
            line.put(0, "✗");
        }
        if with_time {
            line.put(2, &time(rung));
        }
    }

    fn detail(&mut self, detail: &str) {
        let indent = self.layout.gutter + 2;
        let room = self.layout.width.saturating_sub(indent).max(8);
        let mut lines = wrap(&plain(detail), room);
        if lines.len() > DETAIL_LINES {
            lines.truncate(DETAIL_LINES);
            lines.push("…".to_owned());
        }
        for text in lines {
            let mut line = Canvas::new(self.layout.width);
            line.put(indent, &text);
            self.push(line, Some(Ink::Faint));
        }
    }

    fn left_out(&mut self, count: usize) {
        let mut line = Canvas::new(self.layout.width);
        line.put(self.layout.gutter, &format!("⋮ {count} more, not shown"));
        self.push(line, Some(Ink::Faint));
    }

    fn legend(&mut self, rungs: &[&Rung]) {
        let room = self.layout.width.saturating_sub(2);
        let mut rows: Vec<String> = Vec::new();
        for item in glyph::legend(rungs) {
            match rows.last_mut() {
                Some(row) if columns(row) + 3 + columns(item) <= room => {
                    row.push_str("   ");
                    row.push_str(item);
                }
                _ => rows.push(item.to_owned()),
            }
        }
        if !rows.is_empty() {
            self.push(Canvas::new(0), None);
        }
        for row in rows {
            let mut line = Canvas::new(self.layout.width);
            line.put(2, &row);
            self.push(line, Some(Ink::Faint));
        }
    }

    fn bars(&self) -> Canvas {
        let mut line = Canvas::new(self.layout.width);
        for at in &self.layout.lanes {
            line.put(*at, "│");
        }
        line
    }

    fn push(&mut self, line: Canvas, ink: Option<Ink>) {
        self.lines.push(DrawnLine {
            text: line.into_text(),
            ink,
        });
    }
}

#[cfg(test)]
mod tests;
