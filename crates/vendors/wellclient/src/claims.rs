use http::request::Parts;

/// Returns whether a request or handshake is wellClient's: by the tail of its path, because a
/// deployment may put any prefix before it (dossier §2).
#[must_use]
pub fn claims(head: &Parts) -> bool {
    let path = head.uri.path();
    TAILS.iter().any(|tail| path.ends_with(tail)) || PARTS.iter().any(|part| path.contains(part))
}

/// The five login paths, the event stream and the services beside the REST interface (dossier §2).
const TAILS: &[&str] = &[
    "/login",
    "/loginTrusted",
    "/mvc/stomp/websocket",
    "/mvc/stomp/info",
    "/log/conf",
    "/log/wellclient",
    "/client-log/upload",
];

/// The REST interface and the prefix list (dossier §7),
/// and the sessions of SockJS, which old clients open (§16).
const PARTS: &[&str] = &["/api/csta/", "/api/operation/", "/mvc/stomp/"];

#[cfg(test)]
mod tests {
    use http::Request;

    use super::*;

    fn claimed(path: &str) -> bool {
        let (head, ()) = Request::builder()
            .uri(path)
            .body(())
            .expect("the path is one")
            .into_parts();
        claims(&head)
    }

    #[test]
    fn every_login_path_the_rest_interface_and_the_stream_are_claimed_under_any_prefix() {
        let paths = [
            "/login",
            "/loginTrusted",
            "/api/security/login",
            "/api/security/loginTrusted",
            "/agent/login",
            "/sdk/api/csta/agent/state",
            "/api/csta/of/which/nobody/knows",
            "/api/operation/operation/tenants/test.cc/agents/5001@test.cc",
            "/sdk/mvc/stomp/websocket",
            "/mvc/stomp/info",
            "/sdk/mvc/stomp/283/k3jf9x/websocket",
            "/log/conf?token=welljoint",
            "/log/wellclient?token=welljoint",
            "/client-log/upload?filename=a",
        ];

        assert_eq!(paths.map(claimed), [true; 14]);
    }

    #[test]
    fn other_paths_are_nobodys() {
        let paths = ["/", "/login/x", "/tccc/", "/websocket", "/api"];

        assert_eq!(paths.map(claimed), [false; 5]);
    }
}
