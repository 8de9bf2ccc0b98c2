use std::{collections::BTreeMap, sync::Arc};

use super::{Contract, Operation};

/// What the `{captures}` of an operation's path stood for, percent-decoded.
pub type PathCaptures = BTreeMap<String, String>;

/// The tails of all operations' paths, by their last segment: built once for each contract, so that a
/// request finds its operation without trying them all.
#[derive(Clone, Debug, Default)]
pub(super) struct Routes {
    /// Tails that end in this literal segment.
    literal: BTreeMap<String, Vec<Route>>,
    /// Tails that end in a capture.
    captured: Vec<Route>,
}

#[derive(Clone, Debug)]
struct Route {
    operation: Arc<str>,
    method: String,
    tail: Vec<Segment>,
}

#[derive(Clone, Debug)]
enum Segment {
    Literal(String),
    Capture(String),
}

impl Contract {
    /// Returns the operation that a request means, and its path captures. `method` is `WS` for a
    /// WebSocket handshake. The path may stand under any prefix; the longest tail wins, of equally
    /// long ones the one with fewer captures.
    #[must_use]
    pub fn operation_of(&self, method: &str, path: &str) -> Option<(&str, PathCaptures)> {
        let asked = segments(path);
        let route = self.routes.find(method, &asked)?;
        Some((&route.operation, route.captures(&asked)))
    }

    /// Returns the name of the operation that a request means, as
    /// [`operation_of`](Self::operation_of) does, without copying anything.
    #[must_use]
    pub fn operation_name(&self, method: &str, path: &str) -> Option<&Arc<str>> {
        let route = self.routes.find(method, &segments(path))?;
        Some(&route.operation)
    }
}

impl Routes {
    pub(super) fn new(operations: &BTreeMap<String, Operation>) -> Self {
        let mut routes = Self::default();
        for (name, operation) in operations {
            let name: Arc<str> = Arc::from(name.as_str());
            for path in &operation.paths {
                let route = Route::new(Arc::clone(&name), &operation.method, path);
                match route.tail.last() {
                    Some(Segment::Literal(last)) => {
                        routes.literal.entry(last.clone()).or_default().push(route);
                    }
                    Some(Segment::Capture(_)) | None => routes.captured.push(route),
                }
            }
        }
        routes
    }

    fn find(&self, method: &str, asked: &[&str]) -> Option<&Route> {
        let literal = asked.last().and_then(|last| self.literal.get(*last));
        let mut best: Option<&Route> = None;
        for route in literal.into_iter().flatten().chain(&self.captured) {
            let better = best.is_none_or(|best| route.rank() > best.rank());
            if better && route.method == method && route.fits(asked) {
                best = Some(route);
            }
        }
        best
    }
}

impl Route {
    fn new(operation: Arc<str>, method: &str, path: &str) -> Self {
        let tail = segments(path)
            .into_iter()
            .map(|segment| {
                let name = segment
                    .strip_prefix('{')
                    .and_then(|rest| rest.strip_suffix('}'));
                match name {
                    Some(name) => Segment::Capture(name.to_owned()),
                    None => Segment::Literal(segment.to_owned()),
                }
            })
            .collect();
        Self {
            operation,
            method: method.to_owned(),
            tail,
        }
    }

    fn rank(&self) -> (usize, usize) {
        let literals = self
            .tail
            .iter()
            .filter(|segment| matches!(segment, Segment::Literal(_)))
            .count();
        (self.tail.len(), literals)
    }

    fn fits(&self, asked: &[&str]) -> bool {
        let Some(prefix) = asked.len().checked_sub(self.tail.len()) else {
            return false;
        };
        asked[prefix..]
            .iter()
            .zip(&self.tail)
            .all(|(found, wanted)| match wanted {
                Segment::Literal(word) => found == word,
                Segment::Capture(_) => true,
            })
    }

    fn captures(&self, asked: &[&str]) -> PathCaptures {
        let prefix = asked.len() - self.tail.len();
        asked[prefix..]
            .iter()
            .zip(&self.tail)
            .filter_map(|(found, wanted)| match wanted {
                Segment::Literal(_) => None,
                Segment::Capture(name) => Some((name.clone(), decode(found))),
            })
            .collect()
    }
}

fn segments(path: &str) -> Vec<&str> {
    path.trim_start_matches('/').split('/').collect()
}

fn decode(segment: &str) -> String {
    let bytes = segment.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = (bytes[at] == b'%')
            .then(|| segment.get(at + 1..at + 3))
            .flatten()
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        decoded.push(hex.unwrap_or(bytes[at]));
        at += if hex.is_some() { 3 } else { 1 };
    }
    String::from_utf8_lossy(&decoded).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contract() -> Contract {
        Contract::from_yaml(
            "
vendor: bell
title: Bell
main_family: raw
identity: { client: [], customer: [] }
deeds: []
methods: {}
operations:
  state: { source: s, method: POST, paths: [/state] }
  answer: { source: s, method: POST, paths: ['/calls/{callId}/connections/{connection}/answer'] }
  any: { source: s, method: GET, paths: ['/calls/{callId}'] }
  list: { source: s, method: GET, paths: [/calls/list] }
  long: { source: s, method: GET, paths: ['/agents/calls/{callId}'] }
events: {}
",
        )
        .expect("the contract has its shape")
    }

    #[test]
    fn a_path_under_a_prefix_means_its_operation_with_decoded_captures() {
        let contract = contract();

        let found =
            contract.operation_of("POST", "/sdk/calls/K1/connections/8001@test.cc%7CK1/answer");

        let captures = [("callId", "K1"), ("connection", "8001@test.cc|K1")]
            .map(|(name, value)| (name.to_owned(), value.to_owned()));
        assert_eq!(found, Some(("answer", PathCaptures::from(captures))));
    }

    #[test]
    fn another_verb_or_tail_means_nothing() {
        let contract = contract();

        assert_eq!(contract.operation_of("GET", "/state"), None);
        assert_eq!(contract.operation_of("POST", "/states"), None);
    }

    #[test]
    fn the_longest_tail_wins_and_then_the_one_with_fewer_captures() {
        let contract = contract();

        let names = ["/calls/7", "/calls/list", "/agents/calls/list"]
            .map(|path| contract.operation_name("GET", path).map(AsRef::as_ref));

        assert_eq!(names, [Some("any"), Some("list"), Some("long")]);
    }
}
