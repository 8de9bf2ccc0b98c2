use std::fmt::Write as _;

use crate::{Command, Frame, Version, escape::Escaping};

/// What ends every frame.
pub const FRAME_END: &str = "\0";

/// Returns the text of a frame, with the NUL that ends it.
///
/// Headers are written in their order and as they are given. A frame whose body holds a NUL gets a
/// `content-length` if it has none, because it could not be read otherwise. What the version cannot
/// say in a header (a NUL; before 1.1 and in `CONNECT` and `CONNECTED` also a line feed) becomes a
/// space; a header without a name is left out.
#[must_use]
pub fn encode(frame: &Frame, version: Version) -> String {
    let headers: usize = frame
        .headers
        .iter()
        .map(|(name, value)| name.len() + value.len() + 2)
        .sum();
    let mut out = String::with_capacity(headers + frame.body.len() + 32);
    let escaping = Escaping::of(&frame.command, version);
    // No command can be said with more than a handshake can say.
    Escaping::Handshake.write_value(&mut out, frame.command.as_str());
    out.push('\n');
    for (name, value) in frame.headers.iter().filter(|(name, _)| !name.is_empty()) {
        escaping.write_name(&mut out, name);
        out.push(':');
        escaping.write_value(&mut out, value);
        out.push('\n');
    }
    if frame.body.contains('\0') && frame.header("content-length").is_none() {
        writeln!(out, "content-length:{}", frame.body.len()).expect("a string takes everything");
    }
    out.push('\n');
    out.push_str(&frame.body);
    out.push_str(FRAME_END);
    out
}

/// Returns a `MESSAGE` up to and with the blank line, so that a body can be shared by many of them:
/// the caller writes this, the body and [`FRAME_END`].
///
/// The body must hold no NUL: a head that is made without the body has no `content-length`.
#[must_use]
pub fn message_head(
    subscription: &str,
    message_id: &str,
    destination: &str,
    content_type: &str,
    version: Version,
) -> String {
    let headers = [
        ("subscription", subscription),
        ("message-id", message_id),
        ("destination", destination),
        ("content-type", content_type),
    ];
    let values: usize = headers.iter().map(|(_, value)| value.len()).sum();
    let mut out = String::with_capacity(values + 64);
    let escaping = Escaping::of(&Command::Message, version);
    out.push_str("MESSAGE\n");
    for (name, value) in headers {
        out.push_str(name);
        out.push(':');
        escaping.write_value(&mut out, value);
        out.push('\n');
    }
    out.push('\n');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_is_its_command_its_headers_a_blank_line_the_body_and_nul() {
        let mut frame = Frame::new(Command::Send)
            .with("destination", "/queue/a")
            .with("x", "");
        frame.body = "分机".to_owned();

        assert_eq!(
            encode(&frame, Version::V1_2),
            "SEND\ndestination:/queue/a\nx:\n\n分机\0"
        );
    }

    #[test]
    fn a_body_with_nul_is_given_its_length_in_bytes() {
        let mut frame = Frame::new(Command::Send).with("destination", "/queue/a");
        frame.body = "机\0x".to_owned();

        assert_eq!(
            encode(&frame, Version::V1_1),
            "SEND\ndestination:/queue/a\ncontent-length:5\n\n机\0x\0"
        );
    }

    #[test]
    fn a_length_that_is_given_is_written_even_when_it_is_wrong() {
        let mut frame = Frame::new(Command::Send).with("content-length", "99");
        frame.body = "a\0b".to_owned();

        assert_eq!(
            encode(&frame, Version::V1_1),
            "SEND\ncontent-length:99\n\na\0b\0"
        );
    }

    #[test]
    fn a_command_that_ends_with_cr_is_not_read_as_another() {
        let frame = Frame::new(Command::Unknown("SEND\r".into()));

        assert_eq!(encode(&frame, Version::V1_2), "SEND \n\n\0");
    }

    #[test]
    fn a_message_head_ends_with_the_blank_line_before_the_body() {
        let head = message_head(
            "sub-0",
            "7",
            "/topic/event.agent.*.5001@test_cc",
            "application/json",
            Version::V1_1,
        );

        assert_eq!(
            head,
            "MESSAGE\nsubscription:sub-0\nmessage-id:7\n\
             destination:/topic/event.agent.*.5001@test_cc\ncontent-type:application/json\n\n"
        );
    }

    #[test]
    fn a_message_head_is_escaped_as_its_version_says() {
        let heads = Version::ALL.map(|version| message_head("a:b", "1", "/t", "j", version));

        assert_eq!(
            heads.map(|head| head.lines().nth(1).map(str::to_owned)),
            [
                Some("subscription:a:b".to_owned()),
                Some("subscription:a\\cb".to_owned()),
                Some("subscription:a\\cb".to_owned()),
            ]
        );
    }
}
