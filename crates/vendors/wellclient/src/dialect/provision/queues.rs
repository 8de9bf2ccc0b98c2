use std::{sync::Arc, time::Duration};

use ctimock_dialect::{Context, Found, ProvisionError, QueueSpec};
use ctimock_switch::{AgentId, Attended, DeviceKind, Queue as SwitchQueue, QueueId};

use super::super::{
    roster::{Device, Kind, Queue},
    server::Server,
};

impl Server {
    /// Adds a queue with its number and its members.
    pub(super) fn add_queue(
        &mut self,
        cx: &mut Context<'_>,
        spec: &QueueSpec,
        default_domain: &str,
    ) -> Result<(), ProvisionError> {
        let error = |field: &str, message: String| ProvisionError {
            path: format!("given.queues.{}.{field}", spec.name),
            message,
        };
        let number: Arc<str> = Arc::from(spec.number.as_str());
        if self.roster.group(&number).is_some() {
            return Err(error(
                "number",
                format!("`{number}` is another queue already"),
            ));
        }
        let member = |(name, priority): &(String, u8)| -> Result<(AgentId, u8), ProvisionError> {
            let agent = self.named_agents.get(name).ok_or_else(|| {
                error(
                    "members",
                    format!("wanted a client or an agent, and there was `{name}`"),
                )
            })?;
            Ok((*agent, *priority))
        };
        let members: Vec<(AgentId, u8)> =
            spec.members.iter().map(member).collect::<Result<_, _>>()?;
        let domain = members.first().map_or_else(
            || Arc::from(default_domain),
            |(agent, _)| Arc::clone(&self.roster.agent(*agent).domain),
        );
        let taken = [
            (self.roster.extension(&number, &domain), "an extension"),
            (self.roster.trunk(&number), "somebody outside"),
        ];
        if let Some((_, what)) = taken.iter().find(|(device, _)| device.is_some()) {
            return Err(error("number", format!("`{number}` is {what} already")));
        }
        let switch = cx.switch_mut();
        let device = switch.add_device(DeviceKind::Group, true, Attended::Nobody);
        let ring = spec.ring_timeout.or_else(|| switch.settings().ring_timeout);
        let id = switch.add_queue(SwitchQueue {
            id: QueueId(0),
            device,
            members: members.iter().map(|(agent, _)| *agent).collect(),
            policy: spec.policy,
            ring_timeout: ring.unwrap_or(RING),
            on_no_answer: spec.on_no_answer,
            on_empty: spec.on_empty,
        });
        for (agent, priority) in members {
            switch.add_skill(agent, id, priority);
        }
        self.roster.add_device(Device {
            id: device,
            kind: Kind::Group {
                number: Arc::clone(&number),
                domain,
            },
        });
        self.roster.add_queue(number, Queue { id, device });
        self.names.insert(spec.name.clone(), Found::Queue(id));
        Ok(())
    }
}

/// How long one agent is rung when calls ring for ever.
const RING: Duration = Duration::from_secs(60);
