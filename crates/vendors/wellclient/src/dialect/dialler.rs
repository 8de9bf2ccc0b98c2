use std::sync::Arc;

use ctimock_dialect::{ActionError, Context, Found};
use ctimock_switch::{
    AgentId, AgentState, CallData, CallEvent, Command, DeviceId, Direction, Ends, Media, Receipt,
    Target,
};
use serde_json::{Map, Value};

use super::{
    actions::{invalid, text},
    roster::with_domain,
    server::Server,
};

/// Why the dialler connects somebody with an agent: the words of `callType` that people do not make by
/// themselves (dossier §8.2).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Campaign {
    /// A customer for an agent who was allocated before.
    PreOccupied,
    /// A customer for whoever is ready.
    PreDictive,
    /// The agent's extension dials by itself.
    AgentAutoCall,
    /// The agent's extension dials after a look at the customer.
    PreView,
    /// A conversational IVR hands a customer over.
    SmartIvr,
}

/// A call that the dialler made.
#[derive(Clone, Debug)]
pub(super) struct DiallerCall {
    pub(super) campaign: Campaign,
    /// The dialler's own id of the call.
    id: Arc<str>,
    /// The agent whom it chose.
    agent: Arc<str>,
    /// The queue that it works for, `7021@test.cc`.
    pub(super) split: Option<Arc<str>>,
}

impl Campaign {
    const ALL: [Self; 5] = [
        Self::PreOccupied,
        Self::PreDictive,
        Self::AgentAutoCall,
        Self::PreView,
        Self::SmartIvr,
    ];

    /// Returns the word of `callType`.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::PreOccupied => "PreOccupied",
            Self::PreDictive => "PreDictive",
            Self::AgentAutoCall => "AgentAutoCall",
            Self::PreView => "PreView",
            Self::SmartIvr => "SMART_IVR",
        }
    }

    /// Returns the cause of `delivered`: all calls of the dialler have one, those of an IVR none.
    pub(super) const fn cause(self) -> Option<&'static str> {
        match self {
            Self::PreOccupied | Self::PreDictive | Self::AgentAutoCall | Self::PreView => {
                Some("PREOCCUPIED")
            }
            Self::SmartIvr => None,
        }
    }

    fn parse(word: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|campaign| campaign.word() == word)
    }

    /// The extension dials, rather than being rung for a customer who is there.
    const fn dials_from_the_extension(self) -> bool {
        matches!(self, Self::AgentAutoCall | Self::PreView)
    }
}

impl DiallerCall {
    /// Adds what the dialler attaches to each of its calls (dossier §8.2, `userData.data` extras); what a
    /// scenario attached stays as it is.
    pub(super) fn attach(&self, data: &mut CallData) {
        if self.campaign.cause().is_none() {
            return;
        }
        let own = [
            ("id", self.id.to_string()),
            ("selectAgent", self.agent.to_string()),
            ("prdType", self.campaign.word().to_owned()),
            ("callType", self.campaign.word().to_uppercase()),
        ];
        for (key, value) in own {
            data.entry(key.to_owned()).or_insert(value);
        }
    }
}

impl Server {
    /// Reserves an agent, perhaps for a queue.
    pub(super) fn allocate(
        &mut self,
        cx: &mut Context<'_>,
        agent: AgentId,
        lasting: std::time::Duration,
        params: &Map<String, Value>,
    ) -> Result<(), ActionError> {
        let queue = self.queue_named(agent, params)?;
        let before = std::mem::replace(&mut self.roster.agent_mut(agent).allocated_for, queue);
        let outcome = self.order(cx, Command::Reserve { agent, lasting });
        if outcome.is_err() {
            self.roster.agent_mut(agent).allocated_for = before;
        }
        outcome
    }

    /// Connects a customer with an agent (`dials`): the customer has answered and is routed to the agent,
    /// or the agent's extension dials by itself.
    pub(super) fn dial_for(
        &mut self,
        cx: &mut Context<'_>,
        agent: AgentId,
        params: &Map<String, Value>,
    ) -> Result<(), ActionError> {
        let campaign = campaign(params)?;
        let customer = self.customer(cx, text(params, "customer")?)?;
        let device = self.seat_for(cx, agent, campaign)?;
        let data = attached(params)?;
        let split = match self.queue_named(agent, params)? {
            None => self.roster.agent(agent).allocated_for.clone(),
            named => named,
        };
        let (media, ends) = (Media::Voice, Ends::default());
        let from_here = campaign.dials_from_the_extension();
        let (from, goal) = if from_here {
            (device, customer)
        } else {
            (customer, device)
        };
        let to = Target::Device(goal);
        let command = if from_here {
            Command::MakeCall {
                from,
                to,
                media,
                data,
            }
        } else {
            Command::Offer {
                from,
                to,
                media,
                data,
                ends,
            }
        };
        let receipt = cx
            .command(command)
            .map_err(|refusal| ActionError::Refused(self.why(refusal)))?;
        let Receipt::Call(id, direction) = receipt else {
            unreachable!("a call that was made has an id, not {receipt:?}");
        };
        let mut record = self.new_record(cx, id, direction, from, goal);
        record.dialler = Some(self.dialler_call(cx, agent, campaign, split));
        self.book.open(record);
        Ok(())
    }

