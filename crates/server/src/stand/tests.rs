use std::{
    env, fs,
    net::{Ipv4Addr, SocketAddr},
    path::PathBuf,
    sync::Arc,
};

use futures_util::{SinkExt, StreamExt};
use tokio::io::{DuplexStream, duplex};
use tokio_tungstenite::{client_async, tungstenite::Message};

use super::{
    Stand,
    shelf::{Shelf, serve},
};
use crate::{Offer, testing::Line};

/// A folder with a page, which ends with the test.
struct Pages(PathBuf);

impl Pages {
    fn new(name: &str) -> Self {
        let folder = env::temp_dir().join(format!("ctimock-stand-{}-{name}", std::process::id()));
        fs::create_dir_all(folder.join("js")).unwrap();
        fs::write(folder.join("index.html"), "<title>A page</title>").unwrap();
        fs::write(folder.join("js/app.js"), "let it;").unwrap();
        Self(folder)
    }

    fn stand(&self) -> Place {
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, 9000));
        let (stand, shelf) = Stand::at(address, Offer::default(), Some(self.0.clone()), 1024);
        Place { stand, shelf }
    }
}

/// A stand without a listener. Connections are pipes.
struct Place {
    stand: Stand,
    shelf: Arc<Shelf>,
}

impl Place {
    fn connect(&self) -> DuplexStream {
        let (theirs, ours) = duplex(64 * 1024);
        tokio::spawn(serve(ours, Arc::clone(&self.shelf)));
        theirs
    }

    /// Asks for a path under a name; returns status, media type and text.
    async fn ask(&self, method: &str, host: &str, path: &str) -> (u16, String, String) {
        let host = [("host", host)];
        let mut line = Line::new(self.connect()).await;
        let said = line.ask(method, path, &host, String::new()).await;
        let kind = said.headers["content-type"].to_str().unwrap().to_owned();
        (said.status, kind, said.body)
    }
}

impl Drop for Pages {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// The name under which browsers ask.
const HERE: &str = "127.0.0.1:9000";

#[tokio::test]
async fn the_pages_folder_and_the_driver_are_handed_out() {
    let pages = Pages::new("files");
    let stand = pages.stand();

    let page = stand.ask("GET", HERE, "/index.html?ctimock=ws://x").await;
    let script = stand.ask("GET", HERE, "/js/app.js").await;
    let driver = stand.ask("GET", HERE, "/_ctimock/driver.js").await;

    let javascript = "text/javascript; charset=utf-8".to_owned();
    let html = "text/html; charset=utf-8".to_owned();
    assert_eq!(page, (200, html, "<title>A page</title>".to_owned()));
    assert_eq!(script, (200, javascript.clone(), "let it;".to_owned()));
    assert_eq!((driver.0, driver.1), (200, javascript));
}

#[tokio::test]
async fn what_is_not_there_is_not_handed_out() {
    let pages = Pages::new("nothing");
    let stand = pages.stand();

    let mut statuses = Vec::new();
    for (method, host, path) in [
        ("GET", HERE, "/other.html"),
        ("GET", HERE, "/%2e%2e/secret"),
        ("GET", HERE, "/_ctimock/adapter/bell.js"),
        ("GET", HERE, "/sdk/bell.js"),
        ("POST", HERE, "/index.html"),
        ("GET", "elsewhere.example", "/index.html"),
    ] {
        statuses.push(stand.ask(method, host, path).await.0);
    }

    assert_eq!(statuses, [404, 404, 404, 404, 405, 403]);
}

#[tokio::test]
async fn a_driver_says_which_browser_it_is_in() {
    let pages = Pages::new("driver");
    let mut place = pages.stand();
    let url = place.stand.driver_url(7);

    let (mut page, _) = client_async(url, place.connect())
        .await
        .expect("it is let in");
    page.send(Message::text("hello")).await.unwrap();
    let (browser, mut driver) = place.stand.driver().await;

    let heard = driver.next().await.unwrap().unwrap();
    assert_eq!((browser, heard), (7, Message::text("hello")));
}

#[tokio::test]
async fn whoever_does_not_know_the_secret_is_not_let_in_as_a_driver() {
    let pages = Pages::new("secret");
    let stand = pages.stand();
    let url = format!("ws://{HERE}/_ctimock/driver/0/1");

    let connected = client_async(url, stand.connect()).await;

    assert!(connected.is_err());
}
