/// Returns the answer that the protocol has for a message.
pub(super) fn expected(method: &str) -> &'static str {
    match method {
        "initialize" => {
            r#"{"name": "…", "version": "…", "methods": ["…"], "clock": "virtual", "none" or "real", "multipleClients": true or false}"#
        }
        "invoke" => {
            r#"the method's own result, or an error with code 1 (refused, with the vendor's error as `data`) or 2 (no such method)"#
        }
        "settle" => r#"{"next": milliseconds of scenario time, or null}"#,
        "event" => r#"{"client": "…", "name": "…", "data": …}"#,
        "shutdown" => "{}, and then the process ends with status 0",
        _ => "{}",
    }
}
