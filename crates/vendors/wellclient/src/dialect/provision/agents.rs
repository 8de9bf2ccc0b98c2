use std::sync::Arc;

use ctimock_dialect::{Context, Found, PartySpec, ProvisionError};
use ctimock_switch::{
    AgentId, Attended, Capacity, Command, DeviceId, DeviceKind, LogOnMode, Reason,
};

use super::{super::server::Server, fields::Fields};
use crate::dialect::roster::{Account, Agent, Device, Kind, StationState, with_domain};

impl Server {
    /// Adds an identity under which a client connects. Several clients may share one: the old and the
    /// new browser of the same agent.
    pub(super) fn add_client(
        &mut self,
        cx: &mut Context<'_>,
        name: &str,
        fields: &Fields<'_>,
    ) -> Result<(), ProvisionError> {
        let domain = fields.text("domain")?;
        let home = self.add_station(cx, domain, fields, Attended::Client)?;
        let password = fields.text("password")?;
        let agent = self.add_account(cx, domain, password, home, fields)?;
        let account = self.roster.agent_mut(agent);
        if *account.password != *password {
            let message = "two clients with one job number have two passwords";
            return Err(fields.error("password", message));
        }
        account.clients.push(Arc::from(name));
        self.name(name, home, agent);
        Ok(())
    }

    /// Adds an agent who is simulated, and logs it on.
    pub(super) fn add_party_agent(
        &mut self,
        cx: &mut Context<'_>,
        party: &PartySpec,
        default_domain: &str,
        fields: &Fields<'_>,
    ) -> Result<(), ProvisionError> {
        let domain = fields.optional_text("domain")?.unwrap_or(default_domain);
        let attended = Attended::Behaviour(party.plan.clone());
        let device = self.add_station(cx, domain, fields, attended)?;
        let login = with_domain(fields.text("jobNumber")?, domain);
        if self.roster.by_login(&login).is_some() {
            return Err(fields.error("jobNumber", &format!("`{login}` is somebody else already")));
        }
        let password = fields.optional_text("password")?.unwrap_or_default();
        let agent = self.add_account(cx, domain, password, device, fields)?;
        self.name(&party.person.name, device, agent);
        let mode = fields.word("mode", &MODES)?;
        let Some(mode) = mode else {
            return Ok(());
        };
        let command = Command::LogOn {
            agent,
            device,
            mode,
        };
        cx.command(command)
            .map(drop)
            .map_err(|refusal| fields.error("ext", &self.why(refusal)))
    }

    pub(super) fn add_account(
        &mut self,
        cx: &mut Context<'_>,
        domain: &str,
        password: &str,
        home: DeviceId,
        fields: &Fields<'_>,
    ) -> Result<AgentId, ProvisionError> {
        let number = fields.text("jobNumber")?;
        let login = with_domain(number, domain);
        if let Some(known) = self.roster.by_login(&login) {
            return Ok(known);
        }
        if let Some(other) = self.roster.topic_owner(&login) {
            let other = &self.roster.agent(other).login;
            let message = format!("`{login}` would have the topic of `{other}`");
            return Err(fields.error("jobNumber", &message));
        }
        let agent = Agent {
            id: cx.switch_mut().add_agent(Capacity::default()),
            login,
            domain: Arc::from(domain),
            password: password.into(),
            name: fields.optional_text("agentName")?.unwrap_or(number).into(),
            prefixes: fields.texts("prefix")?,
            account: fields.word("account", &Account::WORDS)?,
            home,
            clients: Vec::new(),
            listeners: Vec::new(),
            sessions: Vec::new(),
            last_serial: 0,
            silent_at: None,
            left_behind: false,
            ready_reason: Box::default(),
            allocated_for: None,
            early: None,
        };
        let id = agent.id;
        self.roster.add_agent(agent);
        Ok(id)
    }

    pub(super) fn add_station(
        &mut self,
        cx: &mut Context<'_>,
        domain: &str,
        fields: &Fields<'_>,
        attended: Attended,
    ) -> Result<DeviceId, ProvisionError> {
        let name = with_domain(fields.text("ext")?, domain);
        let registered = fields.flag("registered", true)?;
        let state = fields.word("station", &StationState::WORDS)?;
        if let Some(known) = self.roster.station(&name) {
            if matches!(attended, Attended::Behaviour(_)) {
                cx.switch_mut().attend(known, attended);
            }
            return Ok(known);
        }
        let id = cx
            .switch_mut()
            .add_device(DeviceKind::Station, registered, attended);
        self.roster.add_device(Device {
            id,
            kind: Kind::Station {
                name,
                domain: Arc::from(domain),
                state,
                agent: None,
            },
        });
        Ok(id)
    }

    fn name(&mut self, name: &str, device: DeviceId, agent: AgentId) {
        self.names.insert(name.to_owned(), Found::Device(device));
        self.named_agents.insert(name.to_owned(), agent);
    }
}

/// The words of `mode`, for agents that are simulated.
const MODES: [(&str, Option<LogOnMode>); 3] = [
    ("Ready", Some(LogOnMode::Ready)),
    ("NotReady", Some(LogOnMode::NotReady(Reason(0)))),
    ("Logout", None),
];
