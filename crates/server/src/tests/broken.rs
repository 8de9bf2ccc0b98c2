use std::sync::{Arc, LazyLock};

use bytes::Bytes;
use ctimock_dialect::{
    Action, ActionError, Context, Dialect, Directory, ExchangeId, Found, ProvisionError, Signal,
    SocketId, Upgrade, Variant, World,
};
use ctimock_mock::Vendor;
use ctimock_switch::{CallId, Event};
use ctimock_time::Deadline;
use http::Request;
use serde_json::{Value, json};

use crate::{
    limits::Limits,
    testing::{Place, STREET, street},
};

/// The Bell with a bug: it panics when the path is `/bell/panic`.
struct Cracked(Box<dyn Dialect>);

static CRACKED: LazyLock<Vendor> = LazyLock::new(|| Vendor {
    dialect: |variant: &Variant| Box::new(Cracked(ctimock_testkit::toy::dialect(variant))),
    ..ctimock_testkit::toy::vendor()
});

impl Dialect for Cracked {
    fn provision(
        &mut self,
        cx: &mut Context<'_>,
        world: &World,
    ) -> Result<Directory, Vec<ProvisionError>> {
        self.0.provision(cx, world)
    }

    fn on_request(&mut self, cx: &mut Context<'_>, exchange: ExchangeId, request: Request<Bytes>) {
        assert_ne!(request.uri().path(), "/bell/panic", "the Bell is cracked");
        self.0.on_request(cx, exchange, request);
    }

    fn on_upgrade(
        &mut self,
        cx: &mut Context<'_>,
        socket: SocketId,
        request: &Request<()>,
    ) -> Upgrade {
        self.0.on_upgrade(cx, socket, request)
    }

    fn on_signal(&mut self, cx: &mut Context<'_>, socket: SocketId, signal: Signal) {
        self.0.on_signal(cx, socket, signal);
    }

    fn on_event(&mut self, cx: &mut Context<'_>, event: &Event) {
        self.0.on_event(cx, event);
    }

    fn on_timeout(&mut self, cx: &mut Context<'_>) {
        self.0.on_timeout(cx);
    }

    fn poll_timeout(&self) -> Option<Deadline> {
        self.0.poll_timeout()
    }

    fn on_action(&mut self, cx: &mut Context<'_>, action: &Action) -> Result<(), ActionError> {
        self.0.on_action(cx, action)
    }

    fn find(&mut self, cx: &mut Context<'_>, word: &str) -> Option<Found> {
        self.0.find(cx, word)
    }

    fn call_name(&self, call: CallId) -> Option<String> {
        self.0.call_name(call)
    }

    fn world(&self, cx: &Context<'_>) -> Value {
        self.0.world(cx)
    }
}

fn place() -> Place {
    let mut options = street(&[STREET]);
    let (_, scenarios) = options.worlds.remove(0);
    options
        .worlds
        .push((&CRACKED, scenarios.iter().map(Arc::clone).collect()));
    Place::of(options, Limits::default())
}

#[tokio::test(start_paused = true)]
async fn a_mock_that_breaks_down_says_so_to_everybody() {
    let mut place = place();
    let (_, mut at_annas) = place.listen("1").await;

    let broke = place.connect().await.get("/bell/panic").await;
    let after = place
        .connect()
        .await
        .post("/bell/login", &json!({ "house": "1" }))
        .await;
    let health = place.ask("GET", "health", Value::Null).await;

    let error = broke.json()["error"].as_str().unwrap().to_owned();
    assert!(
        error.starts_with("the mock of `bell` broke down, which is a bug of ctimock: ")
            && error.contains("the Bell is cracked"),
        "{error}"
    );
    let wanted = json!({ "error": error, "help": "POST /_ctimock/reset starts it anew" });
    assert_eq!((broke.status, broke.json()), (500, wanted.clone()));
    assert_eq!((after.status, after.json()), (500, wanted.clone()));
    assert_eq!(health, (500, wanted));
    let end = at_annas.end().await;
    assert_eq!(end, Some((1011, "the mock broke down".to_owned())));
}

#[tokio::test(start_paused = true)]
async fn a_reset_brings_a_mock_back_that_broke_down() {
    let mut place = place();
    place.connect().await.get("/bell/panic").await;

    let reset = place.ask("POST", "reset", Value::Null).await;

    assert_eq!(reset.0, 200);
    place.log_in("1").await;
}
