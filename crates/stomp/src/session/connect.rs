use crate::{Beats, Command, Config, Frame, HeartBeat, SessionError, Version, excerpt::excerpt};

/// What a `CONNECT` came to.
pub(super) struct Accepted {
    pub(super) version: Version,
    pub(super) beats: Beats,
    /// The answer.
    pub(super) reply: Frame,
}

/// Agrees with a client on a version and on heart-beats.
///
/// The reply has a `heart-beat` in 1.1 and 1.2 even when both sides say 0, because clients throw
/// without it, and none in 1.0 (dossier §5). A client that offers no versions speaks plain 1.0 and
/// gets no `version`.
pub(super) fn accept(config: &Config, id: &str, connect: &Frame) -> Result<Accepted, SessionError> {
    let offered = connect.header("accept-version");
    let version = match offered {
        None => Version::V1_0,
        Some(list) => Version::newest_of(list).ok_or_else(|| SessionError::NoCommonVersion {
            there: excerpt(list.as_bytes()),
        })?,
    };
    let mut reply = Frame::new(Command::Connected);
    if offered.is_some() {
        reply = reply.with("version", version.as_str());
    }
    let beats = match version {
        Version::V1_0 => Beats::default(),
        Version::V1_1 | Version::V1_2 => {
            reply = reply.with("heart-beat", config.heart_beat.to_string());
            config.heart_beat.agree(client_beat(connect)?)
        }
    };
    if let Some(server) = &config.server {
        reply = reply.with("server", &**server);
    }
    if !id.is_empty() {
        reply = reply.with("session", id);
    }
    Ok(Accepted {
        version,
        beats,
        reply,
    })
}

fn client_beat(connect: &Frame) -> Result<HeartBeat, SessionError> {
    let Some(text) = connect.header("heart-beat") else {
        return Ok(HeartBeat::OFF);
    };
    HeartBeat::parse(text).ok_or_else(|| SessionError::NotAHeartBeat {
        there: excerpt(text.as_bytes()),
    })
}
