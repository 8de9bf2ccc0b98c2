use std::collections::BTreeMap;

use ctimock_dialect::Variant;
use ctimock_mock::Vendor;
use ctimock_scenario::Contracts;
use ctimock_server::Offer;

/// The vendors that this binary serves.
pub(crate) const VENDORS: &[Vendor] = &[Vendor {
    name: "wellclient",
    claims: ctimock_wellclient::claims,
    contract: ctimock_wellclient::contract,
    dialect: ctimock_wellclient::dialect,
    client: ctimock_wellclient::client,
    sdk: ctimock_wellclient::SDK,
    adapter: ctimock_wellclient::ADAPTER,
    demo: ctimock_wellclient::DEMO,
}];

/// Returns the contracts of all vendors.
pub(crate) fn contracts() -> Contracts {
    Contracts::new(VENDORS.iter().map(|vendor| (vendor.contract)()))
}

/// Returns what pages may load of all vendors, each with what is selected of its SDK's side.
pub(crate) fn offer(variants: &BTreeMap<String, Variant>) -> Offer {
    let vendors = VENDORS.iter().map(|vendor| {
        let variant = variants.get(vendor.name).cloned();
        (*vendor, variant.unwrap_or_default())
    });
    Offer::of(vendors.collect())
}

/// Returns a vendor by its word.
pub(crate) fn find(name: &str) -> Option<&'static Vendor> {
    VENDORS.iter().find(|vendor| vendor.name == name)
}

/// Returns the vendors' words, for messages: `` `a`, `b` ``.
pub(crate) fn names() -> String {
    let names: Vec<String> = VENDORS
        .iter()
        .map(|vendor| format!("`{}`", vendor.name))
        .collect();
    names.join(", ")
}
