use crate::Variant;

/// A file of a drop-in SDK.
#[derive(Clone, Copy, Debug)]
pub struct SdkFile {
    /// Its name under `/sdk/`: `wellclient.js`.
    pub name: &'static str,
    /// Its media type.
    pub media_type: &'static str,
    /// Makes its text: what the variant selects of the SDK's side is built in.
    pub text: fn(&Variant) -> String,
}
