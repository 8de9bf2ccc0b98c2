use std::{
    collections::BTreeSet,
    sync::{Mutex, MutexGuard, PoisonError},
};

use rustix::process::{Pid, Signal, kill_process_group};

/// The process groups of all clients that run.
static LIVE: Mutex<BTreeSet<i32>> = Mutex::new(BTreeSet::new());

/// Ends every client process at once, for who cannot wait for a run to end.
pub fn end_clients() {
    for group in std::mem::take(&mut *live()) {
        if let Some(group) = Pid::from_raw(group) {
            // Who is gone needs no ending.
            let _ = kill_process_group(group, Signal::KILL);
        }
    }
}

pub(super) fn enter(group: Pid) {
    live().insert(group.as_raw_nonzero().get());
}

pub(super) fn leave(group: Pid) {
    live().remove(&group.as_raw_nonzero().get());
}

fn live() -> MutexGuard<'static, BTreeSet<i32>> {
    LIVE.lock().unwrap_or_else(PoisonError::into_inner)
}
