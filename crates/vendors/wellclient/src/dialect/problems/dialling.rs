use ctimock_dialect::Context;
use ctimock_switch::{
    Action, Attended, Cause, DeviceKind, Plan, Rule, Target, Trigger, Unreachable,
};

use super::Problem;
use crate::dialect::server::Server;

impl Server {
    /// Returns what a call really reaches: a number outside may be no number at all, because of its
    /// prefix or of the number that is to be shown (F6).
    pub(in crate::dialect) fn misdial(
        &mut self,
        cx: &mut Context<'_>,
        target: Target,
        shows_origin: bool,
    ) -> Target {
        let problems = self.options.problems;
        let (name, cause) = if problems.has(Problem::BadPrefix) {
            ("no route", Cause::Unreachable(Unreachable::NoRoute))
        } else if problems.has(Problem::BadOrigin) && shows_origin {
            ("no origin", Cause::Rejected)
        } else {
            return target;
        };
        let is_outside = |device| {
            let device = cx.switch().device(device);
            device.is_some_and(|device| device.kind == DeviceKind::Trunk)
        };
        match target {
            Target::Device(device) if is_outside(device) => {
                let known = self.roster.trunk(name);
                Target::Device(known.unwrap_or_else(|| self.add_trunk(cx, name, fails(cause))))
            }
            Target::Device(_) | Target::Queue(_) => target,
        }
    }
}

fn fails(cause: Cause) -> Attended {
    let rule = Rule {
        trigger: Trigger::Offered,
        after: std::time::Duration::ZERO,
        action: Action::Fail(cause),
    };
    Attended::Behaviour(Plan { rules: vec![rule] })
}
