use crate::Colour;

/// What a piece of text means, which a terminal shows as a colour.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Ink {
    /// The headline of something.
    Title,
    /// As it should be.
    Good,
    /// Not as it should be, by the client.
    Bad,
    /// Not as it should be, by somebody else; or out of place.
    Odd,
    /// Beside the point.
    Faint,
    /// A place in a file.
    Place,
}

impl Ink {
    /// Returns the text in this ink. Pad it before: what is added takes no columns but has characters.
    pub(crate) fn on(self, colour: Colour, text: &str) -> String {
        match colour {
            Colour::Off => text.to_owned(),
            Colour::On if text.is_empty() => String::new(),
            Colour::On => format!("\u{1b}[{}m{text}\u{1b}[0m", self.code()),
        }
    }

    const fn code(self) -> &'static str {
        match self {
            Self::Title => "1",
            Self::Good => "32",
            Self::Bad => "1;31",
            Self::Odd => "33",
            Self::Faint => "2",
            Self::Place => "36",
        }
    }
}
