use std::sync::Arc;

use ctimock_dialect::Context;
use ctimock_switch::{Attended, DeviceId, DeviceKind, Target};

use super::{
    number::Number,
    roster::{Device, Kind},
    server::Server,
};

/// Trunk prefixes that agents customarily dial (dossier §1). They reach a declared number of an agent
/// whose own prefixes nobody declared.
const CUSTOMARY: [&str; 2] = ["9", "90"];

impl Server {
    /// Finds what a dialled number reaches: an extension or queue of the domain, a number outside, or
    /// these behind one of the trunk prefixes. A number that nobody declared becomes one outside that
    /// rings without an answer.
    pub(super) fn reach(
        &mut self,
        cx: &mut Context<'_>,
        number: &str,
        domain: &str,
        prefixes: &[Box<str>],
    ) -> Target {
        let main = Number::parse(number).map_or(number, |number| number.main);
        let bare = prefixes
            .iter()
            .filter_map(|prefix| main.strip_prefix(&**prefix));
        for number in [main].into_iter().chain(bare.clone()) {
            if let Some(target) = self.reach_declared(number, domain) {
                return target;
            }
        }
        if prefixes.is_empty() {
            let mut bare = CUSTOMARY
                .iter()
                .filter_map(|prefix| main.strip_prefix(prefix));
            if let Some(trunk) = bare.find_map(|number| self.roster.trunk(number)) {
                return Target::Device(trunk);
            }
        }
        let number = bare.into_iter().find(|rest| !rest.is_empty());
        Target::Device(self.add_trunk(cx, number.unwrap_or(main), Attended::Nobody))
    }

    fn reach_declared(&self, number: &str, domain: &str) -> Option<Target> {
        let device = || {
            self.roster
                .extension(number, domain)
                .or_else(|| self.roster.trunk(number))
        };
        match self.roster.group(number) {
            Some(queue) => Some(Target::Queue(queue)),
            None => device().map(Target::Device),
        }
    }

    /// Adds a number outside, which nobody has yet.
    pub(super) fn add_trunk(
        &mut self,
        cx: &mut Context<'_>,
        number: &str,
        attended: Attended,
    ) -> DeviceId {
        let id = cx
            .switch_mut()
            .add_device(DeviceKind::Trunk, true, attended);
        let number = Arc::from(number);
        self.roster.add_device(Device {
            id,
            kind: Kind::Trunk {
                number,
                announces: None,
            },
        });
        id
    }
}
