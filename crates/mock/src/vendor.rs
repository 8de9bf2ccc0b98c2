use ctimock_dialect::{Contract, Dialect, SdkFile, Variant};
use ctimock_protocol::LocalClient;

/// One vendor, as the binary wires it.
#[derive(Clone, Copy, Debug)]
pub struct Vendor {
    /// Its word: `wellclient`.
    pub name: &'static str,
    /// Says by its head alone whether a request or handshake is this vendor's, when one port serves
    /// several: the vendors are asked in the order in which they are served. It must not read the
    /// contract, which is not parsed at the start.
    pub claims: fn(&http::request::Parts) -> bool,
    /// Its documented words; parsed on first use.
    pub contract: fn() -> &'static Contract,
    /// Makes a fresh server.
    pub dialect: fn(&Variant) -> Box<dyn Dialect>,
    /// Makes a fresh instance of the reference client.
    pub client: fn() -> Box<dyn LocalClient>,
    /// The drop-in SDK for pages: what `/sdk/<name>` serves.
    pub sdk: &'static [SdkFile],
    /// Fits the SDK, ours or the vendor's own, to the driver protocol in a page: a script that
    /// `driver.js` loads. Empty if there is none.
    pub adapter: &'static str,
    /// The world of `serve` without a file, in the scenario language.
    pub demo: &'static str,
}
