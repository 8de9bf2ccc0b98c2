//! The drop-in SDK for pages, as files that a server hands out.

use ctimock_dialect::SdkFile;

/// The files of the drop-in SDK.
pub const SDK: &[SdkFile] = &[];

/// Fits `window.wellClient` to the driver protocol, in a page.
pub const ADAPTER: &str = "";
