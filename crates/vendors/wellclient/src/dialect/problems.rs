use ctimock_dialect as seam;

/// The known field problems (dossier §18) that this server has.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Problems(u64);

macro_rules! problems {
    ($($(#[$doc:meta])* $variant:ident = $name:literal,)+) => {
        /// A field problem, or one way of several in which it shows.
        #[derive(Clone, Copy, Debug, Eq, PartialEq)]
        pub(super) enum Problem {
            $($(#[$doc])* $variant,)+
        }

        /// Every problem, with the name that selects it.
        const ALL: &[(Problem, &str)] = &[$((Problem::$variant, $name),)+];
    };
}

problems! {
    /// An event is sent again as it was.
    RepeatedEvent = "F1",
}

impl Problems {
    pub(super) fn new(chosen: &seam::Problems) -> Self {
        let bits = ALL
            .iter()
            .filter(|(_, name)| chosen.has(name))
            .fold(0, |bits, (problem, _)| bits | problem.bit());
        Self(bits)
    }

    pub(super) fn has(self, problem: Problem) -> bool {
        self.0 & problem.bit() != 0
    }
}

impl Problem {
    const fn bit(self) -> u64 {
        1 << self as u32
    }
}
