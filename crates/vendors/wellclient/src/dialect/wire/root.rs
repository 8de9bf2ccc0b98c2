use serde::Serialize;

/// The root fields of every event (dossier §6).
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::dialect) struct Root<'a> {
    pub(in crate::dialect) event_name: &'static str,
    pub(in crate::dialect) event_src: &'a str,
    pub(in crate::dialect) event_time: String,
    pub(in crate::dialect) event_type: &'static str,
    /// Lost with a problem alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::dialect) serial: Option<u64>,
    pub(in crate::dialect) namespace: &'a str,
    /// Absent in `recordStarted` alone (dossier §8.3).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::dialect) src_device_id: Option<&'a str>,
}
