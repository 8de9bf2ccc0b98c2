use bytes::Bytes;
use ctimock_dialect::Variant;
use ctimock_mock::Vendor;
use http::{
    HeaderValue, Response,
    header::{CACHE_CONTROL, CONTENT_TYPE},
};

use super::driver::DRIVER;
use crate::answer;

/// A file that a page may load.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Handout {
    /// Its media type.
    pub media_type: &'static str,
    /// What is in it.
    pub text: String,
}

/// What a server has for pages: the SDKs and adapters of these vendors, and the driver.
#[derive(Clone, Debug, Default)]
pub struct Offer {
    vendors: Vec<(Vendor, Variant)>,
}

impl Offer {
    /// Returns what there is for vendors, each with what is selected of its SDK's side.
    #[must_use]
    pub fn of(vendors: Vec<(Vendor, Variant)>) -> Self {
        Self { vendors }
    }

    /// Returns the file of an SDK at a path: `/sdk/<name>`, under any prefix, because a deployment may
    /// put any before it.
    #[must_use]
    pub fn sdk(&self, path: &str) -> Option<Handout> {
        let name = Self::sdk_name(path)?;
        self.vendors.iter().find_map(|(vendor, variant)| {
            let file = vendor.sdk.iter().find(|file| file.name == name)?;
            Some(Handout {
                media_type: file.media_type,
                text: (file.text)(variant),
            })
        })
    }

    /// Returns the module at a path below `/_ctimock/`: the driver's, or a vendor's adapter.
    #[must_use]
    pub fn module(&self, page: &str) -> Option<Handout> {
        let driver = DRIVER.iter().find(|(path, _)| *path == page);
        let text = driver.map(|(_, text)| *text).or_else(|| {
            let name = page.strip_prefix("adapter/")?.strip_suffix(".js")?;
            let mut vendors = self.vendors.iter().map(|(vendor, _)| vendor);
            let vendor = vendors.find(|vendor| vendor.name == name)?;
            Some(vendor.adapter).filter(|adapter| !adapter.is_empty())
        })?;
        Some(Handout {
            media_type: JAVASCRIPT,
            text: text.to_owned(),
        })
    }

    /// Returns the name of the file that a path asks for as one of an SDK.
    #[must_use]
    pub fn sdk_name(path: &str) -> Option<&str> {
        let (before, name) = path.rsplit_once('/')?;
        before.ends_with("/sdk").then_some(name)
    }

    /// Returns the names of the SDKs' files.
    pub fn sdk_names(&self) -> impl Iterator<Item = &'static str> {
        let files = self.vendors.iter().flat_map(|(vendor, _)| vendor.sdk);
        files.map(|file| file.name)
    }
}

impl Handout {
    /// Returns the answer that hands it out: to pages of any origin, and asked for at every load,
    /// because another version of ctimock may stand at the same address tomorrow.
    #[must_use]
    pub fn response(self) -> Response<Bytes> {
        let mut response = Response::new(Bytes::from(self.text));
        let headers = response.headers_mut();
        answer::allow_everybody(headers);
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(self.media_type));
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
        response
    }
}

const JAVASCRIPT: &str = "text/javascript; charset=utf-8";
