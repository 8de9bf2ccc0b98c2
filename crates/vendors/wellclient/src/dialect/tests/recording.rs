use serde_json::json;

use super::{
    bench::{Bench, Desk},
    people::{SECOND, answering_carl},
};

fn talking(setting: &str) -> (Bench, Desk) {
    let mut world = answering_carl();
    world.settings.insert("recording".into(), setting.into());
    let mut bench = Bench::new(world);
    let anna = bench.log_on("5001", "8001", "Ready");
    bench.call(&anna, "917602176375");
    bench.pass(SECOND * 2);
    (bench, anna)
}

fn ask(bench: &mut Bench, desk: &Desk, service: &str) -> u16 {
    let path = format!(
        "/api/csta/callControl/recording/{service}?extension={}",
        desk.device
    );
    bench.ask("POST", &path, &desk.session, "").0
}

#[test]
fn a_recording_stops_and_starts_when_asked() {
    let (mut bench, anna) = talking("on");
    let began = bench.events(anna.socket).pop().expect("it was recorded");

    let statuses =
        ["Stop", "Stop", "Start", "Start"].map(|service| ask(&mut bench, &anna, service));

    let events = bench.events(anna.socket);
    let names: Vec<_> = events
        .iter()
        .map(|event| event["eventName"].clone())
        .collect();
    assert_eq!(statuses, [204, 409, 204, 409]);
    assert_eq!(names, ["recordStopped", "recordStarted"]);
    assert_eq!(events[0]["recordId"], began["recordId"]);
    assert_eq!(events[0].get("callId"), None);
}

#[test]
fn with_recording_off_nothing_is_recorded_until_it_is_asked_for() {
    let (mut bench, anna) = talking("off");
    let before = bench.told(anna.socket);

    let status = ask(&mut bench, &anna, "Start");

    assert_eq!(
        before.last().map(String::as_str),
        Some("established 917602176375 8001 917602176375")
    );
    assert_eq!(status, 204);
    assert_eq!(bench.told(anna.socket), ["recordStarted"]);
}

#[test]
fn disabled_recording_gets_466() {
    let (mut bench, anna) = talking("disabled");

    assert_eq!(ask(&mut bench, &anna, "Start"), 466);
}

#[test]
fn without_an_answered_call_there_is_nothing_to_record() {
    let mut bench = Bench::new(answering_carl());
    let anna = bench.log_on("5001", "8001", "Ready");

    let status = ask(&mut bench, &anna, "Start");
    let path = "/api/csta/callControl/recording/Start";
    let nowhere = bench.ask("POST", path, &anna.session, "").0;
    let unknown = bench
        .ask("POST", &format!("{path}?extension=1"), &anna.session, "")
        .0;

    assert_eq!([status, nowhere, unknown], [409, 400, 404]);
    assert_eq!(bench.world()["calls"], json!([]));
}
