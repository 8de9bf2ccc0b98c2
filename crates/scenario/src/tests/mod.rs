//! Tests of the whole way from text to model, against the toy vendor of `fixtures/contracts/bell.yaml`.

mod acts;
mod bad;
mod control;
mod good;
mod hostile;
mod rows;
mod support;
