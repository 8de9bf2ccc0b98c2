use std::sync::Arc;

use ctimock_protocol::{Ask, Heard, Initialize, Initialized, VERSION};
use ctimock_server::{DriverSocket, Stand};
use futures_util::StreamExt;
use serde_json::Value;
use tokio::{
    sync::mpsc::{self, UnboundedReceiver, UnboundedSender},
    time::{Instant, timeout_at},
};

use super::{Doorway, Peer, Process};
use crate::{
    CommandLine, Patience,
    browser::Browser,
    talk::{DriverError, News, PeerId, Ring, Tally, Voice, listen_to_lines, listen_to_messages},
};

/// Where clients come from.
#[derive(Clone, Debug)]
pub(crate) enum Source {
    Exec(CommandLine),
    Ws(Arc<Doorway>),
    Browser(Arc<Browser>),
}

/// The clients that one job has at hand, and what comes from them.
#[derive(Debug)]
pub(crate) struct Crew {
    source: Source,
    /// Where its browsers find what they need.
    stand: Option<Stand>,
    pub(crate) patience: Patience,
    /// For which vendor they have been initialized.
    vendor: String,
    pub(crate) peers: Vec<Peer>,
    begun: u64,
    heard: UnboundedReceiver<(PeerId, News)>,
    hears: UnboundedSender<(PeerId, News)>,
    /// What those wrote to standard error who were sent away.
    last_words: Vec<String>,
}

impl Crew {
    pub(crate) fn new(source: Source, patience: Patience) -> Self {
        let (hears, heard) = mpsc::unbounded_channel();
        Self {
            source,
            stand: None,
            patience,
            vendor: String::new(),
            peers: Vec::new(),
            begun: 0,
            heard,
            hears,
            last_words: Vec::new(),
        }
    }

    /// Sees to it that there are enough peers for so many clients of a scenario of this vendor.
    pub(crate) async fn staff(&mut self, vendor: &str, clients: usize) -> Result<(), DriverError> {
        if self.vendor != vendor {
            self.farewell().await?;
            vendor.clone_into(&mut self.vendor);
        }
        while self.overhear().is_some() {}
        while self.peers.len() < self.wanted(clients) {
            let peer = self.hire().await?;
            self.peers.push(peer);
        }
        self.last_words.clear();
        for peer in &self.peers {
            peer.ring.clear();
        }
        Ok(())
    }

    /// Returns the peer that has the client of that number.
    pub(crate) fn peer_of(&self, client: usize) -> usize {
        client.min(self.peers.len().saturating_sub(1))
    }

    /// Returns what the clients say of themselves.
    pub(crate) fn about(&self) -> Option<&Initialized> {
        self.peers.first().map(|peer| &peer.about)
    }

    /// How many quiet rounds are one: a browser answers pings in another process than its page's.
    pub(crate) fn quiet_rounds(&self) -> usize {
        if self.is_of_browsers() { 2 } else { 1 }
    }

    /// Returns whether its clients are pages in browsers.
    pub(crate) fn is_of_browsers(&self) -> bool {
        matches!(self.source, Source::Browser(_))
    }

    /// Waits for the next news.
    pub(crate) async fn hear(&mut self) -> (usize, News) {
        loop {
            let (id, news) = self
                .heard
                .recv()
                .await
                .expect("the crew has a sender itself");
            if let Some(peer) = self.place_of(id) {
                return (peer, news);
            }
        }
    }

    /// Returns the next news, if there are any.
    pub(crate) fn overhear(&mut self) -> Option<(usize, News)> {
        loop {
            let (id, news) = self.heard.try_recv().ok()?;
            if let Some(peer) = self.place_of(id) {
                return Some((peer, news));
            }
        }
    }

    /// Turns news that end a conversation into the reason.
    pub(crate) async fn reason(&mut self, peer: usize, news: News) -> Result<Heard, DriverError> {
        match news {
            News::Said(heard) => Ok(heard),
            News::Nonsense(error) => Err(DriverError::Nonsense(error)),
            News::Flood(what) => Err(DriverError::Flood(what)),
            News::End => Err(self.peers[peer].why_ended(self.patience.grace).await),
        }
    }

    /// Ends everybody, whatever they do.
    pub(crate) async fn dismiss(&mut self) {
        for peer in std::mem::take(&mut self.peers) {
            self.send_away(peer).await;
        }
    }

    /// Returns what the clients have written to standard error since they were staffed for the case.
    pub(crate) fn words(&mut self) -> Vec<String> {
        let mut words = std::mem::take(&mut self.last_words);
        words.extend(self.peers.iter().flat_map(|peer| peer.ring.last()));
        words
    }

    /// Tells everybody to end, and waits for it.
    ///
    /// # Errors
    /// What the first did that did not end as it should; it is ended all the same.
    pub(crate) async fn farewell(&mut self) -> Result<(), DriverError> {
        let mut first = Ok(());
        while !self.peers.is_empty() {
            let parted = self.part().await;
            let peer = self.peers.remove(0);
            if parted.is_err() {
                self.send_away(peer).await;
                first = first.and(parted);
            }
        }
        first
    }

