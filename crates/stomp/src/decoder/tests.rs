use rstest::rstest;

use super::*;

#[test]
fn the_three_frames_of_wellclient_are_read_from_one_push() {
    let items = decode(
        Version::V1_1,
        "CONNECT\naccept-version:1.1,1.0\nheart-beat:10000,10000\n\n\0\
         SUBSCRIBE\nid:sub-0\ndestination:/topic/event.agent.*.5001@test_cc\n\n\0\
         \n\
         DISCONNECT\n\n\0",
    );

    assert_eq!(
        items,
        [
            frame(
                Command::Connect,
                &[("accept-version", "1.1,1.0"), ("heart-beat", "10000,10000")],
                ""
            ),
            frame(
                Command::Subscribe,
                &[
                    ("id", "sub-0"),
                    ("destination", "/topic/event.agent.*.5001@test_cc")
                ],
                ""
            ),
            BEAT,
            frame(Command::Disconnect, &[], ""),
        ]
    );
}

#[test]
fn lines_may_end_with_cr_lf_before_a_version_is_agreed() {
    let mut decoder = Decoder::new(LIMITS);
    decoder.push_str("\r\nSTOMP\r\naccept-version:1.2\r\n\r\n\0\r\n\n");

    let items = drain(&mut decoder);

    let stomp = frame(Command::Stomp, &[("accept-version", "1.2")], "");
    assert_eq!(items, [BEAT, stomp, BEAT, BEAT]);
}

#[test]
fn a_cr_belongs_to_the_line_before_1_2() {
    let items = decode(Version::V1_1, "SEND\r\na:b\r\n\n\0");

    assert_eq!(
        items,
        [frame(
            Command::Unknown("SEND\r".into()),
            &[("a", "b\r")],
            ""
        )]
    );
}

#[test]
fn one_cr_alone_is_no_end_of_line() {
    let items = decode(Version::V1_2, "SEND\na:b\rc\n\n\0");

    assert_eq!(items, [frame(Command::Send, &[("a", "b\rc")], "")]);
}

#[test]
fn the_frames_after_connect_are_read_by_the_version_agreed_meanwhile() {
    let mut decoder = Decoder::new(LIMITS);
    decoder.push_str("CONNECT\n\n\0SEND\na:\\n\n\n\0");

    let first = decoder.poll();
    decoder.agree(Version::V1_0);
    let second = decoder.poll();

    assert_eq!(first, Some(frame(Command::Connect, &[], "")));
    assert_eq!(second, Some(frame(Command::Send, &[("a", "\\n")], "")));
}

#[test]
fn connect_and_connected_are_not_unescaped() {
    let items = decode(Version::V1_2, "CONNECT\na:\\t\n\n\0CONNECTED\na:\\n\n\n\0");

    assert_eq!(
        items,
        [
            frame(Command::Connect, &[("a", "\\t")], ""),
            frame(Command::Connected, &[("a", "\\n")], ""),
        ]
    );
}

#[test]
fn names_are_unescaped_like_values() {
    let items = decode(Version::V1_1, "SEND\na\\cb:c\\\\d:e\n\n\0");

    assert_eq!(items, [frame(Command::Send, &[("a:b", "c\\d:e")], "")]);
}

#[test]
fn spaces_belong_to_names_and_values() {
    let items = decode(Version::V1_2, "SEND\n a : b \n\n\0");

    assert_eq!(items, [frame(Command::Send, &[(" a ", " b ")], "")]);
}

#[test]
fn repeated_headers_are_all_kept_in_their_order() {
    let items = decode(Version::V1_2, "MESSAGE\nfoo:World\nfoo:Hello\n\n\0");

    assert_eq!(
        items,
        [frame(
            Command::Message,
            &[("foo", "World"), ("foo", "Hello")],
            ""
        )]
    );
}

#[rstest]
#[case::to_the_first_nul("SEND\n\na\nb\0", &[], "a\nb")]
#[case::of_a_length_in_bytes("SEND\ncontent-length:6\n\n分机\0", &[("content-length", "6")], "分机")]
#[case::of_a_length_in_characters(
    "SEND\ncontent-length:2\n\n分机\0", &[("content-length", "2")], "分机"
)]
#[case::with_nul_in_it("SEND\ncontent-length:3\n\na\0b\0", &[("content-length", "3")], "a\0b")]
#[case::of_no_length("SEND\ncontent-length:0\n\n\0", &[("content-length", "0")], "")]
#[case::of_the_first_length(
    "SEND\ncontent-length:1\ncontent-length:7\n\na\0",
    &[("content-length", "1"), ("content-length", "7")],
    "a"
)]
#[case::of_the_greatest_size("SEND\n\n0123456789\0", &[], "0123456789")]
fn a_body_is_read(#[case] text: &str, #[case] headers: &[(&str, &str)], #[case] body: &str) {
    assert_eq!(
        decode(Version::V1_1, text),
        [frame(Command::Send, headers, body)]
    );
}

