use ctimock_scenario::Place;

use super::excerpt::excerpt;
use crate::{AlignedRow, Blame, Explanation};

/// An explanation in the making, with what the ladder marks for it.
#[derive(Debug)]
pub(crate) struct Draft {
    pub(crate) title: String,
    pub(crate) blame: Blame,
    pub(crate) because: String,
    /// Where the scenario says so, and what stands there.
    pub(crate) place: Option<(Place, String)>,
    /// What the place belongs to.
    pub(crate) whole: Option<Place>,
    pub(crate) alignment: Vec<AlignedRow>,
    pub(crate) notes: Vec<String>,
    /// Numbers in the timeline.
    pub(crate) marks: Vec<usize>,
}

/// Whose fault something is, and why.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Judgement {
    pub(crate) blame: Blame,
    pub(crate) because: String,
    pub(crate) notes: Vec<String>,
    /// Numbers in the timeline.
    pub(crate) marks: Vec<usize>,
}

impl Judgement {
    /// Returns a judgement without notes.
    pub(crate) fn new(blame: Blame, because: impl Into<String>) -> Self {
        Self {
            blame,
            because: because.into(),
            notes: Vec::new(),
            marks: Vec::new(),
        }
    }

    /// Adds what the ladder marks.
    pub(crate) fn marking(mut self, moment: usize) -> Self {
        self.marks.push(moment);
        self
    }
}

impl Draft {
    /// Returns an explanation with a sentence and a judgement.
    pub(crate) fn new(title: impl Into<String>, judgement: Judgement) -> Self {
        Self {
            title: title.into(),
            blame: judgement.blame,
            because: judgement.because,
            place: None,
            whole: None,
            alignment: Vec::new(),
            notes: judgement.notes,
            marks: judgement.marks,
        }
    }

    /// Says where the scenario says so.
    pub(crate) fn at(mut self, place: &Place, label: impl Into<String>) -> Self {
        self.place = Some((place.clone(), label.into()));
        self
    }

    /// Says what the place belongs to.
    pub(crate) fn within(mut self, whole: &Place) -> Self {
        self.whole = Some(whole.clone());
        self
    }

    /// Adds what else helps.
    pub(crate) fn noting(mut self, notes: impl IntoIterator<Item = String>) -> Self {
        self.notes.extend(notes);
        self
    }

    /// Adds what the ladder marks.
    pub(crate) fn marking(mut self, moments: impl IntoIterator<Item = usize>) -> Self {
        self.marks.extend(moments);
        self
    }

    /// Returns the explanation of something found at an instant.
    pub(crate) fn finish(self, at_us: u64) -> Explanation {
        Explanation {
            title: self.title,
            blame: self.blame,
            because: self.because,
            at_us,
            excerpt: self
                .place
                .map(|(place, label)| excerpt(&place, self.whole.as_ref(), label)),
            alignment: self.alignment,
            notes: self.notes,
        }
    }
}
