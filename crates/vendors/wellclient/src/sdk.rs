//! The drop-in SDK for pages, as files that a server hands out.

mod link;
mod modules;
mod ui;

use ctimock_dialect::{SdkFile, Variant};

/// The files of the drop-in SDK.
pub const SDK: &[SdkFile] = &[
    SdkFile {
        name: "wellclient.js",
        media_type: "text/javascript; charset=utf-8",
        text: script,
    },
    SdkFile {
        name: "wellclient.d.ts",
        media_type: "text/plain; charset=utf-8",
        text: types,
    },
];

/// Fits `window.wellClient` to the driver protocol, in a page.
pub const ADAPTER: &str = include_str!("../sdk/adapter.js");

/// Where the manual and 1.3.7 differ, the variant's `sdk_behaviour` is built in (dossier §17).
fn script(variant: &Variant) -> String {
    let behaviour = variant.quirks.value("sdk_behaviour").unwrap_or("manual");
    link::link(behaviour)
}

fn types(_: &Variant) -> String {
    include_str!("../sdk/wellclient.d.ts").to_owned()
}
