//! Clients in other processes: right ones, wrong ones, and what the report says of them.

mod browser;
mod check;
mod real;
mod reuse;
mod stage;
mod wrong;
mod ws;
