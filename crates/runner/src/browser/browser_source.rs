use std::{io, path::PathBuf};

use ctimock_server::{DriverSocket, Offer, Stand};
use rustix::process::geteuid;
use tokio::time::timeout;

use super::{Chatter, Profile, chromium};
use crate::{
    Page, Patience,
    crew::Process,
    talk::{DriverError, LINE, Ring},
};

/// Where browsers with a page come from.
#[derive(Debug)]
pub(crate) struct Browser {
    chromium: PathBuf,
    page: Page,
    offer: Offer,
}

impl Browser {
    /// Returns the browser of this machine, for a page.
    ///
    /// # Errors
    /// There is no browser, or no such page.
    pub(crate) fn new(page: &Page, offer: Offer) -> Result<Self, String> {
        if let Page::File(file) = page
            && !file.is_file()
        {
            return Err(format!("there is no page `{}`", file.display()));
        }
        Ok(Self {
            chromium: chromium::find()?,
            page: page.clone(),
            offer,
        })
    }

    /// Opens the stand at which the browsers of a job find what they need.
    ///
    /// # Errors
    /// The system has no port.
    pub(crate) async fn stand(&self) -> io::Result<Stand> {
        Stand::open(self.offer.clone(), self.page.folder(), LINE).await
    }

    /// Opens the page in a fresh browser, and waits until its driver connects.
    pub(crate) async fn open(
        &self,
        stand: &mut Stand,
        number: u64,
        ring: &Ring,
        patience: &Patience,
    ) -> Result<(Process, DriverSocket), DriverError> {
        stand.forget();
        let address = self.page.address(stand, number);
        let start = |error: io::Error| DriverError::Start {
            command: self.chromium.display().to_string(),
            reason: error.to_string(),
        };
        let profile = Profile::new().map_err(start)?;
        let is_root = geteuid().is_root();
        let arguments = chromium::arguments(profile.path(), &address, is_root);
        let chatter = Chatter::default();
        let mut process =
            Process::open_browser(&self.chromium, arguments, profile, (ring, &chatter))?;
        let connected = tokio::select! {
            connected = self.connected(stand, number, patience) => connected,
            ended = process.has_ended() => Err(DriverError::Ended(ended)),
        };
        match connected {
            Ok(socket) => {
                chatter.has_connected();
                Ok((process, socket))
            }
            Err(error) => {
                process.end(patience.grace).await;
                Err(error)
            }
        }
    }

    async fn connected(
        &self,
        stand: &mut Stand,
        number: u64,
        patience: &Patience,
    ) -> Result<DriverSocket, DriverError> {
        let page = || self.page.to_string();
        let mut limit = patience.connect;
        if matches!(self.page, Page::File(_)) {
            // A browser may take its time to start, and a page must not.
            if timeout(limit, stand.is_asked()).await.is_err() {
                return Err(DriverError::Unopened {
                    page: page(),
                    limit,
                });
            }
            limit = patience.answer;
        }
        let connects = async {
            loop {
                let (browser, socket) = stand.driver().await;
                if browser == number {
                    return socket;
                }
            }
        };
        let connected = timeout(limit, connects).await;
        connected.map_err(|_| DriverError::Unconnected {
            page: page(),
            limit,
        })
    }
}
