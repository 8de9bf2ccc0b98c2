//! The last step of adding a vendor: name its parts, for the binary to wire.

use std::sync::LazyLock;

use ctimock_dialect::{Contract, Dialect, Variant};
use ctimock_mock::Vendor;
use ctimock_protocol::LocalClient;

use super::{client::BellClient, dialect::BellDialect};

static CONTRACT: LazyLock<Contract> = LazyLock::new(|| {
    Contract::from_yaml(include_str!("contract.yaml")).expect("the Bell's contract has its shape")
});

/// The world of `serve` without a file.
pub const DEMO: &str = include_str!("demo.yaml");

/// A scenario: the example of the language, and the first one that a run can play.
pub const ANSWERED: &str = include_str!("answered.yaml");

/// Returns the Bell as a vendor.
#[must_use]
pub fn vendor() -> Vendor {
    Vendor {
        name: "bell",
        claims,
        contract,
        dialect,
        client,
        sdk: &[],
        adapter: "",
        demo: DEMO,
    }
}

/// Returns whether a request is the Bell's: `bell` stands somewhere in its path.
#[must_use]
pub fn claims(head: &http::request::Parts) -> bool {
    head.uri.path().split('/').any(|word| word == "bell")
}

/// Returns the Bell's documented words.
#[must_use]
pub fn contract() -> &'static Contract {
    &CONTRACT
}

/// Returns a fresh server of the Bell.
#[must_use]
pub fn dialect(variant: &Variant) -> Box<dyn Dialect> {
    Box::new(BellDialect::new(&variant.quirks))
}

/// Returns a fresh reference client of the Bell.
#[must_use]
pub fn client() -> Box<dyn LocalClient> {
    Box::new(BellClient::default())
}
