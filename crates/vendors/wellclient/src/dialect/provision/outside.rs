use ctimock_dialect::{Context, Found, PartySpec, ProvisionError};
use ctimock_switch::Attended;

use super::{super::server::Server, fields::Fields};

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
        let attended = Attended::Behaviour(party.plan.clone());
        let device = self.add_trunk(cx, number, attended);
        self.names
            .insert(party.person.name.clone(), Found::Device(device));
        Ok(())
    }
}
