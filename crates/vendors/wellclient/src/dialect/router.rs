use std::sync::Arc;

use bytes::Bytes;
use ctimock_dialect::{Context, ExchangeId};
use ctimock_switch::AgentId;
use http::{HeaderMap, request::Parts};

use super::{
    percent,
    problems::Problem,
    refuse::Refused,
    reply::{Handled, Reply},
    server::Server,
    sessions,
};

impl Server {
    /// Carries out a request. The `match` is the route table (dossier §7); any prefix may stand before
    /// a path, because deployments put the whole interface under one.
    pub(super) fn route(
        &mut self,
        cx: &mut Context<'_>,
        exchange: ExchangeId,
        parts: &Parts,
        body: &Bytes,
    ) -> Handled {
        let path = segments(parts.uri.path());
        let headers = &parts.headers;
        if self.options.problems.has(Problem::RawPipe) && parts.uri.path().contains('|') {
            return Err(Refused::new(400, "the path has a raw `|`"));
        }
        match (parts.method.as_str(), path.as_slice()) {
            // TPI: `/login`, `/agent/login`, `/api/security/login` and the two `loginTrusted`.
            ("POST", [.., "login" | "loginTrusted"]) => self.login(cx, exchange, body),
            ("POST", [.., "api", "csta", "agent", "state"]) => self.agent_state(cx, headers, body),
            ("POST", [.., "api", "csta", "agent", "heartbeat", login]) => {
                self.heartbeat(cx.now(), headers, &percent::decode(login))
            }
            ("GET", [.., "api", "csta", "agent", "client-state"]) => {
                let agent = self.authorised(headers)?;
                self.client_state(cx, agent)
            }
            ("POST", [.., "callControl", "calls"]) => {
                let agent = self.authorised(headers)?;
                self.make_call(cx, agent, body)
            }
            ("DELETE", [.., "callControl", "calls", call, "connections", connection]) => {
                self.authorised(headers)?;
                let leg = self.leg(call, connection)?;
                self.drop_connection(cx, leg)
            }
            (
                "POST",
                [
                    ..,
                    "callControl",
                    "calls",
                    call,
                    "connections",
                    connection,
                    service,
                ],
            ) => {
                let agent = self.authorised(headers)?;
                match *service {
                    "answer" => self.answer_call(cx, self.leg(call, connection)?),
                    "hold" => self.hold_call(cx, self.leg(call, connection)?),
                    "retrieve" => self.retrieve_call(cx, self.leg(call, connection)?),
                    "consult" => self.consult(cx, agent, self.leg(call, connection)?, body),
                    "cancelConsult" => self.cancel_consult(cx, self.leg(call, connection)?, body),
                    "transfer" => self.transfer_call(cx, self.leg(call, connection)?, body),
                    "conference" => self.conference(cx, self.leg(call, connection)?, body),
                    "singleStepTransfer" => {
                        let leg = self.leg(call, connection)?;
                        self.single_step_transfer(cx, agent, leg, body)
                    }
                    "singleStepConference" => {
                        let leg = self.leg(call, connection)?;
                        self.single_step_conference(cx, agent, leg, body)
                    }
                    "singleStepTransferCallAndWait" => {
                        let leg = self.leg(call, connection)?;
                        self.single_step_transfer_and_wait(cx, agent, leg, body)
                    }
                    "transferAndWait" => {
                        self.transfer_and_wait(cx, self.leg(call, connection)?, body)
                    }
                    _ => Err(unknown(parts)),
                }
            }
            ("POST", [.., "callControl", "calls", call, "user-data"]) => {
                self.authorised(headers)?;
                self.set_call_data(cx, call, body)
            }
            ("GET", [.., "callControl", "calls", call, "user-data"])
            | ("GET", [.., "callControl", "calls", call, "user-data", ""]) => {
                self.authorised(headers)?;
                self.call_data(call)
            }
            ("POST", [.., "callControl", "recording", service @ ("Start" | "Stop")]) => {
                self.authorised(headers)?;
                self.record(cx, service, parts.uri.query().unwrap_or_default())
            }
            ("POST", [.., "callControl", "calls", call, "agentGreeting"]) => {
                self.authorised(headers)?;
                self.greet(cx, call, body)
            }
            ("POST", [.., "callControl", "calls", call, "spy"]) => {
                self.authorised(headers)?;
                self.spy(call, parts.uri.query().unwrap_or_default())
            }
            ("POST", [.., "outbound", "release", agent]) => {
                let by = self.authorised(headers)?;
                self.release(cx, by, agent)
            }
            ("GET", [.., "operation", "tenants", domain, "agents", login]) => {
                self.authorised(headers)?;
                if self.options.problems.has(Problem::NoPrefixes) {
                    return Ok(Reply::NoContent);
                }
                self.prefixes(&percent::decode(domain), &percent::decode(login))
            }
            ("GET", [.., "mvc", "stomp", "info"]) => Ok(Self::sockjs_info(cx)),
            ("GET", [.., "log", "conf"]) => Ok(Reply::Text("yes")),
            ("POST", [.., "log", "wellclient"] | [.., "client-log", "upload"]) => {
                // The client reads an empty 200 as a failure and stops logging (dossier §3).
                Ok(Reply::NoContent)
            }
            _ => Err(unknown(parts)),
        }
    }

    /// Returns whose session the request has; 426 without one (dossier §3).
    pub(super) fn authorised(&self, headers: &HeaderMap) -> Result<AgentId, Refused> {
        self.sessions.of(headers).ok_or_else(|| {
            let there = match sessions::text(headers) {
                None | Some("") => "there was none".to_owned(),
                Some(id) => format!("there was `{id}`"),
            };
            let error = format!("wanted the header `sessionId` of a login, and {there}");
            Refused::new(426, error)
        })
    }

    /// Returns whose request it is: by its session, or by the login that a heartbeat names.
    pub(super) fn whose(&self, path: &str, headers: &HeaderMap) -> Option<Arc<str>> {
        let named = || match segments(path).as_slice() {
            [.., "agent", "heartbeat", login] => self.roster.by_login(&percent::decode(login)),
            _ => None,
        };
        let agent = self.sessions.of(headers).or_else(named)?;
        self.roster.agent(agent).sole_client().cloned()
    }
}

/// Returns the segments of a path, undecoded.
pub(super) fn segments(path: &str) -> Vec<&str> {
    path.trim_start_matches('/').split('/').collect()
}

fn unknown(parts: &Parts) -> Refused {
    let (method, path) = (&parts.method, parts.uri.path());
    Refused::new(
        404,
        format!("`{method} {path}` is no request of wellClient"),
    )
}
