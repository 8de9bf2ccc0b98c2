use ctimock_scenario::{Expect, Item, Others, Step, Verb};
use ctimock_time::Time;

/// The windows of one client that have begun so far, in file order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Track {
    started: Vec<Started>,
    end: Option<Others>,
}

#[derive(Clone, Copy, Debug)]
struct Started {
    step: usize,
    at: Time,
}

/// A window that has begun.
#[derive(Clone, Copy, Debug)]
pub(crate) struct OpenWindow<'s> {
    /// Its step in the scenario; `None` is the end of the scenario, which expects nothing.
    pub(crate) step: Option<usize>,
    /// What must come.
    pub(crate) items: &'s [Item],
    /// When it began.
    pub(crate) start: Time,
    /// Mandatory events must not come before this.
    pub(crate) from: Option<Time>,
    /// Mandatory events must not come after this.
    pub(crate) to: Time,
    /// What becomes of events that fit nothing.
    pub(crate) others: Others,
}

impl Track {
    /// Begins the window of a step, and returns its number.
    pub(crate) fn begin(&mut self, step: usize, at: Time) -> usize {
        self.started.push(Started { step, at });
        self.started.len() - 1
    }

    /// Ends the sequence: what is left in the stream has no window any more.
    pub(crate) fn end(&mut self, others: Others) {
        self.end = Some(others);
    }

    /// Returns how many windows have begun.
    pub(crate) fn windows(&self) -> usize {
        self.started.len()
    }

    /// Returns a window that has begun; behind the last one, if the sequence has ended, a window that
    /// expects nothing.
    pub(crate) fn window<'s>(&self, number: usize, steps: &'s [Step]) -> Option<OpenWindow<'s>> {
        match self.started.get(number) {
            Some(started) => Some(OpenWindow::new(
                started.step,
                expect(steps, started.step),
                started.at,
            )),
            None => self.end.map(|others| OpenWindow {
                step: None,
                items: &[],
                start: Time::ZERO,
                from: None,
                to: Time::from_micros(u64::MAX),
                others,
            }),
        }
    }
}

impl<'s> OpenWindow<'s> {
    fn new(step: usize, expect: &'s Expect, start: Time) -> Self {
        Self {
            step: Some(step),
            items: &expect.items,
            start,
            from: (!expect.within.from.is_zero()).then(|| start + expect.within.from),
            to: start + expect.within.to,
            others: expect.others,
        }
    }
}

/// Returns the window of a step.
///
/// # Panics
/// If the step is no `expect`.
fn expect(steps: &[Step], step: usize) -> &Expect {
    match &steps[step].verb {
        Verb::Expect(expect) => expect,
        other => panic!("step {step} is on a track and expects nothing: {other:?}"),
    }
}
