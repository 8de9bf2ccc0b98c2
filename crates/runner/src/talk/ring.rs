use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use ctimock_protocol::clip;
use tokio::io::{AsyncBufReadExt, AsyncRead, BufReader};

/// So many lines are kept.
const KEPT: usize = 20;

/// So many bytes are read of a line before it counts as one.
const LINE: u64 = 64 * 1024;

/// The last lines of a client's standard error.
#[derive(Clone, Debug, Default)]
pub(crate) struct Ring(Arc<Mutex<VecDeque<String>>>);

impl Ring {
    /// Keeps what comes, until nothing comes any more.
    pub(crate) async fn keep(self, from: impl AsyncRead + Unpin) {
        self.keep_sifted(from, |line| Some(line.to_owned())).await;
    }

    /// Keeps what `sift` leaves of what comes, until nothing comes any more.
    pub(crate) async fn keep_sifted(
        self,
        from: impl AsyncRead + Unpin,
        sift: impl Fn(&str) -> Option<String>,
    ) {
        use tokio::io::AsyncReadExt;

        let mut from = BufReader::new(from);
        let mut line = Vec::new();
        loop {
            line.clear();
            match (&mut from).take(LINE).read_until(b'\n', &mut line).await {
                Ok(0) | Err(_) => return,
                Ok(_) => {
                    if let Some(kept) = sift(&String::from_utf8_lossy(&line)) {
                        self.note(&kept);
                    }
                }
            }
        }
    }

    /// Forgets everything.
    pub(crate) fn clear(&self) {
        self.lines().clear();
    }

    /// Returns the lines, oldest first.
    pub(crate) fn last(&self) -> Vec<String> {
        self.lines().iter().cloned().collect()
    }

    /// Keeps a line.
    pub(crate) fn note(&self, line: &str) {
        let text = line.trim_end();
        if text.is_empty() {
            return;
        }
        let mut lines = self.lines();
        if lines.len() == KEPT {
            lines.pop_front();
        }
        lines.push_back(clip(text));
    }

    fn lines(&self) -> MutexGuard<'_, VecDeque<String>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_last_lines_are_kept_and_blank_ones_are_not() {
        let ring = Ring::default();
        let text: String = (0..30).map(|line| format!("line {line}\n\n")).collect();

        ring.clone().keep(text.as_bytes()).await;

        let kept: Vec<String> = (10..30).map(|line| format!("line {line}")).collect();
        assert_eq!(ring.last(), kept);
    }

    #[tokio::test]
    async fn a_line_without_an_end_is_kept_as_far_as_it_came() {
        let ring = Ring::default();

        ring.clone().keep(&b"half a li"[..]).await;

        assert_eq!(ring.last(), ["half a li"]);
    }
}
