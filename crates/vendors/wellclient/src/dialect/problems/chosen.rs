use ctimock_dialect as seam;

use super::{Problem, name::ALL};

/// The field problems that this server has.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::dialect) struct Problems(u128);

impl Problems {
    pub(in crate::dialect) fn new(chosen: &seam::Problems) -> Self {
        let bits = ALL
            .iter()
            .filter(|(_, name)| chosen.has(name))
            .fold(0, |bits, (problem, _)| bits | bit(*problem));
        Self(bits)
    }

    pub(in crate::dialect) fn has(self, problem: Problem) -> bool {
        self.0 & bit(problem) != 0
    }
}

const fn bit(problem: Problem) -> u128 {
    1 << problem as u32
}
