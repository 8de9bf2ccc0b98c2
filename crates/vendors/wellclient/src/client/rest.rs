use std::borrow::Cow;

use ctimock_protocol::Invoke;
use ctimock_time::Time;
use http::Method;
use serde_json::{Map, Value};

use super::{
    answer::refused,
    args,
    awaits::Awaits,
    body::Body,
    rest_row::{Field, Missing, Part, Row, Verb},
    sdk::Sdk,
    wire::in_path,
};

/// Where calls live.
pub(super) const CALLS: &str = "/api/csta/callControl/calls";

/// The name of an argument that was not given.
type Absent = &'static str;

impl Sdk {
    /// Performs a method of the table.
    pub(super) fn rest_method(&mut self, now: Time, row: &Row, invoke: &Invoke) {
        let composed = self
            .path(row, &invoke.args)
            .and_then(|path| Ok((path, self.body(row, &invoke.args)?)));
        match (composed, row.missing) {
            (Ok((path, body)), _) => {
                let awaits = Awaits::Method(invoke.id);
                let verb = match row.verb {
                    Verb::Get => Method::GET,
                    Verb::Post => Method::POST,
                    Verb::Delete => Method::DELETE,
                };
                self.rest(now, verb, &path, body, awaits);
            }
            (Err(_), Missing::Undefined) => self.settle(invoke.id, Ok(None)),
            (Err(name), Missing::Refused) => {
                let error = refused(format!("`{}` needs `{name}`", row.name));
                self.settle(invoke.id, Err(error));
            }
        }
    }

    /// Answers a call that nobody asked to answer.
    pub(super) fn answer_unasked(&mut self, now: Time, call: &str) {
        let call = in_path(call);
        let path = format!(
            "{CALLS}/{call}/connections/{}%7C{call}/answer",
            self.who.device
        );
        self.rest(now, Method::POST, &path, Vec::new(), Awaits::Nothing);
    }

    fn path(&self, row: &Row, args: &Map<String, Value>) -> Result<String, Absent> {
        let mut path = String::with_capacity(192);
        for part in row.path {
            match *part {
                Part::Text(text) => path.push_str(text),
                Part::Calls => path.push_str(CALLS),
                Part::Arg(name) => path.push_str(&in_path(&required(args, name)?)),
                Part::OwnDevice => path.push_str(&self.who.device),
                Part::CallOrOnly(name) => path.push_str(&in_path(&self.call_or_only(args, name))),
            }
        }
        Ok(path)
    }

    fn body(&self, row: &Row, args: &Map<String, Value>) -> Result<Vec<u8>, Absent> {
        if row.body.is_empty() {
            return Ok(Vec::new());
        }
        let mut body = Body::new();
        for (key, field) in row.body {
            body = match *field {
                Field::Text(text) => body.with(key, text),
                Field::Arg(name) => body.with(key, required(args, name)?),
                Field::ArgOr(name, default) => body.with(
                    key,
                    args::text(args, name).unwrap_or(Cow::Borrowed(default)),
                ),
                Field::ArgOrJobNumber(name) => {
                    let own = Cow::Borrowed(self.who.job_number.as_str());
                    body.with(key, args::text(args, name).unwrap_or(own))
                }
                Field::Json(name) => body.with(key, args.get(name).ok_or(name)?),
                Field::OwnDevice => body.with(key, &self.who.device),
                Field::OwnDomain => body.with(key, &self.who.domain),
                Field::AtOwnDomain(name) => {
                    let code = required(args, name)?;
                    body.with(key, format!("{code}@{}", self.who.domain))
                }
            };
        }
        Ok(body.finish())
    }

    /// Without exactly one call the id stays empty, and the server refuses (dossier §7).
    fn call_or_only<'a>(&'a self, args: &'a Map<String, Value>, name: &str) -> Cow<'a, str> {
        args::text(args, name)
            .unwrap_or_else(|| Cow::Borrowed(self.calls.only().unwrap_or_default()))
    }
}

fn required<'a>(args: &'a Map<String, Value>, name: Absent) -> Result<Cow<'a, str>, Absent> {
    args::text(args, name).ok_or(name)
}