    /// Notes that a call from outside reaches an allocated agent: it is the dialler's (dossier §10.5).
    pub(super) fn note_allocation(&mut self, cx: &mut Context<'_>, event: &CallEvent) {
        let agent = cx.switch().agent_at(event.subject);
        let is_reserved = agent.is_some_and(|it| matches!(it.state, AgentState::Reserved { .. }));
        let is_known = self
            .book
            .call(event.call)
            .is_some_and(|call| call.dialler.is_some());
        if event.direction == Direction::Inbound
            && is_reserved
            && !is_known
            && let Some(agent) = self.roster.device(event.subject).agent()
        {
            let split = self.roster.agent(agent).allocated_for.clone();
            let call = self.dialler_call(cx, agent, Campaign::PreOccupied, split);
            if let Some(record) = self.book.call_mut(event.call) {
                record.dialler = Some(call);
            }
        }
    }

    fn dialler_call(
        &self,
        cx: &mut Context<'_>,
        agent: AgentId,
        campaign: Campaign,
        split: Option<Arc<str>>,
    ) -> DiallerCall {
        DiallerCall {
            campaign,
            id: Arc::from(cx.mint().uuid().simple().to_string()),
            agent: Arc::clone(&self.roster.agent(agent).login),
            split,
        }
    }

    /// Returns where an agent is, if the dialler may give it such a call.
    fn seat_for(
        &self,
        cx: &Context<'_>,
        agent: AgentId,
        campaign: Campaign,
    ) -> Result<DeviceId, ActionError> {
        let login = &self.roster.agent(agent).login;
        let refused = |why: &str| Err(ActionError::Refused(format!("`{login}` {why}")));
        let state = cx.switch().agent(agent);
        let Some((state, device)) = state.and_then(|it| Some((it.state, it.device?))) else {
            return refused("is not logged on");
        };
        let is_reserved = matches!(state, AgentState::Reserved { .. });
        match campaign {
            Campaign::PreOccupied if !is_reserved => return refused("is not allocated"),
            Campaign::PreDictive | Campaign::SmartIvr
                if !is_reserved && state != AgentState::Ready =>
            {
                return refused("is not ready");
            }
            Campaign::PreOccupied
            | Campaign::PreDictive
            | Campaign::AgentAutoCall
            | Campaign::PreView
            | Campaign::SmartIvr => {}
        }
        if cx.switch().calls_of(device).next().is_some() {
            return refused("is in a call");
        }
        Ok(device)
    }

    fn customer(&mut self, cx: &mut Context<'_>, word: &str) -> Result<DeviceId, ActionError> {
        match self.search(cx, word) {
            Some(Found::Device(device)) => Ok(device),
            Some(_) => Err(invalid("customer", &format!("`{word}` is nobody"))),
            None => Err(ActionError::Unknown(format!("nobody is `{word}`"))),
        }
    }

    fn queue_named(
        &self,
        agent: AgentId,
        params: &Map<String, Value>,
    ) -> Result<Option<Arc<str>>, ActionError> {
        if !params.contains_key("queue") {
            return Ok(None);
        }
        let queue = text(params, "queue")?;
        let number = match self.names.get(queue) {
            Some(Found::Queue(queue)) => {
                let group = self.roster.device(self.roster.queue(*queue).device);
                group.name_in(&self.roster.agent(agent).domain)
            }
            _ => with_domain(queue, &self.roster.agent(agent).domain),
        };
        Ok(Some(number))
    }
}

fn campaign(params: &Map<String, Value>) -> Result<Campaign, ActionError> {
    if !params.contains_key("callType") {
        return Ok(Campaign::PreOccupied);
    }
    let word = text(params, "callType")?;
    Campaign::parse(word).ok_or_else(|| {
        let wanted =
            "wanted `PreOccupied`, `PreDictive`, `AgentAutoCall`, `PreView` or `SMART_IVR`";
        invalid("callType", &format!("{wanted}, and there was `{word}`"))
    })
}

fn attached(params: &Map<String, Value>) -> Result<CallData, ActionError> {
    let as_text = |(key, value): (&String, &Value)| match value {
        Value::String(text) => (key.clone(), text.clone()),
        other => (key.clone(), other.to_string()),
    };
    match params.get("data") {
        None => Ok(CallData::new()),
        Some(Value::Object(data)) => Ok(data.iter().map(as_text).collect()),
        Some(other) => {
            let message = format!("wanted an object, and there was `{other}`");
            Err(invalid("data", &message))
        }
    }
}
