use ctimock_time::Time;

/// A client of the scenario at the table.
#[derive(Debug)]
pub(super) struct Seat {
    /// Its name in the scenario.
    pub(super) name: String,
    /// Which of the crew's peers has it.
    pub(super) peer: usize,
    /// An instance stands under its name.
    pub(super) connected: bool,
    /// When its nearest timer is due.
    pub(super) due: Option<Time>,
    /// Something has come to it since the world was settled.
    pub(super) stirred: bool,
    /// The request of a method that blocks it until it is answered.
    pub(super) blocked_by: Option<u64>,
}

impl Seat {
    pub(super) fn new(name: &str, peer: usize) -> Self {
        Self {
            name: name.to_owned(),
            peer,
            connected: false,
            due: None,
            stirred: false,
            blocked_by: None,
        }
    }
}
