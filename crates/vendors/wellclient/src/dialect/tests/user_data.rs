use serde_json::json;

use super::{
    bench::{Bench, CALLS},
    people::answering_carl,
};

#[test]
fn data_of_a_call_are_kept_and_given_back() {
    let mut bench = Bench::new(answering_carl());
    let anna = bench.log_on("5001", "8001", "Ready");
    let call = bench.incoming("carl", "8001", &[("vip", "yes")]);
    let path = format!("{CALLS}/{call}/user-data");
    let body = json!({"entries": [{"key": "agentId", "value": "8001"},
                                  {"key": "customerId", "value": 19_099_092}]});

    let set = bench.ask("POST", &path, &anna.session, body.to_string());
    let got = bench.ask("GET", &format!("{path}/"), &anna.session, "");

    assert_eq!(set, (204, json!(null)));
    assert_eq!(
        got,
        (
            200,
            json!({"agentId": "8001", "customerId": "19099092", "vip": "yes"})
        )
    );
}

#[test]
fn data_of_an_unknown_call_get_404() {
    let mut bench = Bench::new(answering_carl());
    let anna = bench.log_on("5001", "8001", "Ready");

    let (status, _) = bench.ask("GET", &format!("{CALLS}/K1/user-data/"), &anna.session, "");

    assert_eq!(status, 404);
}
