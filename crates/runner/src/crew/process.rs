use std::{
    ffi::OsString,
    io,
    os::unix::process::ExitStatusExt,
    path::Path,
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
    browser::{Chatter, Profile},
    talk::{DriverError, Ended, Ring},
};

/// A client's process, the leader of a group of its own: whoever it starts ends with it.
#[derive(Debug)]
pub(crate) struct Process {
    child: Child,
    group: Option<Pid>,
    stderr: Option<JoinHandle<()>>,
    browser: Option<OfBrowser>,
}

/// What a browser's process has that others have not.
#[derive(Debug)]
struct OfBrowser {
    /// When it closes, the group ends, even if the runner was killed.
    _lifeline: ChildStdin,
    /// Removed after the group has ended.
    _profile: Profile,
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
        let mut started = Command::new(&command.program);
        started.args(&command.arguments).stdout(Stdio::piped());
        let (mut child, group) =
            spawn(&mut started, None).map_err(|error| cannot(error.to_string()))?;
        let piped = (child.stdin.take(), child.stdout.take(), child.stderr.take());
        let (Some(stdin), Some(stdout), Some(stderr)) = piped else {
            return Err(cannot("it has no pipes".to_owned()));
        };
        let process = Self {
            child,
            group,
            stderr: Some(tokio::spawn(ring.clone().keep(stderr))),
            browser: None,
        };
        Ok((process, stdin, stdout))
    }

    /// Starts a browser. What is worth keeping of what it writes to standard error goes into `ring`.
    pub(crate) fn open_browser(
        program: &Path,
        arguments: Vec<OsString>,
        profile: Profile,
        (ring, chatter): (&Ring, &Chatter),
    ) -> Result<Self, DriverError> {
        let cannot = |reason: String| DriverError::Start {
            command: program.display().to_string(),
            reason,
        };
        let mut started = Command::new("/bin/sh");
        started.args(["-c", GUARDED, "ctimock"]).arg(program);
        started.args(arguments).stdout(Stdio::null());
        if let Some(folder) = profile.temporary() {
            started.env("TMPDIR", folder);
        }
        let (mut child, group) =
            spawn(&mut started, Some(profile.path())).map_err(|error| cannot(error.to_string()))?;
        let (Some(lifeline), Some(stderr)) = (child.stdin.take(), child.stderr.take()) else {
            return Err(cannot("it has no pipes".to_owned()));
        };
        let (ring, chatter) = (ring.clone(), chatter.clone());
        let keep = async move { ring.keep_sifted(stderr, |line| chatter.sift(line)).await };
        Ok(Self {
            child,
            group,
            stderr: Some(tokio::spawn(keep)),
            browser: Some(OfBrowser {
                _lifeline: lifeline,
                _profile: profile,
            }),
        })
    }

    /// Returns whether it is a browser, which does not end by itself.
    pub(crate) fn is_browser(&self) -> bool {
        self.browser.is_some()
    }

    /// Waits for it to end by itself.
    pub(crate) async fn has_ended(&mut self) -> Ended {
        let status = self.child.wait().await;
        self.hear_out().await;
        status.map_or(Ended::Exited(-1), ended)
    }

    /// Waits for it to end by itself; `None` if it does not within `grace`.
    pub(crate) async fn ended(&mut self, grace: Duration) -> Option<Ended> {
        let status = timeout(grace, self.child.wait()).await.ok()?.ok()?;
        self.hear_out().await;
        Some(ended(status))
    }

    /// Ends it: asks by a signal, and then does not ask. Returns how it ended.
    pub(crate) async fn end(mut self, grace: Duration) {
        // A browser has nothing to put in order: what it keeps is thrown away.
        self.signal(match self.browser {
            Some(_) => Signal::KILL,
            None => Signal::TERM,
        });
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

/// Starts a process as the leader of a group of its own, whose standard input and error are ours.
fn spawn(command: &mut Command, profile: Option<&Path>) -> io::Result<(Child, Option<Pid>)> {
    let child = command
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .process_group(0)
        .kill_on_drop(true)
        .spawn()?;
    let id = child.id().and_then(|id| i32::try_from(id).ok());
    let group = id.and_then(Pid::from_raw);
    if let Some(group) = group {
        registry::enter(group, profile.map(Path::to_owned));
    }
    Ok((child, group))
}

fn ended(status: ExitStatus) -> Ended {
    match (status.code(), status.signal()) {
        (Some(code), _) => Ended::Exited(code),
        (None, Some(signal)) => Ended::Killed(signal),
        (None, None) => Ended::Exited(-1),
    }
}

/// Becomes the program, and leaves somebody behind who ends the group when standard input closes: a browser
/// does not read it, and would outlive a runner that was killed.
const GUARDED: &str =
    r#"exec 3<&0; (read gone <&3; kill -KILL 0) >/dev/null 2>&1 & exec "$@" </dev/null 3<&-"#;

/// For the rest of standard error after the end of a process.
const REST: Duration = Duration::from_millis(200);
