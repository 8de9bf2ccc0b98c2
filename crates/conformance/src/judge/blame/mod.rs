//! Whose fault a difference is: what the mock sent and was asked against what the client made of it.

mod causes;
mod missing;
mod requests;
mod unexpected;

pub(super) use missing::of_missing;
pub(super) use requests::{by_form, by_requests, by_trail};
pub(super) use unexpected::{Wanted, of_unexpected};
