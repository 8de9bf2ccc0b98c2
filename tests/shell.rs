//! `ctimock serve` as a process, over real loopback sockets.

mod bad_input;
mod clock;
mod control;
mod http;
mod phone;
mod plays;
mod server;
mod start;
mod stop;
mod story;
