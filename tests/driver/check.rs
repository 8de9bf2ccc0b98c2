//! `ctimock client check` with wrappers that are wrong.

use super::stage::wrong;
use crate::program::Program;

#[test]
fn a_wrapper_that_prints_garbage_is_told_which_line_it_was() {
    let said = check(r#"exec:python3 -c "print('ready')""#);

    assert_eq!(
        said,
        (
            Some(1),
            r#"wrong  initialize   it wrote what is none of the driver protocol: wanted a JSON-RPC message, one JSON object a line, and there was no JSON (expected value at line 1 column 1): ready
                    expected: {"name": "…", "version": "…", "methods": ["…"], "clock": "virtual", "none" or "real", "multipleClients": true or false}
1 message is wrong
"#
            .to_owned()
        )
    );
}

#[test]
fn a_wrapper_without_next_in_settle_is_told_what_is_missing() {
    let (code, out) = check(&answering(
        r#"{'initialize': {'name': 'x', 'version': '1', 'clock': 'none'}}"#,
    ));

    assert_eq!(code, Some(1));
    assert!(
        out.contains(
            "wrong  settle       it answered `settle` with what is none of the driver protocol: the \
             result of `settle`: missing field `next`\n                    expected: {\"next\": \
             milliseconds of scenario time, or null}\n"
        ),
        "{out}"
    );
}

#[test]
fn a_wrapper_that_does_not_end_is_told_so() {
    let (code, out) = check(&wrong("ignores-eof"));

    assert_eq!(code, Some(1));
    assert!(
        out.contains("wrong  shutdown     it did not end after `shutdown` within 5 s"),
        "{out}"
    );
}

#[test]
fn a_wrapper_that_takes_any_method_is_told_what_code_is_wanted() {
    let (code, out) = check(&answering(
        r#"{'initialize': {'name': 'x', 'version': '1', 'clock': 'none'}, 'settle': {'next': None}}"#,
    ));

    assert_eq!(code, Some(1));
    assert!(
        out.contains("which is nowhere, succeeded, and code 2 is wanted"),
        "{out}"
    );
}

#[test]
fn a_program_that_cannot_be_started_is_the_environments_fault() {
    let said = Program::new("check-missing").run(&["client", "check", "exec:./no-such-client"]);

    assert_eq!((said.code, said.out.as_str()), (Some(3), ""));
}

fn check(client: &str) -> (Option<i32>, String) {
    let said = Program::new("client-check").run(&["client", "check", client]);
    (said.code, said.out)
}

/// Returns a wrapper that answers every request with a result from a table, or `{}`.
fn answering(results: &str) -> String {
    let code = format!(
        "import json, sys\nfor line in sys.stdin:\n    ask = json.loads(line)\n    result = \
         {results}.get(ask['method'], {{}})\n    print(json.dumps({{'jsonrpc': '2.0', 'id': ask['id'], \
         'result': result}}), flush=True)\n    if ask['method'] == 'shutdown': break"
    );
    format!(r#"exec:python3 -c "{code}""#)
}