    async fn send_away(&mut self, peer: Peer) {
        let ring = peer.ring.clone();
        peer.dismiss(self.patience.grace).await;
        self.last_words.extend(ring.last());
    }

    /// Parts from the first peer.
    async fn part(&mut self) -> Result<(), DriverError> {
        self.answer_to(0, &Ask::Shutdown).await?;
        let grace = self.patience.grace;
        let peer = &mut self.peers[0];
        drop(peer.voice.take());
        let Some(process) = &mut peer.process else {
            return Ok(());
        };
        if process.is_browser() {
            if let Some(browser) = peer.process.take() {
                browser.end(grace).await;
            }
            return Ok(());
        }
        match process.ended(grace).await {
            Some(crate::talk::Ended::Exited(0)) => Ok(()),
            Some(ended) => Err(DriverError::Ended(ended)),
            None => Err(DriverError::Slow {
                what: "end after `shutdown`",
                limit: grace,
            }),
        }
    }

    async fn hire(&mut self) -> Result<Peer, DriverError> {
        self.begun += 1;
        let id = PeerId(self.begun);
        let (tally, ring) = (Tally::default(), Ring::default());
        let (voice, process, listening) = match &self.source {
            Source::Exec(command) => {
                let (process, stdin, stdout) = Process::start(command, &ring)?;
                let listening = listen_to_lines(stdout, id, tally.clone(), self.hears.clone());
                (Voice::Pipe(stdin), Some(process), tokio::spawn(listening))
            }
            Source::Ws(doorway) => {
                let limit = (self.begun > 1).then_some(self.patience.connect);
                let (sink, stream) = doorway.client(limit).await?.split();
                let listening = listen_to_messages(stream, id, tally.clone(), self.hears.clone());
                (Voice::Socket(Box::new(sink)), None, tokio::spawn(listening))
            }
            Source::Browser(browser) => {
                let browser = Arc::clone(browser);
                let opened = self.open(&browser, id, &ring).await;
                let (process, socket) = match opened {
                    Ok(opened) => opened,
                    Err(error) => {
                        self.last_words.extend(ring.last());
                        return Err(error);
                    }
                };
                let (sink, stream) = socket.split();
                let listening = listen_to_messages(stream, id, tally.clone(), self.hears.clone());
                let listening = tokio::spawn(listening);
                (Voice::Page(Box::new(sink)), Some(process), listening)
            }
        };
        let listening = listening.abort_handle();
        self.peers
            .push(Peer::new(id, voice, process, (tally, ring), listening));
        let ask = Ask::Initialize(Initialize {
            protocol_version: VERSION,
            vendor: self.vendor.clone(),
        });
        let place = self.peers.len() - 1;
        let initialized = self.answer_to(place, &ask).await.and_then(|result| {
            Initialized::read(result).map_err(|problem| DriverError::Result {
                method: "initialize",
                problem,
            })
        });
        let mut peer = self.peers.remove(place);
        match initialized {
            Ok(about) => {
                peer.about = about;
                Ok(peer)
            }
            Err(error) => {
                self.send_away(peer).await;
                Err(error)
            }
        }
    }

    async fn open(
        &mut self,
        browser: &Browser,
        PeerId(number): PeerId,
        ring: &Ring,
    ) -> Result<(Process, DriverSocket), DriverError> {
        let stand = match &mut self.stand {
            Some(stand) => stand,
            none => none.insert(browser.stand().await.map_err(|error| DriverError::Start {
                command: "the listener of the page".to_owned(),
                reason: error.to_string(),
            })?),
        };
        browser.open(stand, number, ring, &self.patience).await
    }

    /// Asks something outside of a case, and waits for the answer; nothing else that is said counts.
    async fn answer_to(&mut self, peer: usize, ask: &Ask) -> Result<Option<Value>, DriverError> {
        self.converse(peer, ask, &mut Vec::new()).await
    }

    /// Asks something, and waits for the answer. What else is said comes into `heard`.
    pub(crate) async fn converse(
        &mut self,
        peer: usize,
        ask: &Ask,
        heard: &mut Vec<Heard>,
    ) -> Result<Option<Value>, DriverError> {
        let limit = self.patience.answer;
        let until = Instant::now() + limit;
        let method = ask.method();
        let asked = self.peers[peer].ask(ask, limit).await?;
        loop {
            let next = timeout_at(until, self.hear()).await;
            let (from, news) = next.map_err(|_| DriverError::Hung {
                what: method,
                limit,
            })?;
            if from != peer {
                continue;
            }
            match self.reason(peer, news).await? {
                Heard::Answer { id, result } if id == asked => {
                    return result.map_err(|error| DriverError::Failed { method, error });
                }
                other => heard.push(other),
            }
        }
    }

    fn wanted(&self, clients: usize) -> usize {
        match self.about() {
            Some(about) if !about.multiple_clients => clients.max(1),
            Some(_) | None => 1,
        }
    }

    fn place_of(&self, id: PeerId) -> Option<usize> {
        self.peers.iter().position(|peer| peer.id == id)
    }
}
