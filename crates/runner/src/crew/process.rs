use std::{
    os::unix::process::ExitStatusExt,
    process::{ExitStatus, Stdio},
    time::Duration,
};

use rustix::process::{Pid, Signal, kill_process_group};
use tokio::{
    process::{Child, ChildStdin, ChildStdout, Command},
    task::JoinHandle,
    time::timeout,
};

use super::registry;
use crate::{
    CommandLine,
    talk::{DriverError, Ended, Ring},
};

/// A client's process, the leader of a group of its own: whoever it starts ends with it.
#[derive(Debug)]
pub(crate) struct Process {
    child: Child,
    group: Option<Pid>,
    stderr: Option<JoinHandle<()>>,
}

impl Process {
    /// Starts a process. What it writes to standard error goes into `ring`.
    pub(crate) fn start(
        command: &CommandLine,
        ring: &Ring,
    ) -> Result<(Self, ChildStdin, ChildStdout), DriverError> {
        let cannot = |reason: String| DriverError::Start {
            command: command.to_string(),
            reason,
        };
        let mut child = Command::new(&command.program)
            .args(&command.arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .process_group(0)
            .kill_on_drop(true)
            .spawn()
            .map_err(|error| cannot(error.to_string()))?;
        let id = child.id().and_then(|id| i32::try_from(id).ok());
        let group = id.and_then(Pid::from_raw);
        if let Some(group) = group {
            registry::enter(group);
        }
        let piped = (child.stdin.take(), child.stdout.take(), child.stderr.take());
        let (Some(stdin), Some(stdout), Some(stderr)) = piped else {
            return Err(cannot("it has no pipes".to_owned()));
        };
        let process = Self {
            child,
            group,
            stderr: Some(tokio::spawn(ring.clone().keep(stderr))),
        };
        Ok((process, stdin, stdout))
    }

    /// Waits for it to end by itself; `None` if it does not within `grace`.
    pub(crate) async fn ended(&mut self, grace: Duration) -> Option<Ended> {
        let status = timeout(grace, self.child.wait()).await.ok()?.ok()?;
        self.hear_out().await;
        Some(ended(status))
    }

    /// Ends it: asks by a signal, and then does not ask. Returns how it ended.
    pub(crate) async fn end(mut self, grace: Duration) {
        self.signal(Signal::TERM);
        if self.ended(grace).await.is_none() {
            self.signal(Signal::KILL);
            let _ = self.child.wait().await;
            self.hear_out().await;
        }
    }

    /// Waits a little for the rest of what it wrote to standard error.
    async fn hear_out(&mut self) {
        if let Some(stderr) = self.stderr.take() {
            // Somebody whom it started may have the pipe open still.
            let _ = timeout(REST, stderr).await;
        }
    }

    fn signal(&self, signal: Signal) {
        if let Some(group) = self.group {
            // Who is gone needs no ending.
            let _ = kill_process_group(group, signal);
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // Those whom it has started do not outlive it.
        self.signal(Signal::KILL);
        if let Some(group) = self.group {
            registry::leave(group);
        }
    }
}

fn ended(status: ExitStatus) -> Ended {
    match (status.code(), status.signal()) {
        (Some(code), _) => Ended::Exited(code),
        (None, Some(signal)) => Ended::Killed(signal),
        (None, None) => Ended::Exited(-1),
    }
}

/// For the rest of standard error after the end of a process.
const REST: Duration = Duration::from_millis(200);
