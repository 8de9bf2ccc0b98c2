use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

/// What is worth keeping of what a browser writes to standard error: what its page says, and why it breaks
/// down; not that the machine has no D-Bus.
#[derive(Clone, Debug, Default)]
pub(crate) struct Chatter {
    connected: Arc<AtomicBool>,
}

impl Chatter {
    /// The page's driver says from now on what its console says.
    pub(crate) fn has_connected(&self) {
        self.connected.store(true, Ordering::Relaxed);
    }

    /// Returns what to keep of a line.
    pub(crate) fn sift(&self, line: &str) -> Option<String> {
        let Some((origin, text)) = origin_of(line) else {
            return Some(line.to_owned());
        };
        if origin.contains(":CONSOLE") {
            let said = !self.connected.load(Ordering::Relaxed);
            return said.then(|| format!("console: {text}"));
        }
        let grave = [":ERROR:", ":FATAL:"]
            .iter()
            .any(|level| origin.contains(level));
        let usual = USUAL.iter().any(|place| origin.contains(place));
        (grave && !usual).then(|| line.to_owned())
    }
}

/// Parts `[process:thread:date/time:LEVEL:place:line] text`.
fn origin_of(line: &str) -> Option<(&str, &str)> {
    let (origin, text) = line.strip_prefix('[')?.split_once("] ")?;
    origin
        .starts_with(|first: char| first.is_ascii_digit())
        .then_some((origin, text))
}

/// Where errors come from that every browser without a desktop has.
const USUAL: &[&str] = &[
    ":dbus/",
    ":ui/gl/",
    ":gpu/",
    ":components/viz/",
    ":content/browser/gpu/",
    ":google_apis/gcm/",
    ":media/",
    ":services/on_device_model/",
];

#[cfg(test)]
mod tests {
    use super::*;

    const BUS: &str =
        "[9739:9767:1122/235326.210679:ERROR:dbus/bus.cc:405] Failed to connect to the bus";
    const IDLE: &str =
        "[9739:9739:1122/235326.5:WARNING:ui/base/idle/idle_linux.cc:111] None known";
    const FATAL: &str = "[1:1:1122/235326.5:FATAL:content/browser/x.cc:1] Check failed";
    const CONSOLE: &str = r#"[9739:9739:1122/235326.6:INFO:CONSOLE:1] "Uncaught Error: x", source: http://h/a.js (1)"#;
    const PLAIN: &str = "Received signal 11 SEGV_MAPERR";

    #[test]
    fn what_the_page_says_and_why_a_browser_breaks_down_is_kept() {
        let chatter = Chatter::default();

        let kept = [BUS, IDLE, FATAL, CONSOLE, PLAIN].map(|line| chatter.sift(line));

        let console = r#"console: "Uncaught Error: x", source: http://h/a.js (1)"#;
        let wanted = [None, None, Some(FATAL), Some(console), Some(PLAIN)];
        assert_eq!(kept, wanted.map(|line| line.map(str::to_owned)));
    }

    #[test]
    fn what_the_driver_says_itself_is_not_kept_twice() {
        let chatter = Chatter::default();

        chatter.has_connected();

        assert_eq!(chatter.sift(CONSOLE), None);
    }
}
