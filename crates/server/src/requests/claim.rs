use std::sync::Arc;

use http::{Method, request::Parts};

use crate::{Handout, host::Host, site::Site};

/// Whose a request is.
#[derive(Debug)]
pub(super) enum Claim {
    /// ctimock's own: what stands below `/_ctimock/`.
    Control,
    /// A page's that loads an SDK.
    Sdk(Handout),
    /// A vendor's.
    Vendor(Arc<Host>),
    /// A person's who looks what is here.
    Page,
    /// A browser's question about a path that nobody has.
    Preflight,
    /// Nobody's.
    Nobody,
}

/// Returns whose a request is; the first that claims it has it.
pub(super) fn claim(site: &Site, head: &Parts) -> Claim {
    if let (Some(_), [alone]) = (&site.line, site.hosts.as_slice()) {
        return Claim::Vendor(Arc::clone(alone));
    }
    let path = head.uri.path();
    if path == "/_ctimock" || path.starts_with("/_ctimock/") {
        return Claim::Control;
    }
    if let Some(handout) = site.offer.sdk(path) {
        match head.method {
            Method::GET | Method::HEAD => return Claim::Sdk(handout),
            Method::OPTIONS => return Claim::Preflight,
            _ => {}
        }
    }
    if let Some(host) = site.hosts.iter().find(|host| (host.vendor.claims)(head)) {
        return Claim::Vendor(Arc::clone(host));
    }
    match (site.hosts.as_slice(), &head.method) {
        // Preflights come for any path, and a vendor that is alone answers them as it does.
        ([alone], &Method::OPTIONS) => Claim::Vendor(Arc::clone(alone)),
        (_, &Method::OPTIONS) => Claim::Preflight,
        (_, &(Method::GET | Method::HEAD)) if path == "/" => Claim::Page,
        _ => Claim::Nobody,
    }
}
