use std::any::Any;

use bytes::Bytes;
use http::{Response, StatusCode};
use serde_json::json;

use crate::answer;

/// A mock in which an invariant broke. Nothing that it says can be relied on any more, so it says nothing
/// but this.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Broken {
    pub(crate) vendor: &'static str,
    /// Which invariant broke.
    pub(crate) reason: String,
}

impl Broken {
    /// Returns what a panic said.
    pub(crate) fn of(vendor: &'static str, panic: &(dyn Any + Send)) -> Self {
        let text = panic
            .downcast_ref::<String>()
            .map(String::as_str)
            .or_else(|| panic.downcast_ref::<&str>().copied());
        Self {
            vendor,
            reason: text.unwrap_or("it does not say why").to_owned(),
        }
    }

    /// Returns what stands for a mock that was taken away.
    pub(crate) fn ended(vendor: &'static str) -> Self {
        Self {
            vendor,
            reason: "its case is over".to_owned(),
        }
    }

    /// Returns what every request to it is answered with.
    pub(crate) fn answer(&self) -> Response<Bytes> {
        let error = format!(
            "the mock of `{}` broke down, which is a bug of ctimock: {}",
            self.vendor, self.reason
        );
        let help = "POST /_ctimock/reset starts it anew";
        answer::json(
            StatusCode::INTERNAL_SERVER_ERROR,
            &json!({ "error": error, "help": help }),
        )
    }
}
