use std::{
    collections::BTreeMap,
    net::{Ipv4Addr, SocketAddr},
    sync::{Arc, LazyLock},
};

use ctimock_mock::Vendor;
use ctimock_scenario::Scenario;
use ctimock_testkit::{scenario, toy};
use serde_json::Value;
use tokio::{
    io::{DuplexStream, duplex},
    task::JoinSet,
};

use super::{Line, Telephone};
use crate::{
    ServeOptions, host::keep_time, limits::Limits, requests::serve_connection, setup::Setup,
    site::Site,
};

pub(crate) static BELL: LazyLock<Vendor> = LazyLock::new(toy::vendor);

/// Anna and bert, and carl who ignores calls.
pub(crate) const STREET: &str = r#"
scenario: A street
vendor: bell
given:
  clients:
    anna: { house: "1" }
    bert: { house: "2" }
  parties:
    carl: { number: "13800138000" }
"#;

/// A server that tests connect to.
pub(crate) struct Place {
    pub(crate) site: Arc<Site>,
    running: JoinSet<()>,
}

/// Returns what is served: the Bell, with these files.
pub(crate) fn street(files: &[&str]) -> ServeOptions {
    let worlds: Vec<Arc<Scenario>> = files
        .iter()
        .map(|text| Arc::new(scenario(&BELL, text)))
        .collect();
    ServeOptions {
        listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
        token: None,
        worlds: vec![(&BELL, worlds)],
        seed: 7,
        variants: BTreeMap::new(),
        journal: None,
    }
}

impl Place {
    /// Returns the street where anna and bert live.
    pub(crate) fn new() -> Self {
        Self::of(street(&[STREET]), Limits::default())
    }

    pub(crate) fn with_limits(limits: Limits) -> Self {
        Self::of(street(&[STREET]), limits)
    }

    pub(crate) fn of(options: ServeOptions, limits: Limits) -> Self {
        let setups = options.worlds.into_iter().map(|(vendor, scenarios)| {
            let above = options.variants.get(vendor.name);
            Setup::new(vendor, scenarios, options.seed, above, None)
        });
        let setups = setups.collect::<Result<_, _>>();
        let setups = setups.expect("the files have identities of their own");
        let site = Site::new(setups, options.token, limits).expect("the worlds can be");
        let site = Arc::new(site);
        let mut running = JoinSet::new();
        for host in &site.hosts {
            running.spawn(keep_time(Arc::clone(host)));
        }
        Self { site, running }
    }

    /// Returns a fresh connection, as bytes. A reader that does not read holds up what is more than
    /// 64 KiB.
    pub(crate) fn raw(&mut self) -> DuplexStream {
        let (theirs, ours) = duplex(64 * 1024);
        self.running
            .spawn(serve_connection(ours, Arc::clone(&self.site)));
        theirs
    }

    /// Returns a fresh connection that takes next to nothing unless it is read.
    pub(crate) fn narrow(&mut self) -> DuplexStream {
        let (theirs, ours) = duplex(512);
        self.running
            .spawn(serve_connection(ours, Arc::clone(&self.site)));
        theirs
    }

    /// Returns a fresh connection for requests, one after the other.
    pub(crate) async fn connect(&mut self) -> Line {
        Line::new(self.raw()).await
    }

    /// Returns a fresh WebSocket.
    pub(crate) async fn telephone(&mut self, path: &str) -> Telephone {
        Telephone::new(self.raw(), path).await
    }

    /// Lets a house log in, and returns its token.
    pub(crate) async fn log_in(&mut self, house: &str) -> String {
        let body = serde_json::json!({ "house": house });
        let said = self.connect().await.post("/bell/login", &body).await;
        said.json()["token"].as_str().expect("a token").to_owned()
    }

    /// Lets a house log in and listen.
    pub(crate) async fn listen(&mut self, house: &str) -> (String, Telephone) {
        let token = self.log_in(house).await;
        let mut telephone = self.telephone(&format!("/bell/events?token={token}")).await;
        assert_eq!(telephone.event().await, "online");
        (token, telephone)
    }

    /// Asks the control API, and returns status and body.
    pub(crate) async fn ask(&mut self, method: &str, path: &str, body: Value) -> (u16, Value) {
        let mut line = self.connect().await;
        let path = format!("/_ctimock/{path}");
        let said = line.ask(method, &path, &[], body.to_string()).await;
        (said.status, said.json())
    }

    /// Returns the words of the journal's entries, from `since` on.
    pub(crate) async fn journal(&mut self, since: u64) -> Vec<String> {
        let path = format!("journal?since={since}");
        let (_, entries) = self.ask("GET", &path, Value::Null).await;
        let entries = entries.as_array().expect("the journal is a list").clone();
        let word = |entry: Value| entry["what"].as_str().expect("a word").to_owned();
        entries.into_iter().map(word).collect()
    }
}
