use rand_chacha::{
    ChaCha8Rng,
    rand_core::{Rng, SeedableRng},
};
use uuid::{Builder, Uuid};

/// The seeded source of everything that a vendor makes up: ids, tokens, tags.
#[derive(Clone, Debug)]
pub struct Mint {
    rng: ChaCha8Rng,
}

impl Mint {
    /// Returns a mint; equal seeds give equal ids.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self {
            rng: ChaCha8Rng::seed_from_u64(seed),
        }
    }

    /// Returns a version 4 UUID.
    pub fn uuid(&mut self) -> Uuid {
        let mut bytes = [0; 16];
        self.rng.fill_bytes(&mut bytes);
        Builder::from_random_bytes(bytes).into_uuid()
    }

    /// Returns a number below `bound`, which is not 0.
    ///
    /// # Panics
    /// If `bound` is 0.
    pub fn below(&mut self, bound: u64) -> u64 {
        assert!(bound > 0, "nothing is below 0");
        self.rng.next_u64() % bound
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_seeds_mint_equal_ids_and_other_seeds_others() {
        let ids = |seed| {
            let mut mint = Mint::new(seed);
            [mint.uuid(), mint.uuid()]
        };

        assert_eq!(ids(7), ids(7));
        assert_ne!(ids(7), ids(8));
        assert_ne!(ids(7)[0], ids(7)[1]);
    }
}
