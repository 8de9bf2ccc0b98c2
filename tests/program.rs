use std::{
    env, fs,
    path::{Path, PathBuf},
    process::{Command, Output},
    sync::atomic::{AtomicUsize, Ordering},
};

/// A scenario that passes.
pub(crate) const PASSES: &str = r#"
scenario: An agent logs in
vendor: wellclient
tags: [smoke]
given:
  clients:
    anna: { jobNumber: "5001", password: "123456", domain: test.cc, ext: "8001" }
steps:
  - call: agentLogin
  - expect: [agentLoggedOn: {}, agentNotReady: {}]
"#;

/// The program under test, as a user would start it in a fresh folder.
pub(crate) struct Program {
    folder: PathBuf,
}

/// What it said when it ended.
#[derive(Debug)]
pub(crate) struct Said {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Program {
    /// Returns the program in a fresh folder of its own.
    pub(crate) fn new(test: &str) -> Self {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let name = format!("{test}-{}-{number}", std::process::id());
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        fs::create_dir_all(&folder).expect("the folder can be made");
        Self { folder }
    }

    /// Writes a file into its folder.
    pub(crate) fn file(&self, name: &str, text: &str) {
        self.bytes(name, text.as_bytes());
    }

    /// Writes a file that may be no text into its folder.
    pub(crate) fn bytes(&self, name: &str, bytes: &[u8]) {
        let path = self.folder.join(name);
        fs::create_dir_all(path.parent().expect("files stand in folders")).expect("a folder");
        fs::write(path, bytes).expect("the file can be written");
    }

    /// Reads a file of its folder.
    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.folder.join(name)).expect("the file can be read")
    }

    /// Returns where a file of its folder is.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// Runs it to its end.
    pub(crate) fn run(&self, args: &[&str]) -> Said {
        Said::of(self.command(args).output().expect("the program starts"))
    }

    /// Returns the command, to be started by the test itself.
    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_ctimock"));
        command
            .args(args)
            .current_dir(&self.folder)
            .env_remove("CTIMOCK_TOKEN");
        command
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // What a failing test left is worth looking at.
        if !std::thread::panicking() {
            let _ = fs::remove_dir_all(&self.folder);
        }
    }
}

impl Said {
    fn of(output: Output) -> Self {
        Self {
            code: output.status.code(),
            out: String::from_utf8(output.stdout).expect("standard output is text"),
            err: String::from_utf8(output.stderr).expect("standard error is text"),
        }
    }

    /// Returns the last line of standard output.
    pub(crate) fn last_line(&self) -> &str {
        self.out.lines().last().unwrap_or_default()
    }
}

/// Returns a path of the repository.
pub(crate) fn repository(path: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join(path)
        .display()
        .to_string()
}
