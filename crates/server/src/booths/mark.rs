use http::{Uri, request::Parts, uri::PathAndQuery};

/// Takes the number off a handshake with which a client marked it that counts what it is sent. The mock
/// sees what the client's app asked for.
pub(crate) fn take_mark(head: &mut Parts) -> Option<u64> {
    let query = head.uri.query()?;
    let mut pairs: Vec<&str> = query.split('&').collect();
    let place = pairs.iter().position(|pair| pair.starts_with(MARK))?;
    let number = pairs[place][MARK.len()..].parse().ok()?;
    pairs.remove(place);
    let mut path = head.uri.path().to_owned();
    if !pairs.is_empty() {
        path.push('?');
        path.push_str(&pairs.join("&"));
    }
    let mut parts = std::mem::take(&mut head.uri).into_parts();
    parts.path_and_query =
        Some(PathAndQuery::try_from(path).expect("a part of a query can be in one"));
    head.uri = Uri::from_parts(parts).expect("only the query is another");
    Some(number)
}

const MARK: &str = "ctimock-socket=";

#[cfg(test)]
mod tests {
    use http::Request;

    use super::*;

    fn taken(uri: &str) -> (Option<u64>, String) {
        let (mut head, ()) = Request::builder()
            .uri(uri)
            .body(())
            .expect("the URI is one")
            .into_parts();
        let mark = take_mark(&mut head);
        (mark, head.uri.to_string())
    }

    #[test]
    fn the_mark_is_taken_off_and_what_stands_round_it_is_left() {
        let uris = [
            "/events?ctimock-socket=1",
            "/events?token=T1&ctimock-socket=12",
            "/events?ctimock-socket=2&token=T1",
            "http://127.0.0.1:9000/events?a&ctimock-socket=3&b=",
        ];

        let wanted = [
            (Some(1), "/events"),
            (Some(12), "/events?token=T1"),
            (Some(2), "/events?token=T1"),
            (Some(3), "http://127.0.0.1:9000/events?a&b="),
        ];
        assert_eq!(
            uris.map(taken),
            wanted.map(|(mark, uri)| (mark, uri.to_owned()))
        );
    }

    #[test]
    fn a_handshake_without_a_mark_is_left_as_it_is() {
        let uris = ["/events", "/events?token=T1", "/events?ctimock-socket=x"];

        assert_eq!(uris.map(taken), uris.map(|uri| (None, uri.to_owned())));
    }
}
