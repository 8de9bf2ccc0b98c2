use std::collections::BTreeMap;

use serde::{Serialize, Serializer, ser::SerializeMap};

use super::Root;

/// An event about a connection: what all have (dossier §6), then its own fields (§8.2).
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::dialect) struct CallEvent<'a, Own> {
    #[serde(flatten)]
    pub(in crate::dialect) root: Root<'a>,
    pub(in crate::dialect) call_id: &'a str,
    /// The device whose state changed.
    pub(in crate::dialect) device_id: &'a str,
    pub(in crate::dialect) local_state: &'static str,
    /// `{device of the receiver}|{call}`.
    pub(in crate::dialect) connection_id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::dialect) cause: Option<&'static str>,
    #[serde(flatten)]
    pub(in crate::dialect) own: Own,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::dialect) struct ServiceInitiated<'a> {
    pub(in crate::dialect) initiated_device: &'a str,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::dialect) struct Originated<'a> {
    pub(in crate::dialect) calling_device: &'a str,
    pub(in crate::dialect) called_device: &'a str,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::dialect) struct Delivered<'a> {
    pub(in crate::dialect) alerting_device: &'a str,
    pub(in crate::dialect) calling_device: &'a str,
    pub(in crate::dialect) called_device: &'a str,
    pub(in crate::dialect) user_data: UserData<'a>,
    pub(in crate::dialect) call_cause: &'static str,
    pub(in crate::dialect) call_type: &'static str,
    /// The queue that offered the call.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::dialect) split: Option<&'a str>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::dialect) struct Established<'a> {
    pub(in crate::dialect) answering_device: &'a str,
    pub(in crate::dialect) calling_device: &'a str,
    pub(in crate::dialect) called_device: &'a str,
    /// The queue that offered the call.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::dialect) split: Option<&'a str>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::dialect) struct Held<'a> {
    pub(in crate::dialect) holding_device: &'a str,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::dialect) struct Retrieved<'a> {
    pub(in crate::dialect) retrieving_device: &'a str,
}

/// Own fields of `connectionCleared`.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::dialect) struct Cleared<'a> {
    pub(in crate::dialect) releasing_device: &'a str,
    /// Who hung up first.
    pub(in crate::dialect) hangup_device: &'a str,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::dialect) struct Transferred<'a> {
    pub(in crate::dialect) primary_old_call: &'a str,
    /// The id that the target knows, until this event.
    pub(in crate::dialect) secondary_old_call: &'a str,
    pub(in crate::dialect) transferring_device: &'a str,
    pub(in crate::dialect) transferred_to_device: &'a str,
    pub(in crate::dialect) new_call: &'a str,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::dialect) struct Conferenced<'a> {
    pub(in crate::dialect) primary_old_call: &'a str,
    /// The consultation, or what no client knows.
    pub(in crate::dialect) secondary_old_call: &'a str,
    pub(in crate::dialect) conferencing_device: &'a str,
    pub(in crate::dialect) added_party: &'a str,
    pub(in crate::dialect) new_call: &'a str,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::dialect) struct Failed<'a> {
    pub(in crate::dialect) called_device: &'a str,
    pub(in crate::dialect) failed_code: &'static str,
    pub(in crate::dialect) failed_msg: &'static str,
}

/// What travels with a call (dossier §8.3): who called whom at first, then the call's own data.
#[derive(Debug, Serialize)]
pub(in crate::dialect) struct UserData<'a> {
    pub(in crate::dialect) data: Attached<'a>,
}

/// The contents of `userData.data`.
#[derive(Debug)]
pub(in crate::dialect) struct Attached<'a> {
    pub(in crate::dialect) original_ani: &'a str,
    pub(in crate::dialect) original_dnis: &'a str,
    pub(in crate::dialect) original_call_id: &'a str,
    pub(in crate::dialect) custom: &'a BTreeMap<String, String>,
}

impl Serialize for Attached<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let original = [
            ("originalANI", self.original_ani),
            ("originalDNIS", self.original_dnis),
            ("originalCallId", self.original_call_id),
        ];
        let mut map = to.serialize_map(None)?;
        for (name, value) in original {
            if !self.custom.contains_key(name) {
                map.serialize_entry(name, value)?;
            }
        }
        for (name, value) in self.custom {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}
