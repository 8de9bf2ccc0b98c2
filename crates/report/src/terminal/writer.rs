use std::{io::Write, mem};

use ctimock_conformance::{CaseReport, Client, RunEvent, Verdict};

use super::{
    bar::RunningBar,
    case_line,
    options::{Listing, TerminalOptions},
    summary::{End, Tally},
};
use crate::{
    ReportError, Reporter,
    explain::case,
    text::{page::Page, paint::Ink, plain::plain, wrap::wrap},
};

/// Writes a run for a person: a line for each case, failures in full, a summary. Its last line is
/// `N passed, N failed`, with `, N skipped`, `, N errored`, `, N not run` where there are any.
#[derive(Debug)]
pub struct Terminal<W> {
    out: W,
    options: TerminalOptions,
    bar: RunningBar,
    running: Option<Running>,
    /// The latest line is empty.
    after_space: bool,
}

/// A run that has begun and not ended.
#[derive(Debug)]
struct Running {
    cases: usize,
    tally: Tally,
}

impl<W: Write> Terminal<W> {
    /// Returns the writer. Each event is one write to `out`, followed by a flush.
    pub fn new(out: W, options: TerminalOptions) -> Self {
        Self {
            out,
            options: options.readable(),
            bar: RunningBar::default(),
            running: None,
            after_space: true,
        }
    }

    fn start(&mut self, page: &mut Page, version: &str, client: &Client, cases: usize, seed: u64) {
        self.end_cut_off(page);
        self.space(page);
        let counted = match cases {
            1 => "1 case".to_owned(),
            many => format!("{many} cases"),
        };
        let line = format!(
            "ctimock {}, client {}, {counted}, seed {seed}",
            plain(version),
            described(client)
        );
        for line in wrap(&line, page.width()) {
            page.line(&line);
        }
        page.blank();
        self.bar.start(self.options.bar, cases);
        self.running = Some(Running {
            cases,
            tally: Tally::default(),
        });
    }

    fn case(&mut self, page: &mut Page, report: &CaseReport) {
        if let Some(running) = &mut self.running {
            running.tally.count(report);
        }
        self.bar.advance();
        match (report.verdict, self.options.listing) {
            (Verdict::Passed, Listing::NotPassed) => {}
            (Verdict::Passed, Listing::EveryCase) => case_line::write(page, report),
            (Verdict::Skipped, _) => {
                case_line::write(page, report);
                if let Some(why) = report.explanations.first() {
                    page.paragraph("why:", Ink::Faint, &plain(&why.title));
                }
            }
            (Verdict::Failed | Verdict::Errored, _) => {
                self.space(page);
                case_line::write(page, report);
                case::write(page, report);
                page.blank();
            }
        }
    }

    /// Ends a run that never told its end.
    fn end_cut_off(&mut self, page: &mut Page) {
        let Some(Running { cases, tally }) = self.running.take() else {
            return;
        };
        self.space(page);
        let mut summary = tally.summary;
        summary.not_run = cases.saturating_sub(tally.over());
        let end = End {
            summary,
            interrupted: true,
            real_us: None,
        };
        tally.write(page, &end);
    }

    /// Leaves a line empty, unless the latest one is.
    fn space(&self, page: &mut Page) {
        if !page.is_spaced().unwrap_or(self.after_space) {
            page.blank();
        }
    }

    fn write(&mut self, page: Page) -> Result<(), ReportError> {
        let text = page.into_text();
        if text.is_empty() {
            return Ok(());
        }
        self.after_space = text.ends_with("\n\n");
        let out = &mut self.out;
        self.bar
            .aside(|| out.write_all(text.as_bytes()).and_then(|()| out.flush()))
            .map_err(|source| ReportError::Write {
                report: "terminal report",
                source,
            })
    }
}

impl<W: Write> Reporter for Terminal<W> {
    fn event(&mut self, event: &RunEvent) -> Result<(), ReportError> {
        let mut page = Page::new(self.options.colour, self.options.width);
        match event {
            RunEvent::RunStarted {
                format: _,
                version,
                client,
                cases,
                seed,
            } => self.start(&mut page, version, client, *cases, *seed),
            RunEvent::CaseStarted { id } => self.bar.show(id),
            RunEvent::CaseFinished(report) => self.case(&mut page, report),
            RunEvent::RunFinished {
                summary,
                interrupted,
                real_us,
            } => {
                self.bar.clear();
                self.space(&mut page);
                let tally = mem::take(&mut self.running).map(|running| running.tally);
                let end = End {
                    summary: *summary,
                    interrupted: *interrupted,
                    real_us: Some(*real_us),
                };
                tally.unwrap_or_default().write(&mut page, &end);
            }
        }
        self.write(page)
    }

    fn finish(&mut self) -> Result<(), ReportError> {
        self.bar.clear();
        let mut page = Page::new(self.options.colour, self.options.width);
        self.end_cut_off(&mut page);
        self.write(page)
    }
}

/// Returns a client as the first line names it: ``builtin (wellclient-reference 0.1.0)``.
fn described(client: &Client) -> String {
    let version = client
        .version
        .as_ref()
        .map(|version| format!(" {version}"))
        .unwrap_or_default();
    plain(&format!("{} ({}{version})", client.spec, client.name)).into_owned()
}

#[cfg(test)]
mod tests;
