use ctimock_dialect::{Context, Found, PartySpec, ProvisionError};
use ctimock_switch::Attended;

use super::{super::server::Server, fields::Fields};
use crate::dialect::{cause::FailedCode, roster::Kind};

impl Server {
    /// Adds somebody outside: a customer, an IVR, a number that stands for several.
    pub(super) fn add_outsider(
        &mut self,
        cx: &mut Context<'_>,
        party: &PartySpec,
        fields: &Fields<'_>,
    ) -> Result<(), ProvisionError> {
        let number = fields.text("number")?;
        if self.roster.trunk(number).is_some() {
            return Err(fields.error("number", &format!("`{number}` is somebody else already")));
        }
        let announces = fields.optional_text("announces")?;
        let announces = announces
            .map(|word| {
                FailedCode::parse(word).ok_or_else(|| {
                    let message = format!("wanted a failedCode, and there was `{word}`");
                    fields.error("announces", &message)
                })
            })
            .transpose()?;
        let attended = Attended::Behaviour(party.plan.clone());
        let device = self.add_trunk(cx, number, attended);
        if let Kind::Trunk {
            announces: known, ..
        } = &mut self.roster.device_mut(device).kind
        {
            *known = announces;
        }
        self.names
            .insert(party.person.name.clone(), Found::Device(device));
        Ok(())
    }

    /// Returns what is wrong with a number outside that nobody could reach, because an extension has
    /// it.
    pub(super) fn shadowed(
        &self,
        party: &PartySpec,
        domain: &str,
        fields: &Fields<'_>,
    ) -> Option<ProvisionError> {
        let number = party.person.identity.get("number")?.as_str()?;
        self.roster.extension(number, domain)?;
        Some(fields.error("number", &format!("`{number}` is an extension already")))
    }
}
