use serde::Serialize;

use super::Root;

/// Recording began (dossier §8.2).
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::dialect) struct RecordStarted<'a> {
    #[serde(flatten)]
    pub(in crate::dialect) root: Root<'a>,
    pub(in crate::dialect) record_id: String,
    pub(in crate::dialect) call_id: &'a str,
    pub(in crate::dialect) device_id: &'a str,
    pub(in crate::dialect) file_name: &'a str,
    pub(in crate::dialect) is_success: bool,
}

/// Recording ended because somebody asked for it. The vendor's sample names neither call nor device.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::dialect) struct RecordStopped<'a> {
    #[serde(flatten)]
    pub(in crate::dialect) root: Root<'a>,
    pub(in crate::dialect) record_id: String,
    pub(in crate::dialect) is_success: bool,
}
