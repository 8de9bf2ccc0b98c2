use crate::Place;

/// Something wrong in a file, in three voices that never repeat each other.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Diagnostic {
    /// A stable word for tools: `unknown-event`.
    pub code: &'static str,
    /// What is wrong.
    pub title: String,
    /// Where; `None` only if there is no text to point at (a file that cannot be read).
    pub place: Option<Place>,
    /// What stands at this place.
    pub label: String,
    /// Another place that has to do with it, and what stands there.
    pub related: Option<(Place, String)>,
    /// What to write instead.
    pub help: Option<String>,
    /// When it is only wrong in some circumstances: in which row of a matrix.
    pub note: Option<String>,
}

impl Diagnostic {
    /// Returns a diagnostic that points at a place.
    pub(crate) fn at(
        code: &'static str,
        place: &Place,
        title: impl Into<String>,
        label: impl Into<String>,
    ) -> Self {
        Self {
            code,
            title: title.into(),
            place: Some(place.clone()),
            label: label.into(),
            related: None,
            help: None,
            note: None,
        }
    }

    /// Returns a diagnostic without a place.
    pub(crate) fn nowhere(code: &'static str, title: impl Into<String>) -> Self {
        Self {
            code,
            title: title.into(),
            place: None,
            label: String::new(),
            related: None,
            help: None,
            note: None,
        }
    }

    /// Says what to write instead.
    #[must_use]
    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Says what to write instead, if anything is known.
    #[must_use]
    pub(crate) fn maybe_help(mut self, help: Option<String>) -> Self {
        self.help = help;
        self
    }

    /// Points at another place as well.
    #[must_use]
    pub(crate) fn related(mut self, place: &Place, label: impl Into<String>) -> Self {
        self.related = Some((place.clone(), label.into()));
        self
    }
}
