use std::{borrow::Cow, sync::Arc};

use ctimock_dialect::Context;
use ctimock_switch::{AgentId, CallData, CallId, Command, DeviceId, Media, Receipt, Target};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{
    body::{self, Loose},
    number::dialled,
    refuse::Refused,
    reply::{Handled, Reply},
    roster::with_domain,
    server::Server,
};

/// The body of `POST …/callControl/calls` (dossier §7). `destForDisplay` and `contextId` change nothing
/// that an agent is told, nor does `originForDisplay` unless it is a wrong one (§18 F6).
#[derive(Debug, Deserialize)]
struct MakeCall<'a> {
    #[serde(borrow)]
    from: Option<Cow<'a, str>>,
    #[serde(borrow)]
    to: Option<Cow<'a, str>>,
    #[serde(rename = "originForDisplay")]
    origin: Option<Value>,
    #[serde(borrow)]
    cpa: Option<Loose<'a>>,
}

/// The answer: the new call's id.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Made<'a> {
    call_id: &'a str,
}

impl Server {
    /// Dials for an agent.
    pub(super) fn make_call(
        &mut self,
        cx: &mut Context<'_>,
        agent: AgentId,
        body: &[u8],
    ) -> Handled {
        let request: MakeCall<'_> = body::json(body, "`from` and `to`")?;
        let to = dialled(request.to.as_deref(), "to")?;
        let from = self.own_station(cx, agent, request.from.as_deref())?;
        let target = self.reach_from(cx, agent, to);
        let shows_origin = request.origin.is_some_and(|origin| origin != "");
        let target = self.misdial(cx, target, shows_origin);
        let command = Command::MakeCall {
            from,
            to: target,
            media: Media::Voice,
            data: CallData::new(),
        };
        let receipt = cx.command(command).map_err(|refusal| {
            let from = self.roster.device(from).name_in("");
            Refused::by_switch(
                refusal,
                format!("`{from}` cannot call `{to}`: {}", self.why(refusal)),
            )
        })?;
        let is_analysed = request.cpa.is_some_and(|cpa| cpa.0 == "1");
        Ok(self.open_call(cx, receipt, from, (to, target), is_analysed))
    }

    /// Finds what an agent reaches with a number.
    pub(super) fn reach_from(&mut self, cx: &mut Context<'_>, agent: AgentId, to: &str) -> Target {
        let agent = self.roster.agent(agent);
        let (domain, prefixes) = (Arc::clone(&agent.domain), agent.prefixes.clone());
        self.reach(cx, to, &domain, &prefixes)
    }

    /// Returns the device that stands for what a number reaches.
    pub(super) fn device_of(&self, target: Target) -> DeviceId {
        match target {
            Target::Device(device) => device,
            Target::Queue(queue) => self.roster.queue(queue).device,
        }
    }

    /// Gives a dialled call its id, and tells it.
    pub(super) fn open_call(
        &mut self,
        cx: &mut Context<'_>,
        receipt: Receipt,
        from: DeviceId,
        (to, target): (&str, Target),
        is_analysed: bool,
    ) -> Reply {
        let Receipt::Call(id, direction) = receipt else {
            unreachable!("a call that was made has an id, not {receipt:?}");
        };
        let mut record = self.new_record(cx, id, direction, from, self.device_of(target));
        record.called_name = with_domain(to, &record.domain);
        record.analysed = is_analysed;
        let call_id = Arc::clone(&record.name);
        self.book.open(record);
        self.expect_answer(id, from, to);
        Reply::json(&Made { call_id: &call_id })
    }

    /// Returns the station that an agent calls from, which is its own.
    fn own_station(
        &self,
        cx: &Context<'_>,
        agent: AgentId,
        from: Option<&str>,
    ) -> Result<DeviceId, Refused> {
        let login = &self.roster.agent(agent).login;
        let Some(from) = from.filter(|from| !from.is_empty()) else {
            let error = "wanted an extension such as `8001@test.cc` as `from`, and there was none";
            return Err(Refused::new(400, error));
        };
        let Some(device) = self.roster.station(from) else {
            return Err(Refused::new(404, format!("no extension is `{from}`")));
        };
        match cx.switch().agent(agent).and_then(|agent| agent.device) {
            Some(own) if own == device => Ok(device),
            Some(own) => {
                let own = self.roster.device(own).name_in("");
                let error = format!("`{login}` is logged on at `{own}`, and `from` is `{from}`");
                Err(Refused::new(409, error))
            }
            None => Err(Refused::new(458, format!("`{login}` is not logged on"))),
        }
    }

    /// Finds the call that a path names.
    pub(super) fn named_call(&self, name: &str) -> Result<CallId, Refused> {
        let known = self.book.by_name(name);
        known
            .filter(|call| self.book.call(*call).is_some())
            .ok_or_else(|| match known {
                Some(_) => Refused::new(404, format!("call `{name}` has ended")),
                None => Refused::new(404, format!("no call is `{name}`")),
            })
    }
}
