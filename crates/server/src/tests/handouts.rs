use std::{
    collections::BTreeMap,
    sync::{Arc, LazyLock},
};

use ctimock_dialect::{SdkFile, Variant};
use ctimock_mock::Vendor;
use ctimock_testkit::{scenario, toy};
use serde_json::json;

use crate::{
    limits::Limits,
    testing::{BELL, Place, STREET, street},
};

/// A Bell that has something for pages.
static BELL_WITH_SDK: LazyLock<Vendor> = LazyLock::new(|| Vendor {
    sdk: &[SdkFile {
        name: "bell.js",
        media_type: "text/javascript",
        text: |variant: &Variant| format!("const quirks = {:?};", variant.quirks),
    }],
    adapter: "export const methods = [];",
    ..toy::vendor()
});

fn place(variant: Option<Variant>) -> Place {
    let mut options = street(&[]);
    let world = Arc::new(scenario(&BELL, STREET));
    options.worlds = vec![(&BELL_WITH_SDK, vec![world])];
    options.token = Some("s3cret".to_owned());
    options.variants = variant.map_or_else(BTreeMap::new, |variant| {
        BTreeMap::from([("bell".to_owned(), variant)])
    });
    Place::of(options, Limits::default())
}

#[tokio::test(start_paused = true)]
async fn an_sdk_is_handed_out_under_any_prefix_before_its_vendor_is_asked() {
    let mut place = place(None);
    let mut line = place.connect().await;

    let plain = line.get("/sdk/bell.js").await;
    let prefixed = line.get("/of/bell/sdk/bell.js?v=1").await;

    let text = format!("const quirks = {:?};", Variant::default().quirks);
    assert_eq!((plain.status, plain.body), (200, text.clone()));
    assert_eq!((prefixed.status, prefixed.body), (200, text));
    let header = |name| plain.headers[name].to_str().unwrap();
    assert_eq!(header("content-type"), "text/javascript");
    assert_eq!(header("access-control-allow-origin"), "*");
    assert_eq!(header("cache-control"), "no-cache");
}

#[tokio::test(start_paused = true)]
async fn an_sdk_is_made_for_the_variant_that_is_served() {
    let mut variant = Variant::default();
    let contract = (BELL.contract)();
    let selected = variant.quirks.select(contract, "caller", "hidden");
    selected.expect("the Bell has that quirk");
    let text = format!("const quirks = {:?};", variant.quirks);
    let mut place = place(Some(variant));

    let said = place.connect().await.get("/sdk/bell.js").await;

    assert_eq!(said.body, text);
}

#[tokio::test(start_paused = true)]
async fn a_head_has_the_length_of_an_sdk_and_not_its_text() {
    let mut place = place(None);
    let mut line = place.connect().await;

    let whole = line.get("/sdk/bell.js").await;
    let head = line.ask("HEAD", "/sdk/bell.js", &[], String::new()).await;

    assert_eq!((head.status, head.body.as_str()), (200, ""));
    let length = |said: &crate::testing::Said| said.headers["content-length"].clone();
    assert_eq!(length(&head), length(&whole));
}

#[tokio::test(start_paused = true)]
async fn a_file_that_no_sdk_has_names_those_that_are_there() {
    let mut place = place(None);

    let said = place.connect().await.get("/sdk/gong.js").await;

    let error = "no SDK that is served here has the file `gong.js`";
    let wanted = json!({ "error": error, "files": ["bell.js"] });
    assert_eq!((said.status, said.json()), (404, wanted));
}

#[tokio::test(start_paused = true)]
async fn a_post_to_an_sdk_is_for_the_vendor_that_claims_it() {
    let mut place = place(None);
    let mut line = place.connect().await;

    let nobodys = line.post("/gong/sdk/bell.js", &json!({})).await;
    let bells = line.post("/bell/sdk/bell.js", &json!({})).await;

    let error = "no vendor that is served here has `POST /gong/sdk/bell.js`";
    let wanted = json!({ "error": error, "vendors": ["bell"] });
    assert_eq!((nobodys.status, nobodys.json()), (404, wanted));
    let wanted = json!({ "error": "log in first" });
    assert_eq!((bells.status, bells.json()), (401, wanted));
}

#[tokio::test(start_paused = true)]
async fn the_driver_and_the_adapters_are_modules_for_pages_of_any_origin_without_the_secret() {
    let mut place = place(None);
    let mut line = place.connect().await;

    for (path, starts) in [
        ("driver.js", "/**"),
        ("driver/clock.js", "/**"),
        ("adapter/bell.js", "export const methods = [];"),
    ] {
        let said = line.get(&format!("/_ctimock/{path}")).await;

        assert_eq!(said.status, 200, "{path}");
        assert!(said.body.starts_with(starts), "{path}: {}", said.body);
        let header = |name| said.headers[name].to_str().unwrap();
        assert_eq!(header("content-type"), "text/javascript; charset=utf-8");
        assert_eq!(header("access-control-allow-origin"), "*");
    }
}

#[tokio::test(start_paused = true)]
async fn every_module_that_a_module_of_the_driver_imports_is_handed_out() {
    let mut place = place(None);
    let mut line = place.connect().await;
    let mut pages = vec!["driver.js".to_owned()];

    let mut seen = 0;
    while let Some(page) = pages.get(seen).cloned() {
        seen += 1;
        let said = line.get(&format!("/_ctimock/{page}")).await;
        assert_eq!(said.status, 200, "{page}");
        let folder = page
            .rsplit_once('/')
            .map_or("", |(folder, _)| folder)
            .to_owned();
        for import in said
            .body
            .lines()
            .filter(|line| line.starts_with("import {"))
        {
            let from = import.split('\'').nth(1).expect("a quoted path");
            let path = format!("{folder}/{}", from.trim_start_matches("./"));
            let path = path.trim_start_matches('/').to_owned();
            if !pages.contains(&path) {
                pages.push(path);
            }
        }
    }

    pages.sort();
    assert_eq!(
        pages,
        [
            "driver.js",
            "driver/address.js",
            "driver/clock.js",
            "driver/conversation.js",
            "driver/page-errors.js",
            "driver/traffic.js",
            "driver/turns.js"
        ]
    );
}

#[tokio::test(start_paused = true)]
async fn a_vendor_without_an_adapter_has_no_module() {
    let mut place = Place::new();
    let mut line = place.connect().await;

    let none = line.get("/_ctimock/adapter/bell.js").await;
    let unknown = line.get("/_ctimock/adapter/gong.js").await;

    assert_eq!((none.status, unknown.status), (404, 404));
}

#[tokio::test(start_paused = true)]
async fn a_module_is_only_read() {
    let mut place = place(None);
    let mut line = place.connect().await;

    let said = line.post("/_ctimock/driver/clock.js", &json!({})).await;

    let error = "`/_ctimock/driver/clock.js` takes GET, not POST";
    assert_eq!((said.status, said.json()), (405, json!({ "error": error })));
}
