//! What these pages have in common.

/// A page with the vendor's SDK and the driver.
pub(super) const PAGE: &str = "fixtures/clients/wellclient-browser/index.html";

/// What lets a page be tested.
pub(super) const DRIVER: &str = r#"<script type="module" src="/_ctimock/driver.js"></script>"#;
