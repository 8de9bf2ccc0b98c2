use std::{collections::BTreeSet, future};

use ctimock_protocol::{Ask, RpcError, Sent, Settle, Settled};
use ctimock_server::Booth;
use serde_json::Value;

use super::DriverError;

/// A `settle` that is on its way to a client. One that counts waits for what it was told of; when the mock
/// has got a request since then that it does not answer, it is asked again, and answers both.
#[derive(Debug)]
pub(crate) struct Settling {
    client: String,
    counts: bool,
    open: BTreeSet<u64>,
    unanswered: u64,
    newest: u64,
    result: Option<Result<Option<Value>, RpcError>>,
}

impl Settling {
    pub(crate) fn new(client: &str, counts: bool) -> Self {
        Self {
            client: client.to_owned(),
            counts,
            open: BTreeSet::new(),
            unanswered: 0,
            newest: 0,
            result: None,
        }
    }

    /// Returns the request, for what was sent by now.
    pub(crate) fn ask(&mut self, sent: Sent) -> Ask {
        self.unanswered = sent.unanswered;
        Ask::Settle(Settle {
            client: self.client.clone(),
            sent: self.counts.then_some(sent),
        })
    }

    /// Notes under which number it went.
    pub(crate) fn asked(&mut self, id: u64) {
        self.open.insert(id);
        self.newest = id;
    }

    /// Waits until the mock has more requests that it does not answer than the client knows of.
    pub(crate) async fn is_outdated(&self, booth: &Booth) {
        if self.counts {
            booth.parks(&self.client, self.unanswered).await;
        } else {
            future::pending::<()>().await;
        }
    }

    /// Returns whether an answer is one to this.
    pub(crate) fn is_for(&self, id: u64) -> bool {
        self.open.contains(&id)
    }

    /// Takes an answer.
    pub(crate) fn take(&mut self, id: u64, result: Result<Option<Value>, RpcError>) {
        self.open.remove(&id);
        if id == self.newest || result.is_err() {
            self.result = Some(result);
        }
    }

    /// Returns whether all is answered.
    pub(crate) fn is_over(&self) -> bool {
        self.open.is_empty() && self.result.is_some()
    }

    /// Returns what the client said.
    pub(crate) fn finish(self) -> Result<Settled, DriverError> {
        let method = "settle";
        match self.result {
            Some(Ok(result)) => {
                Settled::read(result).map_err(|problem| DriverError::Result { method, problem })
            }
            Some(Err(error)) => Err(DriverError::Failed { method, error }),
            None => unreachable!("it is over when it is answered"),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn sent(unanswered: u64) -> Sent {
        Sent {
            unanswered,
            sockets: Vec::new(),
        }
    }

    #[test]
    fn who_does_not_count_is_told_nothing() {
        let mut settling = Settling::new("anna", false);

        let ask = settling.ask(sent(3));

        let wanted = Settle {
            client: "anna".to_owned(),
            sent: None,
        };
        assert_eq!(ask, Ask::Settle(wanted));
    }

    #[test]
    fn whoever_was_asked_twice_answers_twice_and_the_last_answer_counts() {
        let mut settling = Settling::new("anna", true);
        for (id, unanswered) in [(7, 0), (8, 1)] {
            settling.ask(sent(unanswered));
            settling.asked(id);
        }

        settling.take(8, Ok(Some(json!({ "next": 2 }))));
        let half = settling.is_over();
        settling.take(7, Ok(Some(json!({ "next": 1 }))));

        assert_eq!((half, settling.is_over()), (false, true));
        let next = settling.finish().map(|settled| settled.next);
        assert_eq!(next.expect("it has its shape"), Some(2.0));
    }

    #[test]
    fn an_answer_to_something_else_is_not_its_own() {
        let mut settling = Settling::new("anna", true);
        settling.asked(7);

        assert_eq!([6, 7].map(|id| settling.is_for(id)), [false, true]);
    }
}
