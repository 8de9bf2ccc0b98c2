use ctimock_switch::{AgentState, PendingState};

/// What an agent does, in the vendor's words (dossier §11).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Mode {
    Ready,
    NotReady,
    WorkNotReady,
    Allocated,
    Logout,
}

impl Mode {
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Ready => "Ready",
            Self::NotReady => "NotReady",
            Self::WorkNotReady => "WorkNotReady",
            Self::Allocated => "Allocated",
            Self::Logout => "Logout",
        }
    }

    pub(super) fn parse(word: &str) -> Option<Self> {
        [
            Self::Ready,
            Self::NotReady,
            Self::WorkNotReady,
            Self::Allocated,
            Self::Logout,
        ]
        .into_iter()
        .find(|mode| mode.word() == word)
    }
}

impl From<AgentState> for Mode {
    fn from(state: AgentState) -> Self {
        match state {
            AgentState::LoggedOff => Self::Logout,
            AgentState::NotReady(_) => Self::NotReady,
            AgentState::Ready => Self::Ready,
            AgentState::Reserved { .. } => Self::Allocated,
            AgentState::AfterWork { .. } => Self::WorkNotReady,
        }
    }
}

impl From<PendingState> for Mode {
    fn from(state: PendingState) -> Self {
        match state {
            PendingState::Ready => Self::Ready,
            PendingState::NotReady(_) => Self::NotReady,
            PendingState::AfterWork(_) => Self::WorkNotReady,
        }
    }
}
