//! Tests of the whole way from text to model, against the toy vendor of `fixtures/contracts/bell.yaml`.

mod acts;
mod bad;
mod control;
mod generated;
mod good;
mod hostile;
mod patterns;
mod people;
mod rows;
mod support;
