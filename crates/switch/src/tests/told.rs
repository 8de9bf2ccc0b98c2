//! Events as short sentences: what is ordinary is not said.

use crate::{
    AgentEvent, AgentState, By, CallEvent, CallEventKind, Cause, ConnectionState, Event,
    Participation, tests::stage::name,
};

/// Returns "1 cleared carl by anna (NoAnswer)": the call, what happened, the subject, who did it if
/// that was not the subject, and why if that was not ordinary.
pub(super) fn told(event: &Event) -> String {
    match event {
        Event::Agent(event) => agent(event),
        Event::Call(event) => call(event),
        Event::DeviceRegistered { device } => format!("{} registered", name(*device)),
        Event::DeviceUnregistered { device } => format!("{} unregistered", name(*device)),
    }
}

fn agent(event: &AgentEvent) -> String {
    match *event {
        AgentEvent::LoggedOn {
            agent,
            device,
            state,
        } => {
            format!(
                "agent {} logged on at {}, {}",
                agent.0,
                name(device),
                agent_state(state)
            )
        }
        AgentEvent::LoggedOff {
            agent,
            device,
            forced,
        } => {
            let how = if forced { " by force" } else { "" };
            format!("agent {} logged off from {}{how}", agent.0, name(device))
        }
        AgentEvent::StateChanged {
            agent, from, to, ..
        } => {
            format!(
                "agent {} {} -> {}",
                agent.0,
                agent_state(from),
                agent_state(to)
            )
        }
    }
}

fn agent_state(state: AgentState) -> String {
    match state {
        AgentState::LoggedOff => "off".into(),
        AgentState::NotReady(reason) => format!("not ready {}", reason.0),
        AgentState::Ready => "ready".into(),
        AgentState::Reserved { until } => format!("reserved until {until}"),
        AgentState::AfterWork { until: Some(until) } => format!("after-work until {until}"),
        AgentState::AfterWork { until: None } => "after-work".into(),
    }
}

fn call(event: &CallEvent) -> String {
    let subject = name(event.subject);
    let what = match &event.kind {
        CallEventKind::ServiceInitiated => format!("initiated {subject}"),
        CallEventKind::Originated => format!("originated {subject}"),
        CallEventKind::Queued { .. } => format!("queued {subject}"),
        CallEventKind::Delivered { queue: None } => format!("delivered {subject}"),
        CallEventKind::Delivered { queue: Some(_) } => format!("delivered {subject} from queue"),
        CallEventKind::Established { queue: None } => format!("established {subject}"),
        CallEventKind::Established { queue: Some(_) } => {
            format!("established {subject} from queue")
        }
        CallEventKind::Held => format!("held {subject}"),
        CallEventKind::Retrieved => format!("retrieved {subject}"),
        CallEventKind::Failed => format!("failed {subject}"),
        CallEventKind::Diverted { to: Some(to) } => {
            format!("diverted {subject} to {}", name(*to))
        }
        CallEventKind::Diverted { to: None } => format!("diverted {subject}"),
        CallEventKind::Transferred {
            secondary: Some(active),
            to,
        } => {
            format!("transferred {subject} to {} of {}", name(*to), active.0)
        }
        CallEventKind::Transferred {
            secondary: None,
            to,
        } => {
            format!("transferred {subject} to {}", name(*to))
        }
        CallEventKind::Conferenced {
            secondary,
            added,
            participation,
        } => {
            let of = secondary.map_or_else(String::new, |active| format!(" of {}", active.0));
            let silent = if *participation == Participation::Silent {
                " silently"
            } else {
                ""
            };
            format!("conferenced {subject} with {}{of}{silent}", name(*added))
        }
        CallEventKind::ConnectionCleared => format!("cleared {subject}"),
        CallEventKind::CallCleared => "over".into(),
        CallEventKind::RecordingStarted => format!("recording {subject}"),
        CallEventKind::RecordingStopped => format!("recorded {subject}"),
        CallEventKind::DataChanged => "data".into(),
        CallEventKind::DigitsReceived { text } => format!("digits {subject} {text}"),
        CallEventKind::MuteChanged { on } => format!("mute {subject} {on}"),
        CallEventKind::ShareChanged { on } => format!("share {subject} {on}"),
        CallEventKind::StreamChanged { on } => format!("stream {subject} {on}"),
    };
    let by = match event.by {
        By::Device(device) if device == event.subject => String::new(),
        By::Device(device) => format!(" by {}", name(device)),
        By::System => " by system".into(),
    };
    let cause = match event.cause {
        Cause::Normal => String::new(),
        cause => format!(" ({cause:?})"),
    };
    format!("{} {what}{by}{cause}", event.call.0)
}

pub(super) fn state_word(state: ConnectionState) -> String {
    match state {
        ConnectionState::Alerting { until: Some(until) } => format!("alerting until {until}"),
        ConnectionState::Alerting { until: None } => "alerting".into(),
        ConnectionState::Queued(_) => "queued".into(),
        other => format!("{other:?}").to_lowercase(),
    }
}
