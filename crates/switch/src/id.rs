use std::fmt;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident, $word:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
        pub struct $name(pub u32);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!($word, " {}"), self.0)
            }
        }
    };
}

id! {
    /// A person who works on a device.
    AgentId, "agent"
}
id! {
    /// A call. Numbers are never used twice within a run.
    CallId, "call"
}
id! {
    /// Everything that can be in a call: a station, an outside line, a group.
    DeviceId, "device"
}
id! {
    /// A queue that offers calls to agents.
    QueueId, "queue"
}