#[rstest]
#[case::a_long_command(
    &"X".repeat(61),
    CodecError::LineTooLong { limit: 60, there: format!("{}…", "X".repeat(48)).into() }
)]
#[case::a_long_header(
    &format!("SEND\n{}:1\n\n\0", "X".repeat(59)),
    CodecError::LineTooLong { limit: 60, there: format!("{}…", "X".repeat(48)).into() }
)]
#[case::a_fourth_header(
    "SEND\na:1\nb:2\nc:3\nd:4\n\n\0",
    CodecError::TooManyHeaders { limit: 3, there: "d:4".into() }
)]
#[case::no_colon("SEND\nabc\n\n\0", CodecError::NotAHeader { there: "abc".into() })]
#[case::no_name("SEND\n:abc\n\n\0", CodecError::NotAHeader { there: ":abc".into() })]
#[case::an_unknown_escape("SEND\na:\\t\n\n\0", CodecError::UnknownEscape { there: "\\t".into() })]
#[case::nul_in_the_command("SEND\0", CodecError::NulInHead { there: "SEND".into() })]
#[case::nul_in_a_header("SEND\na:b\0", CodecError::NulInHead { there: "a:b".into() })]
#[case::nul_alone("\0", CodecError::NulInHead { there: "".into() })]
#[case::a_length_in_words(
    "SEND\ncontent-length:ten\n\n\0",
    CodecError::NotALength { there: "ten".into() }
)]
#[case::a_negative_length(
    "SEND\ncontent-length:-1\n\n\0",
    CodecError::NotALength { there: "-1".into() }
)]
#[case::an_empty_length("SEND\ncontent-length:\n\n\0", CodecError::NotALength { there: "".into() })]
#[case::a_length_beyond_the_limit(
    "SEND\ncontent-length:11\n\n",
    CodecError::LengthTooLarge { limit: 10, there: 11 }
)]
#[case::a_body_beyond_the_limit("SEND\n\n01234567890", CodecError::BodyTooLong { limit: 10 })]
#[case::a_body_in_characters_beyond_the_limit(
    "SEND\ncontent-length:4\n\n分机分机\0",
    CodecError::BodyTooLong { limit: 10 }
)]
#[case::a_body_longer_than_its_length(
    "SEND\ncontent-length:2\n\nabc\0",
    CodecError::NoNul { length: 2, there: b'c' }
)]
fn what_is_not_stomp_is_an_error(#[case] text: &str, #[case] wanted: CodecError) {
    assert_eq!(decode(Version::V1_1, text), [Err(wanted)]);
}

#[rstest]
#[case::in_a_command(b"S\xffND\n\n\0", "S\u{fffd}ND")]
#[case::in_a_header(b"SEND\na:\xff\n\n\0", "a:\u{fffd}")]
#[case::in_a_body(b"SEND\n\n\xe5\x88\0", "\u{fffd}")]
fn what_is_not_utf_8_is_an_error(#[case] bytes: &[u8], #[case] there: &str) {
    let mut decoder = Decoder::new(LIMITS);
    decoder.push(bytes);

    assert_eq!(
        drain(&mut decoder),
        [Err(CodecError::NotText {
            there: there.into()
        })]
    );
}

#[test]
fn a_line_that_only_its_end_makes_too_long_is_read() {
    let mut decoder = Decoder::new(LIMITS);
    let command = "X".repeat(60);

    decoder.push_str(&command);
    decoder.push_str("\r");
    let waits = decoder.poll();
    decoder.push_str("\n\n\0");

    assert_eq!(waits, None);
    assert_eq!(
        decoder.poll(),
        Some(frame(Command::Unknown(command.into()), &[], ""))
    );
}

#[test]
fn the_first_error_is_final() {
    let mut decoder = Decoder::new(LIMITS);
    decoder.push_str("\0");

    let first = decoder.poll();
    decoder.push_str("SEND\n\n\0");

    assert_eq!(first, Some(Err(CodecError::NulInHead { there: "".into() })));
    assert_eq!(decoder.poll(), first);
    assert_eq!(decoder.input.capacity(), 0);
}

#[test]
fn half_a_frame_is_no_item_and_the_other_half_completes_it() {
    let mut decoder = Decoder::new(LIMITS);

    decoder.push_str("SEND\na:");
    let half = decoder.poll();
    decoder.push_str("1\n\nx\0");

    assert_eq!(half, None);
    assert_eq!(
        decoder.poll(),
        Some(frame(Command::Send, &[("a", "1")], "x"))
    );
    assert_eq!(decoder.poll(), None);
}

#[test]
fn an_idle_decoder_holds_no_memory() {
    let mut decoder = Decoder::new(LIMITS);
    decoder.push_str("SEND\n\n0123456789\0\n\n");

    let items = drain(&mut decoder);

    assert_eq!(items.len(), 3);
    assert_eq!(decoder.input.capacity(), 0);
}

#[test]
fn errors_say_what_was_wanted_and_what_was_there() {
    let shown = [
        CodecError::LineTooLong {
            limit: 60,
            there: "abc…".into(),
        },
        CodecError::NoNul {
            length: 2,
            there: 0x0a,
        },
        CodecError::NotALength {
            there: "ten".into(),
        },
    ]
    .map(|error| error.to_string());

    assert_eq!(
        shown,
        [
            "wanted a line of at most 60 bytes, and there was a longer one that begins `abc…`",
            "wanted NUL after a body of `content-length` 2, and there was byte 0x0a",
            "wanted `content-length` as a number of bytes, and there was `ten`",
        ]
    );
}

fn decode(version: Version, text: &str) -> Vec<Result<Item, CodecError>> {
    let mut decoder = Decoder::new(LIMITS);
    decoder.agree(version);
    decoder.push_str(text);
    drain(&mut decoder)
}

fn drain(decoder: &mut Decoder) -> Vec<Result<Item, CodecError>> {
    let mut items = Vec::new();
    while let Some(item) = decoder.poll() {
        let failed = item.is_err();
        items.push(item);
        if failed {
            break;
        }
    }
    items
}

fn frame(command: Command, headers: &[(&str, &str)], body: &str) -> Result<Item, CodecError> {
    let headers = headers
        .iter()
        .map(|&(name, value)| (name.into(), value.into()))
        .collect();
    Ok(Item::Frame(Frame {
        command,
        headers,
        body: body.into(),
    }))
}

const BEAT: Result<Item, CodecError> = Ok(Item::HeartBeat);

const LIMITS: Limits = Limits {
    headers: 3,
    line: 60,
    body: 10,
};
