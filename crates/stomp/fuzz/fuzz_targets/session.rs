#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../session.rs"]
mod session;

fuzz_target!(|data: &[u8]| session::run(data));
