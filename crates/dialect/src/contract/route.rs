use std::collections::BTreeMap;

use super::Contract;

/// What the `{captures}` of an operation's path stood for, percent-decoded.
pub type PathCaptures = BTreeMap<String, String>;

impl Contract {
    /// Returns the operation that a request means, and its path captures. `method` is `WS` for a
    /// WebSocket handshake. The path may stand under any prefix; the longest tail wins.
    #[must_use]
    pub fn operation_of(&self, method: &str, path: &str) -> Option<(&str, PathCaptures)> {
        let asked: Vec<&str> = path.trim_start_matches('/').split('/').collect();
        let mut best: Option<(&str, PathCaptures, usize)> = None;
        for (name, operation) in &self.operations {
            if operation.method != method {
                continue;
            }
            for tail in &operation.paths {
                let wanted: Vec<&str> = tail.trim_start_matches('/').split('/').collect();
                let Some(captures) = captures(&asked, &wanted) else {
                    continue;
                };
                if best
                    .as_ref()
                    .is_none_or(|(_, _, length)| wanted.len() > *length)
                {
                    best = Some((name, captures, wanted.len()));
                }
            }
        }
        best.map(|(name, captures, _)| (name, captures))
    }
}

fn captures(asked: &[&str], wanted: &[&str]) -> Option<PathCaptures> {
    let tail = &asked[asked.len().checked_sub(wanted.len())?..];
    let mut captures = PathCaptures::new();
    for (found, pattern) in tail.iter().zip(wanted) {
        match pattern
            .strip_prefix('{')
            .and_then(|rest| rest.strip_suffix('}'))
        {
            Some(name) => {
                captures.insert(name.to_owned(), decode(found));
            }
            None if found == pattern => {}
            None => return None,
        }
    }
    Some(captures)
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
}
