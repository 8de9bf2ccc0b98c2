//! Feeds the fuzz targets' inputs, and inputs near them, to what the targets call.

use std::{fs, path::Path};

#[path = "../fuzz/decode.rs"]
mod decode;
#[path = "../fuzz/session.rs"]
mod session;

#[test]
fn no_seed_and_nothing_near_one_breaks_the_decoder() {
    for_all_inputs(decode::run);
}

#[test]
fn no_seed_and_nothing_near_one_breaks_a_session() {
    for_all_inputs(session::run);
}

const MUTANTS: usize = 150;

fn for_all_inputs(target: fn(&[u8])) {
    let seeds = seeds();
    assert!(seeds.len() >= 12, "there are {} seeds", seeds.len());
    let mut random = Random(2);
    for seed in &seeds {
        target(seed);
        for _ in 0..MUTANTS {
            let mut mutant = seed.clone();
            for _ in 0..=random.below(3) {
                mutate(&mut mutant, &seeds, &mut random);
            }
            target(&mutant);
        }
    }
}

/// Returns the files of the corpus, in the order of their names.
fn seeds() -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/fuzz/stomp");
    let mut paths: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "bin"))
        .collect();
    paths.sort();
    paths.iter().map(|path| fs::read(path).unwrap()).collect()
}

fn mutate(bytes: &mut Vec<u8>, seeds: &[Vec<u8>], random: &mut Random) {
    let at = random.below(bytes.len() + 1);
    match random.below(6) {
        0 if at < bytes.len() => bytes[at] ^= 1 << random.below(8),
        1 if at < bytes.len() => drop(bytes.remove(at)),
        2 => bytes.truncate(at),
        3 => {
            let other = &seeds[random.below(seeds.len())];
            let from = random.below(other.len());
            bytes.splice(at..at, other[from..].iter().copied());
        }
        4 => {
            let count = random.below(200);
            bytes.splice(at..at, vec![b'x'; count]);
        }
        _ => bytes.insert(at, AWKWARD[random.below(AWKWARD.len())]),
    }
}

const AWKWARD: &[u8] = b"\0\n\r:\\nc0h\xe5\xf0\x80\xff";

/// The generator SplitMix64: the same numbers in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^= mixed >> 31;
        usize::try_from(mixed % end as u64).expect("a remainder is below a usize")
    }
}
