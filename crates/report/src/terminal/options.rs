/// How a run is shown on a terminal.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct TerminalOptions {
    /// Whether colours are used beside the marks and words.
    pub colour: Colour,
    /// Whether a progress bar is drawn.
    pub bar: Bar,
    /// Which cases get a line.
    pub listing: Listing,
    /// How many columns a line may have: at least 72, less is taken as that. Names of cases and files are
    /// never cut.
    pub width: usize,
}

impl TerminalOptions {
    /// The narrowest terminal on which a report is readable, in columns.
    const NARROWEST: usize = 72;

    /// Returns the options with a width that can be written in.
    pub(crate) fn readable(self) -> Self {
        Self {
            width: self.width.max(Self::NARROWEST),
            ..self
        }
    }
}

impl Default for TerminalOptions {
    /// Returns what suits a file: no colour, no bar, every case, 100 columns.
    fn default() -> Self {
        Self {
            colour: Colour::Off,
            bar: Bar::Off,
            listing: Listing::EveryCase,
            width: 100,
        }
    }
}

/// Whether colours are used.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Colour {
    /// With ANSI colours.
    On,
    /// Text alone.
    Off,
}

/// Whether a progress bar is drawn, on stderr.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Bar {
    /// While the run runs. The caller makes sure that stderr is a terminal.
    On,
    /// Never.
    Off,
}

/// Which cases get a line.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Listing {
    /// Every case.
    EveryCase,
    /// Cases that failed, were errored or skipped.
    NotPassed,
}
