mod close;
mod config;
mod connect;
mod connected;
mod error;
mod heart_beat;
mod machine;
mod output;
mod subscription;

#[cfg(test)]
mod tests;

pub use close::CloseReason;
pub use config::Config;
pub use error::SessionError;
pub use heart_beat::{Beats, HeartBeat};
pub use machine::Session;
pub use output::Output;
pub use subscription::Subscription;
