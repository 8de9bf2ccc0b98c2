use std::{
    collections::BTreeMap,
    path::PathBuf,
    sync::{Mutex, MutexGuard, PoisonError},
};

use rustix::process::{Pid, Signal, kill_process_group};

use crate::browser::remove_profile;

/// The process groups of all clients that run, with the profiles of browsers.
static LIVE: Mutex<BTreeMap<i32, Option<PathBuf>>> = Mutex::new(BTreeMap::new());

/// Ends every client process at once, for who cannot wait for a run to end.
pub fn end_clients() {
    for (group, profile) in std::mem::take(&mut *live()) {
        if let Some(group) = Pid::from_raw(group) {
            // Who is gone needs no ending.
            let _ = kill_process_group(group, Signal::KILL);
        }
        if let Some(profile) = profile {
            remove_profile(&profile);
        }
    }
}

pub(super) fn enter(group: Pid, profile: Option<PathBuf>) {
    live().insert(group.as_raw_nonzero().get(), profile);
}

pub(super) fn leave(group: Pid) {
    live().remove(&group.as_raw_nonzero().get());
}

fn live() -> MutexGuard<'static, BTreeMap<i32, Option<PathBuf>>> {
    LIVE.lock().unwrap_or_else(PoisonError::into_inner)
}
