use std::{collections::BTreeMap, time::Duration};

use ctimock_dialect::Context;
use ctimock_switch::DeviceId;
use ctimock_time::Time;

use super::{Problem, visits::Visits};
use crate::dialect::{refuse::Refused, server::Server};

/// How long the server takes to know of a telephone (F9).
const LAG: Duration = Duration::from_secs(5);

/// Which telephones the server knows to be online.
#[derive(Debug, Default)]
pub(in crate::dialect) struct Telephones {
    seen: Visits<DeviceId>,
    /// From when on.
    online: BTreeMap<DeviceId, Time>,
}

impl Telephones {
    /// Takes note that nobody is on at a telephone.
    pub(in crate::dialect) fn free(&mut self, device: DeviceId, now: Time) {
        self.seen.leaves(&device, now);
    }
}

impl Server {
    /// Refuses a login at a telephone whose registration the server does not know of yet (F9).
    pub(in crate::dialect) fn awaits_registration(
        &mut self,
        cx: &mut Context<'_>,
        device: DeviceId,
    ) -> Result<(), Refused> {
        if !self.options.problems.has(Problem::LateRegistration) {
            return Ok(());
        }
        let now = cx.now();
        let name = self.roster.device(device).name_in("");
        if self.telephones.seen.strikes(device, now) {
            self.telephones.online.insert(device, now + LAG);
            cx.note(format!("problem F9: `{name}` registers late"));
        }
        let online = self.telephones.online.get(&device);
        if online.is_none_or(|from| *from <= now) {
            return Ok(());
        }
        Err(Refused::new(451, format!("`{name}` is not registered")))
    }
}
