use std::str::FromStr;

use ctimock_scenario::Scenario;

/// A part of the cases that is the same on every machine: `hash:1/4`.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Shard {
    index: u64,
    of: u64,
}

impl Shard {
    /// Returns whether a case belongs to this part, by its id alone.
    pub(crate) fn has(self, id: &str) -> bool {
        fnv1a(id) % self.of == self.index - 1
    }
}

impl FromStr for Shard {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let parts = text
            .strip_prefix("hash:")
            .and_then(|rest| rest.split_once('/'))
            .and_then(|(index, of)| Some((index.parse().ok()?, of.parse().ok()?)));
        match parts {
            Some((index, of)) if index >= 1 && index <= of => Ok(Self { index, of }),
            _ => Err("write a part and how many there are, such as `hash:1/4`".to_owned()),
        }
    }
}

/// Stable across machines and versions, which the standard hasher does not promise.
fn fnv1a(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// Returns whether a case fits a filter: every word of it, each perhaps with `!` before it.
pub(crate) fn fits(filter: &str, scenario: &Scenario) -> bool {
    let (id, name) = (scenario.id().to_lowercase(), scenario.name.to_lowercase());
    filter.split_whitespace().all(|word| {
        let (wanted, word) = word
            .strip_prefix('!')
            .map_or((true, word), |rest| (false, rest));
        let fits = if let Some(tag) = word.strip_prefix("tag:") {
            scenario.tags.iter().any(|known| known == tag)
        } else if let Some(vendor) = word.strip_prefix("vendor:") {
            scenario.vendor == vendor
        } else {
            let word = word.to_lowercase();
            id.contains(&word) || name.contains(&word)
        };
        fits == wanted
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_case_is_in_exactly_one_shard() {
        let shards: Vec<Shard> = (1..=3)
            .map(|index| format!("hash:{index}/3").parse().expect("a shard"))
            .collect();

        for id in ["a.yaml", "b.yaml", "b.yaml[after=2s]", "ü.yaml"] {
            assert_eq!(
                shards.iter().filter(|shard| shard.has(id)).count(),
                1,
                "{id}"
            );
        }
    }

    #[test]
    fn a_shard_that_is_none_says_how_to_write_one() {
        for text in ["hash:0/4", "hash:5/4", "1/4", "hash:a/b", "hash:1"] {
            let error = text.parse::<Shard>().expect_err(text);

            assert_eq!(
                error,
                "write a part and how many there are, such as `hash:1/4`"
            );
        }
    }
}
