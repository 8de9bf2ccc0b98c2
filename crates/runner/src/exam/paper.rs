use ctimock_dialect::contract::Field;
use ctimock_mock::Vendor;
use ctimock_protocol::{Ask, ClientClock, Connect, Endpoints, Initialized, InvokeParams, Who};
use ctimock_scenario::Scenario;
use ctimock_time::Time;
use serde_json::{Map, Value};

use super::sitting::Sitting;

/// A method that no vendor has.
const NO_METHOD: &str = "ctimockAsksForWhatIsNotThere";

/// Where the client's clock is set.
const LATER: Time = Time::from_millis(60_000);

/// At so many instants on the way there the client may have something to do.
const INSTANTS: usize = 1000;

impl Sitting<'_> {
    /// Writes down what the client says of itself.
    pub(super) fn introduce(&mut self, about: &Initialized) {
        let methods = match about.methods.len() {
            0 => "methods not listed".to_owned(),
            1 => "1 method".to_owned(),
            many => format!("{many} methods"),
        };
        let clock = match about.clock {
            ClientClock::Virtual => "virtual",
            ClientClock::None => "none",
            ClientClock::Real => "real",
        };
        let many = match about.multiple_clients {
            true => "several clients in one process",
            false => "a process for each client",
        };
        let (name, version) = (&about.name, &about.version);
        let what = format!("`{name}` {version}, {methods}, clock {clock}, {many}");
        self.sheet.right("initialize", &what);
        if about.clock == ClientClock::Real {
            self.sheet
                .note("its cases will run in real time; an injected clock makes them fast");
        }
    }

    /// Goes through the messages of a case, one after the other.
    pub(super) async fn sit(&mut self, vendor: &Vendor, world: &Scenario, about: &Initialized) {
        let Some(person) = world.world.clients.first() else {
            self.sheet.skipped("connect", "the world has no client");
            return;
        };
        let name = person.name.as_str();
        if about.clock == ClientClock::Virtual {
            self.ask(&Ask::advance(Time::ZERO)).await;
        }
        self.connect(name, &person.identity).await;
        if self.settle(name).await.is_some() {
            self.sheet.right("settle", "at rest");
        }
        self.unknown_method(name).await;
        self.known_method(vendor, name, &person.identity, about)
            .await;
        match about.clock {
            ClientClock::Virtual => self.advance(name).await,
            ClientClock::None => self.sheet.skipped("advance", "the client has no clock"),
            ClientClock::Real => self.sheet.skipped("advance", "the client's clock is real"),
        }
        self.settle(name).await;
        self.judge_events(name);
        let client = name.to_owned();
        if self.ask(&Ask::Disconnect(Who { client })).await.is_some() {
            self.sheet.right("disconnect", &format!("`{name}`"));
        }
        if self.over {
            // What is left of it does not end by itself.
            self.crew.dismiss().await;
        }
    }

    async fn connect(&mut self, name: &str, identity: &Map<String, Value>) {
        let Ok(address) = self.booth.admit(name).await else {
            self.sheet.skipped("connect", "the system gives no port");
            return;
        };
        self.booth.give_floor(name);
        let connect = Connect {
            client: name.to_owned(),
            endpoints: Endpoints::from([
                ("http".to_owned(), format!("http://{address}")),
                ("ws".to_owned(), format!("ws://{address}")),
            ]),
            identity: identity.clone(),
            options: Map::new(),
        };
        if self.ask(&Ask::Connect(connect)).await.is_some() {
            self.sheet.right("connect", &format!("`{name}`"));
        }
    }

    async fn unknown_method(&mut self, name: &str) {
        let ask = invoke(name, NO_METHOD, Map::new());
        match self.invoke(name, &ask).await {
            Some(Err((2, _))) => {
                let what = format!("`{NO_METHOD}` is refused with code 2");
                self.sheet.right("invoke", &what);
            }
            Some(Err((code, message))) => {
                let what = format!(
                    "`{NO_METHOD}`, which is nowhere, was refused with code {code}, and 2 is wanted: \
                     {message}"
                );
                self.sheet.wrong("invoke", &what);
            }
            Some(Ok(_)) => {
                let what =
                    format!("`{NO_METHOD}`, which is nowhere, succeeded, and code 2 is wanted");
                self.sheet.wrong("invoke", &what);
            }
            None if self.over => {}
            None => {
                let what = format!("`{NO_METHOD}`, which is nowhere, was never answered");
                self.sheet.wrong("invoke", &what);
            }
        }
    }

    async fn known_method(
        &mut self,
        vendor: &Vendor,
        name: &str,
        identity: &Map<String, Value>,
        about: &Initialized,
    ) {
        if self.over {
            return;
        }
        let contract = (vendor.contract)();
        let is_told = |field: &&Field| identity.contains_key(&field.name);
        let callable = about.methods.iter().filter_map(|method| {
            let found = contract.method(method)?;
            let lacks = |field: &Field| field.required && !is_told(&field);
            (!found.params.iter().any(lacks)).then_some((method, found))
        });
        // A login takes most of an identity, and other methods need one before them.
        let known = callable.max_by_key(|(_, found)| found.params.iter().filter(is_told).count());
        let Some((method, found)) = known else {
            let why = "no method that it lists can be called with an identity alone";
            self.sheet.skipped("invoke", why);
            return;
        };
        let args = found.params.iter().filter_map(|field| {
            let value = identity.get(&field.name)?;
            Some((field.name.clone(), value.clone()))
        });
        let ask = invoke(name, method, args.collect());
        match self.invoke(name, &ask).await {
            Some(Ok(_)) => self.sheet.right("invoke", &format!("`{method}` succeeded")),
            Some(Err((1, _))) => {
                let what = format!("`{method}` was refused with code 1");
                self.sheet.right("invoke", &what);
            }
            Some(Err((code, message))) => {
                let what =
                    format!("`{method}`, which it lists, failed with code {code}: {message}");
                self.sheet.wrong("invoke", &what);
            }
            None if self.over => {}
            None => {
                let what = format!("`{method}` waits for something, as it may");
                self.sheet.right("invoke", &what);
            }
        }
    }

    fn judge_events(&mut self, name: &str) {
        let events = self.events();
        let foreign = events.iter().find(|event| event.client != name);
        match foreign {
            Some(event) => {
                let what = format!(
                    "`{}` was told to `{}`, and there is only `{name}`",
                    event.name, event.client
                );
                self.sheet.wrong("event", &what);
            }
            None if events.is_empty() => self.sheet.skipped("event", "none was told"),
            None => {
                let names: Vec<String> = events
                    .iter()
                    .map(|event| format!("`{}`", event.name))
                    .collect();
                self.sheet.right("event", &names.join(", "));
            }
        }
    }

    /// Goes from timer to timer of the client for a while.
    async fn advance(&mut self, name: &str) {
        let mut instants = 0;
        while let Some(due) = self.settle(name).await {
            let now = self.booth.now();
            if let Some(due) = due.filter(|due| *due <= now) {
                let what = format!(
                    "the clock stands at {now}, and the nearest timer is due at {due}: it has not run"
                );
                self.sheet.wrong("advance", &what);
                return;
            }
            if now == LATER {
                let what = match due {
                    Some(due) => format!("to {now}; the nearest timer is due at {due}"),
                    None => format!("to {now}; no timer is set"),
                };
                self.sheet.right("advance", &what);
                return;
            }
            instants += 1;
            let next = due.filter(|due| *due < LATER && instants < INSTANTS);
            let next = next.unwrap_or(LATER);
            self.booth.move_to(next);
            if self.ask(&Ask::advance(next)).await.is_none() {
                return;
            }
        }
    }
}

fn invoke(client: &str, method: &str, args: Map<String, Value>) -> Ask {
    Ask::Invoke(InvokeParams {
        client: client.to_owned(),
        method: method.to_owned(),
        args,
    })
}
