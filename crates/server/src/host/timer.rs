use std::{future, sync::Arc};

use ctimock_time::Time;
use tokio::time::sleep_until;

use super::Host;

/// Wakes a mock whenever something is due, for ever.
///
/// It goes by the clock and not by its sleep: the clock may be moved, and a sleep is a little too long.
/// It is told only of deadlines that are earlier than the one that it sleeps for; at a later one it looks
/// again and sleeps on, so that heart-beats, which put a deadline off, cost nothing here.
pub(crate) async fn keep_time(host: Arc<Host>) {
    loop {
        // From here on no move of the clock is missed.
        let moved = host.clock.moved();
        let due = host.arm();
        let sleep = async {
            match due {
                Some(at) => sleep_until(host.clock.instant_of(at)).await,
                None => future::pending().await,
            }
        };
        tokio::select! {
            () = sleep => {}
            () = host.earlier.notified() => {}
            () = moved => {}
        }
    }
}

impl Host {
    /// Does what is due, and returns when the timer wakes next.
    fn arm(&self) -> Option<Time> {
        let armed = self.carefully(|stage, now| {
            stage.mock.handle_timeout(now);
            stage.carry(now, None);
            stage.armed = stage.deadline().map(|deadline| deadline.at);
            stage.armed
        });
        armed.ok().flatten()
    }
}
