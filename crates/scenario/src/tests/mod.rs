//! Tests of the whole way from text to model, against the toy vendor of `fixtures/contracts/bell.yaml`.

mod bad;
mod support;
