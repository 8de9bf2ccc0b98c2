use serde::Serialize;

use super::Root;

/// An event about an agent (dossier §6, §8.1).
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::dialect) struct AgentEvent<'a> {
    #[serde(flatten)]
    pub(in crate::dialect) root: Root<'a>,
    pub(in crate::dialect) device_id: &'a str,
    pub(in crate::dialect) agent_id: &'a str,
    pub(in crate::dialect) agent_mode: &'static str,
    pub(in crate::dialect) devices: Devices<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::dialect) reason: Option<&'a str>,
    /// Of `agentAllocated`: the dialler's queue.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::dialect) queue_id: Option<&'a str>,
    /// Of `agentAllocated`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::dialect) seq_id: Option<&'a str>,
}

/// The devices of an agent, by medium.
#[derive(Debug, Serialize)]
pub(in crate::dialect) struct Devices<'a> {
    #[serde(rename = "Voice")]
    pub(in crate::dialect) voice: &'a str,
}
