//! The tests that need the whole: the layers, the program as a user runs it, and every scenario.

mod browser;
mod cli;
mod coverage;
mod driver;
mod layers;
mod problems;
mod program;
mod reports;
mod samples;
mod scenarios;
mod sdk;
mod shell;
mod workspace;
