//! What the fuzz target does with an input; a test of the crate does the same on stable Rust.

use ctimock_stomp::{CodecError, Decoder, Item, Limits, Version, encode};

/// Reads `data` whole and in pieces of every size that its first byte says.
///
/// # Panics
///
/// Panics when both differ, when an error is not final, or when a frame does not survive
/// being written and read.
pub(crate) fn run(data: &[u8]) {
    let (&seed, text) = data.split_first().unwrap_or((&0, &[]));
    let version = Version::ALL[usize::from(seed) % Version::ALL.len()];
    let whole = read(NARROW, version, [text]);
    let pieces = read(NARROW, version, text.chunks(usize::from(seed / 8).max(1)));
    assert_eq!(pieces, whole, "pieces and the whole are the same");
    for item in whole.into_iter().flatten() {
        if let Item::Frame(frame) = &item {
            let written = encode(frame, version);
            let again = read(ROOMY, version, [written.as_bytes()]);
            let [Ok(Item::Frame(same))] = again.as_slice() else {
                panic!("{written:?}: {again:?}")
            };
            assert_eq!(encode(same, version), written, "what was written is read");
        }
    }
}

const NARROW: Limits = Limits {
    headers: 8,
    line: 128,
    body: 256,
};

/// Enough for whatever passed the narrow ones, however much of it is escaped.
const ROOMY: Limits = Limits {
    headers: 9,
    line: 1024,
    body: 256,
};

fn read<'d>(
    limits: Limits,
    version: Version,
    pieces: impl IntoIterator<Item = &'d [u8]>,
) -> Vec<Result<Item, CodecError>> {
    let mut decoder = Decoder::new(limits);
    decoder.agree(version);
    let mut items = Vec::new();
    for piece in pieces {
        decoder.push(piece);
        while let Some(item) = decoder.poll() {
            if let Err(error) = item {
                decoder.push(b"SEND\n\n\0");
                assert_eq!(
                    decoder.poll(),
                    Some(Err(error.clone())),
                    "the first error is final"
                );
                items.push(Err(error));
                return items;
            }
            items.push(item);
        }
    }
    items
}
