use indicatif::{ProgressBar, ProgressStyle};

use super::options::Bar;
use crate::text::plain::plain;

/// The bar that stands under the report while a run runs; on stderr, so that the report is the same
/// with and without it.
#[derive(Debug, Default)]
pub(crate) struct RunningBar {
    bar: Option<ProgressBar>,
}

impl RunningBar {
    /// Draws the bar of a run of so many cases.
    pub(crate) fn start(&mut self, wanted: Bar, cases: usize) {
        self.clear();
        self.bar = match wanted {
            Bar::Off => None,
            Bar::On => {
                let style = ProgressStyle::with_template("{bar:30} {pos}/{len}  {wide_msg}")
                    .expect("the template of the bar is well formed");
                let cases = u64::try_from(cases).unwrap_or(u64::MAX);
                Some(ProgressBar::new(cases).with_style(style))
            }
        };
    }

    /// Shows which case runs.
    pub(crate) fn show(&self, case: &str) {
        if let Some(bar) = &self.bar {
            bar.set_message(plain(case).into_owned());
        }
    }

    /// Counts a case.
    pub(crate) fn advance(&self) {
        if let Some(bar) = &self.bar {
            bar.inc(1);
        }
    }

    /// Takes the bar away while something else is written.
    pub(crate) fn aside<T>(&self, write: impl FnOnce() -> T) -> T {
        match &self.bar {
            Some(bar) => bar.suspend(write),
            None => write(),
        }
    }

    /// Takes the bar away.
    pub(crate) fn clear(&mut self) {
        if let Some(bar) = self.bar.take() {
            bar.finish_and_clear();
        }
    }
}
