//! What holds for all frames, all versions and all bytes.

use proptest::{collection::vec, option, prelude::*, sample::select};

use crate::{CodecError, Command, Decoder, Frame, Item, Limits, Version, encode, message_head};

const LIMITS: Limits = Limits {
    headers: 8,
    line: 2048,
    body: 2048,
};

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_is_read_again((version, frame) in sayable_frame()) {
        let read = read(version, &[encode(&frame, version).as_bytes()]);

        prop_assert_eq!(read, [Ok(Item::Frame(with_length(frame)))]);
    }

    #[test]
    fn no_text_in_a_header_adds_a_header_or_a_frame(
        version in select(&Version::ALL[..]),
        command in command(),
        headers in vec((nasty(1), nasty(0)), 0..4),
    ) {
        let frame = Frame { command, headers, body: String::new() };

        let mut read = read(version, &[encode(&frame, version).as_bytes()]);

        prop_assert_eq!(read.len(), 1);
        let Some(Ok(Item::Frame(there))) = read.pop() else { panic!("no frame: {read:?}") };
        prop_assert_eq!(there.command, frame.command);
        prop_assert_eq!(there.headers.len(), frame.headers.len());
    }

    #[test]
    fn a_message_head_and_its_body_are_one_message(
        version in select(&Version::ALL[..]),
        values in [nasty(0), nasty(0), nasty(0), nasty(0)],
        body in "[^\\x00]{0,60}",
    ) {
        let [subscription, id, destination, content_type] = values;
        let head = message_head(&subscription, &id, &destination, &content_type, version);

        let read = read(version, &[head.as_bytes(), body.as_bytes(), b"\0"]);

        let names = ["subscription", "message-id", "destination", "content-type"];
        let [Ok(Item::Frame(frame))] = read.as_slice() else { panic!("no frame: {read:?}") };
        let there: Vec<_> = frame.headers.iter().map(|(name, _)| name.as_str()).collect();
        prop_assert_eq!(there, names);
        prop_assert_eq!(&frame.body, &body);
    }

    #[test]
    fn frames_in_pieces_are_read_like_the_whole(
        version in select(&Version::ALL[..]),
        frames in vec((sayable_frame(), 0..3_usize), 0..4),
        broken in option::of(vec(any::<u8>(), 0..20)),
        cuts in vec(any::<prop::sample::Index>(), 0..8),
    ) {
        let mut bytes = Vec::new();
        for ((_, frame), beats) in &frames {
            bytes.extend_from_slice(encode(frame, version).as_bytes());
            bytes.extend_from_slice(&b"\n\n\n"[..*beats]);
        }
        bytes.extend(broken.unwrap_or_default());
        let mut cuts: Vec<_> = cuts.iter().map(|cut| cut.index(bytes.len() + 1)).collect();
        cuts.sort_unstable();

        let mut pieces = Vec::new();
        let mut rest = bytes.as_slice();
        for cut in cuts {
            let (piece, after) = rest.split_at(cut - (bytes.len() - rest.len()));
            pieces.push(piece);
            rest = after;
        }
        pieces.push(rest);
        let single: Vec<_> = bytes.chunks(1).collect();

        let whole = read(version, &[&bytes]);
        prop_assert_eq!(&read(version, &pieces), &whole);
        prop_assert_eq!(&read(version, &single), &whole);
    }

    #[test]
    fn garbage_never_panics_and_the_first_error_is_final(
        version in select(&Version::ALL[..]),
        bytes in prop_oneof![
            vec(any::<u8>(), 0..200),
            vec(select(&b"SEND\n\n\r:\\\0content-length:12"[..]), 0..200),
        ],
    ) {
        let mut decoder = Decoder::new(Limits { headers: 2, line: 20, body: 20 });
        decoder.agree(version);
        decoder.push(&bytes);

        while let Some(item) = decoder.poll() {
            if item.is_err() {
                decoder.push_str("SEND\n\n\0");
                prop_assert_eq!(decoder.poll(), Some(item));
                break;
            }
        }
    }
}

fn read(version: Version, pieces: &[&[u8]]) -> Vec<Result<Item, CodecError>> {
    let mut decoder = Decoder::new(LIMITS);
    decoder.agree(version);
    let mut items = Vec::new();
    for piece in pieces {
        decoder.push(piece);
        while let Some(item) = decoder.poll() {
            let failed = item.is_err();
            items.push(item);
            if failed {
                return items;
            }
        }
    }
    items
}

/// Returns the frame with the length that a body with NUL needs.
fn with_length(frame: Frame) -> Frame {
    if frame.body.contains('\0') {
        let length = frame.body.len().to_string();
        frame.with("content-length", length)
    } else {
        frame
    }
}

/// A frame that its version can say in full.
fn sayable_frame() -> impl Strategy<Value = (Version, Frame)> {
    let body = prop_oneof![Just(String::new()), nasty(0)];
    (
        select(&Version::ALL[..]),
        command(),
        vec((nasty(1), nasty(0)), 0..4),
        body,
    )
        .prop_map(|(version, command, mut headers, body)| {
            let plain = matches!(command, Command::Connect | Command::Connected);
            for (name, value) in &mut headers {
                name.retain(|c| c != '\0');
                value.retain(|c| c != '\0');
                if plain || version == Version::V1_0 {
                    name.retain(|c| c != '\n' && c != ':');
                    value.retain(|c| c != '\n');
                }
                if plain {
                    name.retain(|c| c != '\r');
                    value.retain(|c| c != '\r');
                }
            }
            headers.retain(|(name, _)| !name.is_empty());
            (
                version,
                Frame {
                    command,
                    headers,
                    body,
                },
            )
        })
}

fn command() -> impl Strategy<Value = Command> {
    prop_oneof![
        select(vec![
            "CONNECT",
            "STOMP",
            "CONNECTED",
            "SEND",
            "SUBSCRIBE",
            "MESSAGE",
            "ERROR"
        ])
        .prop_map(Command::parse),
        "[A-Z]{1,12}".prop_map(|line| Command::parse(&line)),
    ]
}

/// Text in which everything that means something to STOMP is frequent.
fn nasty(least: usize) -> impl Strategy<Value = String> {
    let chars = prop_oneof![
        select(vec![
            '\0', '\n', '\r', ':', '\\', 'n', 'c', 'r', ' ', '机', '😀'
        ]),
        any::<char>(),
    ];
    vec(chars, least..20).prop_map(String::from_iter)
}
