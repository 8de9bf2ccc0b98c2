use std::{collections::BTreeMap, str::FromStr};

use anyhow::{Context, anyhow};
use ctimock_dialect::Quirks;

use crate::vendors;

/// `V.NAME=VALUE` of the command line.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct VendorQuirk {
    vendor: String,
    name: String,
    value: String,
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

/// Returns what the command line selects, for every vendor.
///
/// # Errors
/// An unknown vendor, quirk or value.
pub(crate) fn by_vendor(quirks: &[VendorQuirk]) -> anyhow::Result<BTreeMap<String, Quirks>> {
    let mut selected: BTreeMap<String, Quirks> = BTreeMap::new();
    for quirk in quirks {
        let vendor = vendors::find(&quirk.vendor).ok_or_else(|| {
            anyhow!(
                "unknown vendor `{}`; there is {}",
                quirk.vendor,
                vendors::names()
            )
        })?;
        selected
            .entry(quirk.vendor.clone())
            .or_default()
            .select((vendor.contract)(), &quirk.name, &quirk.value)
            .with_context(|| {
                format!("`--quirk {}.{}={}`", quirk.vendor, quirk.name, quirk.value)
            })?;
    }
    Ok(selected)
}
