use std::{
    io::{BufRead, BufReader, Read},
    process::{Child, ChildStdout, Command, Stdio},
    rc::Rc,
};

use serde_json::{Value, json};

use super::{
    http::{Answer, Request},
    phone::Phone,
};
use crate::program::Program;

/// A server in a process of its own, on a free port.
pub(crate) struct Server {
    child: Child,
    out: BufReader<ChildStdout>,
    /// Where it listens: `127.0.0.1:40123`.
    pub(crate) address: String,
    /// Its folder, which stays as long as anybody looks at it.
    pub(crate) program: Rc<Program>,
}

/// What a server said when it ended.
#[derive(Debug)]
pub(crate) struct Ended {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Server {
    /// Starts a server with the demo world, and waits until it is ready.
    pub(crate) fn new(test: &str) -> Self {
        Self::with(Program::new(test), &[])
    }

    /// Starts a server in a folder, with more arguments.
    pub(crate) fn with(program: Program, args: &[&str]) -> Self {
        let mut all = vec!["serve", "--listen", "127.0.0.1:0"];
        all.extend(args);
        let mut child = program
            .command(&all)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let mut out = BufReader::new(child.stdout.take().expect("it is piped"));
        let mut line = String::new();
        out.read_line(&mut line).expect("standard output is text");
        let address = match line.trim_end().strip_prefix("ready http://") {
            Some(address) => address.to_owned(),
            None => {
                let mut err = String::new();
                let stderr = child.stderr.as_mut().expect("it is piped");
                stderr
                    .read_to_string(&mut err)
                    .expect("standard error is text");
                panic!("`ready URL` was wanted, and there was `{line}`\n{err}");
            }
        };
        Self {
            child,
            out,
            address,
            program: Rc::new(program),
        }
    }

    /// Sends it a signal, `TERM` or `INT`, and waits for its end.
    pub(crate) fn end(mut self, signal: &str) -> Ended {
        self.signal(signal);
        let mut out = String::new();
        let mut err = String::new();
        self.out
            .read_to_string(&mut out)
            .expect("standard output is text");
        let stderr = self.child.stderr.as_mut().expect("it is piped");
        stderr
            .read_to_string(&mut err)
            .expect("standard error is text");
        let code = self.child.wait().expect("it ends").code();
        Ended { code, out, err }
    }

    /// Sends it a signal.
    pub(crate) fn signal(&self, signal: &str) {
        let pid = self.child.id().to_string();
        let sent = Command::new("kill").args(["-s", signal, &pid]).status();
        assert!(sent.expect("there is `kill`").success());
    }

    /// Asks it something on a connection of its own.
    pub(crate) fn ask(&self, request: Request) -> Answer {
        request.send(&self.address)
    }

    /// Asks the control API, and returns status and body.
    pub(crate) fn control(&self, method: &str, path: &str, body: Value) -> (u16, Value) {
        let path = format!("/_ctimock/{path}");
        let answer = self.ask(Request::new(method, &path).json(&body));
        (answer.status, answer.json())
    }

    /// Carries out steps that must be possible.
    pub(crate) fn steps(&self, steps: Value) -> Value {
        let (status, body) = self.control("POST", "steps", steps);
        assert_eq!(status, 200, "{body}");
        body
    }

    /// Opens a session of the vendor for an agent of the demo world (dossier §4.1).
    pub(crate) fn session(&self, job: &str) -> String {
        let form = format!("username={job}&password=123456&namespace=test.cc");
        let answer = self.ask(Request::new("POST", "/login").form(&form));
        assert_eq!(answer.status, 200, "{}", answer.body);
        let session = answer.json()["sessionId"].clone();
        session.as_str().expect("a session").to_owned()
    }

    /// Logs an agent of the demo world on at its extension, ready, and listening to its events
    /// (dossier §4.1).
    pub(crate) fn log_on(&self, job: &str, ext: &str) -> (String, Phone) {
        self.log_on_with(Phone::connect(&self.address), job, ext)
    }

    /// Logs an agent on, as [`log_on`](Self::log_on) does, with a connection of the test's own.
    pub(crate) fn log_on_with(&self, mut phone: Phone, job: &str, ext: &str) -> (String, Phone) {
        let session = self.session(job);
        phone.subscribe(&format!("/topic/event.agent.*.{job}@test_cc"));
        let answer = self.ask(log_on(job, ext, &session));
        assert_eq!((answer.status, answer.body.as_str()), (204, ""));
        assert_eq!(phone.event()["eventName"], "agentLoggedOn");
        assert_eq!(phone.event()["eventName"], "agentReady");
        (session, phone)
    }
}

/// Returns the request by which an agent logs on.
pub(crate) fn log_on(job: &str, ext: &str, session: &str) -> Request {
    let body = json!({
        "loginId": format!("{job}@test.cc"),
        "device": format!("{ext}@test.cc"),
        "password": "123456",
        "agentMode": "Ready",
        "func": "Login",
        "sessionId": session,
    });
    Request::new("POST", "/api/csta/agent/state")
        .header("sessionId", session)
        .json(&body)
}

impl Drop for Server {
    fn drop(&mut self) {
        // A test that fails leaves nothing running.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
