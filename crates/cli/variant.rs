use std::{collections::BTreeMap, str::FromStr};

use anyhow::{Context, anyhow};
use ctimock_dialect::Variant;
use ctimock_mock::Vendor;

use crate::{args, vendors};

/// `V.NAME=VALUE` of the command line.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct VendorQuirk {
    vendor: String,
    name: String,
    value: String,
}

/// `V.NAME` of the command line: `wellclient.F11`, `wellclient.F25.no_cors`.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct VendorProblem {
    vendor: String,
    name: String,
}

impl FromStr for VendorQuirk {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let parts = text.split_once('=').and_then(|(quirk, value)| {
            let (vendor, name) = quirk.split_once('.')?;
            Some((vendor, name, value))
        });
        let (vendor, name, value) =
            parts.ok_or("write vendor, quirk and value, such as `wellclient.recording=off`")?;
        Ok(Self {
            vendor: vendor.to_owned(),
            name: name.to_owned(),
            value: value.to_owned(),
        })
    }
}

impl FromStr for VendorProblem {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let parts = text.split_once('.');
        let (vendor, name) = parts.ok_or("write vendor and problem, such as `wellclient.F11`")?;
        Ok(Self {
            vendor: vendor.to_owned(),
            name: name.to_owned(),
        })
    }
}

/// Returns what the command line selects, for every vendor.
///
/// # Errors
/// An unknown vendor, quirk, value or problem.
pub(crate) fn by_vendor(chosen: &args::Variants) -> anyhow::Result<BTreeMap<String, Variant>> {
    let mut selected: BTreeMap<String, Variant> = BTreeMap::new();
    for VendorQuirk {
        vendor,
        name,
        value,
    } in &chosen.quirks
    {
        let contract = (find(vendor)?.contract)();
        let variant = selected.entry(vendor.clone()).or_default();
        let taken = variant.quirks.select(contract, name, value);
        taken.with_context(|| format!("`--quirk {vendor}.{name}={value}`"))?;
    }
    for VendorProblem { vendor, name } in &chosen.problems {
        let contract = (find(vendor)?.contract)();
        let variant = selected.entry(vendor.clone()).or_default();
        let taken = variant.problems.select(contract, name);
        taken.with_context(|| format!("`--problem {vendor}.{name}`"))?;
    }
    Ok(selected)
}

fn find(vendor: &str) -> anyhow::Result<&'static Vendor> {
    let known = vendors::find(vendor);
    known.ok_or_else(|| anyhow!("unknown vendor `{vendor}`; there is {}", vendors::names()))
}
