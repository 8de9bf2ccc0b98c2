use std::time::Duration;

use ctimock_dialect::{Deed, Sharing};
use ctimock_switch::{
    Action, Attended, CallData, CallId, Cause, Command, ConnectionState, DeviceId, DeviceKind,
    Ends, Media, Participation, Plan, Receipt, Role, Rule, Trigger,
};
use ctimock_time::Time;
use serde_json::{Map, Value};

use crate::{ActError, Mock};

/// Who does something, and in which call.
struct Doer<'a> {
    now: Time,
    who: &'a str,
    party: DeviceId,
    /// The call that was named, or the only one that can be meant.
    call: Result<CallId, ActError>,
}

impl Mock {
    /// Lets a party act: in the vendor's own way if it has one, else with the switch's service. Returns
    /// the call that was made.
    pub(super) fn act_party(
        &mut self,
        now: Time,
        who: &str,
        deed: &Deed,
        of: Option<&str>,
    ) -> Result<Option<CallId>, ActError> {
        let party = self.device_of(now, who)?;
        let call = match of {
            Some(of) => Ok(self.call_of(now, of)?),
            None => self.call_meant(who, party, deed),
        };
        let known = call.as_ref().ok().copied();
        let own = self.in_dialect(now, |dialect, cx| dialect.on_deed(cx, party, deed, known));
        if let Some(outcome) = own {
            return Ok(outcome?);
        }
        let doer = Doer {
            now,
            who,
            party,
            call,
        };
        self.act_by_switch(&doer, deed)
    }

    fn act_by_switch(&mut self, doer: &Doer<'_>, deed: &Deed) -> Result<Option<CallId>, ActError> {
        let device = doer.party;
        let command = match deed {
            Deed::Calls { to, media, data } => return self.place_call(doer, to, *media, data),
            Deed::Joins => return self.join(doer),
            Deed::Busy => {
                self.switch.attend(device, Attended::Behaviour(busy()));
                return Ok(None);
            }
            Deed::Says { .. } | Deed::Accepts | Deed::Denies => {
                return Err(self.has_no(deed.word()));
            }
            Deed::Shares(Sharing::Fails) => return Err(self.has_no("shares: fails")),
            Deed::Answers => Command::Answer {
                call: doer.call()?,
                device,
            },
            Deed::Rejects { cause } => Command::Reject {
                call: doer.call()?,
                device,
                cause: *cause,
            },
            Deed::HangsUp | Deed::Leaves => Command::Clear {
                call: doer.call()?,
                device,
            },
            Deed::SendsDigits { text } => Command::Digits {
                call: doer.call()?,
                device,
                text: text.clone(),
            },
            Deed::Holds => Command::Hold {
                call: doer.call()?,
                device,
            },
            Deed::Retrieves => Command::Retrieve {
                call: doer.call()?,
                device,
            },
            Deed::Transfers { to } => Command::SingleStepTransfer {
                call: doer.call()?,
                device,
                to: self.target_of(doer.now, to)?,
            },
            Deed::Invites { who } => Command::Join {
                call: doer.call()?,
                by: device,
                who: self.target_of(doer.now, who)?,
                participation: Participation::Active,
            },
            Deed::Shares(sharing) => Command::Share {
                call: doer.call()?,
                device,
                on: *sharing == Sharing::On,
            },
            Deed::LosesStream | Deed::RegainsStream => Command::Stream {
                call: doer.call()?,
                device,
                on: *deed == Deed::RegainsStream,
            },
        };
        self.serve(doer, command)?;
        Ok(None)
    }

    /// Somebody outside has the call offered; an extension dials.
    fn place_call(
        &mut self,
        doer: &Doer<'_>,
        to: &str,
        media: Media,
        data: &Map<String, Value>,
    ) -> Result<Option<CallId>, ActError> {
        let from = doer.party;
        let to = self.target_of(doer.now, to)?;
        let data = call_data(data);
        let kind = self.switch.device(from).map(|device| device.kind);
        let command = match kind {
            Some(DeviceKind::Trunk) => Command::Offer {
                from,
                to,
                media,
                data,
                ends: Ends::default(),
            },
            Some(DeviceKind::Station) | None => Command::MakeCall {
                from,
                to,
                media,
                data,
            },
            Some(DeviceKind::Group) => {
                return Err(ActError::Invalid(format!(
                    "`{}` is a group, and only people call",
                    doer.who
                )));
            }
        };
        match self.serve(doer, command)? {
            Receipt::Call(call, _) => Ok(Some(call)),
            Receipt::Done | Receipt::Unchanged | Receipt::Pending => Ok(None),
        }
    }

    /// Whoever rings in the meeting takes the call; who was not asked is rung in by its host first.
    fn join(&mut self, doer: &Doer<'_>) -> Result<Option<CallId>, ActError> {
        let (call, device) = (doer.call()?, doer.party);
        let meeting = self.switch.call(call);
        if let Some(meeting) = meeting.filter(|meeting| meeting.connection(device).is_none()) {
            let connected = || {
                let connections = meeting.connections.iter();
                connections.filter(|one| one.state == ConnectionState::Connected)
            };
            let host = connected()
                .find(|one| one.role == Role::Host)
                .or_else(|| connected().next());
            let by = host.map_or(meeting.origin, |host| host.device);
            let command = Command::Join {
                call,
                by,
                who: ctimock_switch::Target::Device(device),
                participation: Participation::Active,
            };
            self.serve(doer, command)?;
        }
        self.serve(doer, Command::Answer { call, device })?;
        Ok(None)
    }

    fn serve(&mut self, doer: &Doer<'_>, command: Command) -> Result<Receipt, ActError> {
        self.in_dialect(doer.now, |_, cx| cx.command(command))
            .map_err(|refusal| ActError::Refused {
                who: doer.who.to_owned(),
                refusal,
            })
    }

    fn has_no(&self, word: &str) -> ActError {
        ActError::Invalid(format!("vendor `{}` has no `{word}`", self.vendor))
    }
}

impl Doer<'_> {
    fn call(&self) -> Result<CallId, ActError> {
        self.call.clone()
    }
}

/// Engaged from here on: a call to it fails before it rings.
fn busy() -> Plan {
    Plan {
        rules: vec![Rule {
            trigger: Trigger::Offered,
            after: Duration::ZERO,
            action: Action::Fail(Cause::Busy),
        }],
    }
}

/// A call carries text; anything else travels as its JSON.
fn call_data(data: &Map<String, Value>) -> CallData {
    data.iter()
        .map(|(name, value)| {
            let text = match value {
                Value::String(text) => text.clone(),
                other => other.to_string(),
            };
            (name.clone(), text)
        })
        .collect()
}
