use std::time::Duration;

use ctimock_time::Time;

use super::subscription::Subscriptions;
use crate::{
    Beats, Command, Config, Frame, Output, SessionError, Subscription, Version, excerpt::excerpt,
};

/// What a session knows between `CONNECTED` and its end.
#[derive(Debug)]
pub(super) struct Connected {
    pub(super) version: Version,
    pub(super) beats: Beats,
    /// When something was last written to the client.
    pub(super) wrote: Time,
    /// When something last came from the client.
    pub(super) heard: Time,
    pub(super) subscriptions: Subscriptions,
}

impl Connected {
    /// Deals with a frame of a client that is accepted, and returns what the caller must hear of it.
    /// Acknowledgements and transactions change nothing here: there is nothing to deliver again.
    pub(super) fn on_frame(
        &mut self,
        config: &Config,
        frame: Frame,
    ) -> Result<Option<Output>, SessionError> {
        match &frame.command {
            Command::Send => send(frame).map(Some),
            Command::Subscribe => self.subscribe(config, &frame).map(Some),
            Command::Unsubscribe => self.unsubscribe(&frame).map(Some),
            Command::Disconnect => Ok(Some(Output::Disconnected)),
            Command::Ack | Command::Nack | Command::Begin | Command::Commit | Command::Abort => {
                Ok(None)
            }
            Command::Connect | Command::Stomp => Err(SessionError::AlreadyConnected {
                there: shown(&frame.command),
            }),
            Command::Connected
            | Command::Message
            | Command::Receipt
            | Command::Error
            | Command::Unknown(_) => Err(SessionError::UnknownCommand {
                there: shown(&frame.command),
            }),
        }
    }

    /// Returns when the broker must write something.
    pub(super) fn beat_at(&self) -> Option<Time> {
        self.beats.outgoing.map(|every| self.wrote + every)
    }

    /// Returns when the client has been silent for too long: twice what was agreed, because neither
    /// clocks nor networks are exact (STOMP 1.2, "Heart-beating").
    pub(super) fn silent_at(&self) -> Option<Time> {
        self.beats
            .incoming
            .map(|every| self.heard + every.saturating_mul(TOLERANCE))
    }

    /// Returns how long the client has been silent.
    pub(super) const fn silence(&self, now: Time) -> Duration {
        now.since(self.heard)
    }

    fn subscribe(&mut self, config: &Config, frame: &Frame) -> Result<Output, SessionError> {
        let destination = wanted(frame, "SUBSCRIBE", "destination")?;
        let id = self.subscription_id(frame, "SUBSCRIBE")?;
        self.subscriptions
            .add(id, destination, config.subscriptions)?;
        Ok(Output::Subscribed {
            id: id.into(),
            destination: destination.into(),
        })
    }

    fn unsubscribe(&mut self, frame: &Frame) -> Result<Output, SessionError> {
        let id = self.subscription_id(frame, "UNSUBSCRIBE")?;
        let Subscription { id, destination } = self.subscriptions.remove(id)?;
        Ok(Output::Unsubscribed { id, destination })
    }

    /// Returns the id, for which 1.0 takes the destination when there is none.
    fn subscription_id<'f>(
        &self,
        frame: &'f Frame,
        command: &'static str,
    ) -> Result<&'f str, SessionError> {
        match (frame.header("id"), self.version) {
            (Some(id), _) => Ok(id),
            (None, Version::V1_0) => wanted(frame, command, "destination"),
            (None, Version::V1_1 | Version::V1_2) => wanted(frame, command, "id"),
        }
    }
}

/// How many agreed spans a client may be silent.
const TOLERANCE: u32 = 2;

/// Returns a command as a message shows it.
pub(super) fn shown(command: &Command) -> Box<str> {
    excerpt(command.as_str().as_bytes())
}

fn send(frame: Frame) -> Result<Output, SessionError> {
    let destination = wanted(&frame, "SEND", "destination")?.into();
    Ok(Output::Send {
        destination,
        headers: frame.headers,
        body: frame.body,
    })
}

fn wanted<'f>(
    frame: &'f Frame,
    command: &'static str,
    header: &'static str,
) -> Result<&'f str, SessionError> {
    frame
        .header(header)
        .ok_or(SessionError::MissingHeader { command, header })
}
