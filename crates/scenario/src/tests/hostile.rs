use std::path::Path;

use proptest::prelude::*;

use super::support::{Texts, contracts, load_text, wrong};
use crate::{Colour, load};

#[test]
fn a_file_over_the_size_limit_is_not_read() {
    let text = format!("scenario: large\nvendor: bell\n# {}\n", "é".repeat(1 << 20));

    assert_eq!(wrong(&text), [("too-large", 1)]);
}

#[test]
fn a_file_at_the_size_limit_is_read() {
    let head = "scenario: large\nvendor: bell\nsteps: [wait: 1s]\n#";
    let text = format!("{head}{}", "x".repeat((1 << 20) - head.len()));

    assert_eq!(text.len(), 1 << 20);
    assert!(load_text(&text).is_ok());
}

#[test]
fn deep_nesting_in_any_form_is_refused_and_not_followed() {
    let lists = format!("tags: {}\n", "[".repeat(10_000));
    let maps = format!("tags: {}\n", "{a: ".repeat(10_000));
    let blocks = format!("tags:\n  {}x\n", "- ".repeat(10_000));
    let keys: String = (0..300)
        .map(|depth| format!("{}a:\n", " ".repeat(depth)))
        .collect();

    let codes: Vec<&str> = [lists, maps, blocks, keys]
        .iter()
        .map(|text| wrong(text)[0].0)
        .collect();

    assert_eq!(
        codes,
        ["yaml-depth", "yaml-depth", "yaml-depth", "yaml-depth"]
    );
}

#[test]
fn files_that_include_each_other_many_times_come_to_an_end() {
    let many = |name: &str| format!("- include: {name}\n").repeat(20);
    let main = format!("scenario: bomb\nvendor: bell\nsteps:\n{}", many("a.yaml"));
    let texts = [
        many("b.yaml"),
        many("c.yaml"),
        many("d.yaml"),
        "- wait: 1s\n".to_owned(),
    ];
    let files = [
        ("main.yaml", main.as_str()),
        ("a.yaml", &texts[0]),
        ("b.yaml", &texts[1]),
        ("c.yaml", &texts[2]),
        ("d.yaml", &texts[3]),
    ];

    let found = load(Path::new("main.yaml"), &Texts(&files), &contracts()).expect_err("too many");

    let first = found.iter().next().expect("something is said");
    assert_eq!(first.title, "more than 500 files are included");
}

#[test]
fn line_ends_and_a_byte_order_mark_do_not_move_places() {
    let found = wrong("\u{feff}scenario: dos\r\nvendor: bell\r\nsteps:\r\n  - wait: 5\r\n");

    assert_eq!(found, [("duration-unit", 4)]);
}

#[test]
fn places_count_characters_and_not_bytes() {
    let found = load_text("scenario: \"é\"\nvendor: bell\nsteps: [{ wait: 1s, ü: 1 }]\n")
        .expect_err("`ü` means nothing");

    let place = found
        .iter()
        .next()
        .and_then(|one| one.place.clone())
        .expect("it has a place");
    assert_eq!(place.line_and_column(), (3, 21));
}

#[test]
fn merged_and_aliased_entries_are_read_where_they_are_written() {
    let found = wrong(
        "scenario: merged
vendor: bell
given:
  clients:
    anna: &anna { number: \"100\", pasword: secret }
    bert: { <<: *anna, number: \"101\" }
    carl: *anna
steps:
  - wait: 1s
",
    );

    let wanted = [
        ("missing-field", 5),
        ("unknown-field", 5),
        ("unknown-field", 5),
        ("unknown-field", 5),
        ("missing-field", 6),
        ("missing-field", 7),
    ];
    assert_eq!(found, wanted);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) })]

    #[test]
    fn arbitrary_text_is_read_or_refused(text in "\\PC*") {
        let _ = load_text(&text).map_err(|found| found.render(Colour::Always));
    }

    #[test]
    fn arbitrary_yaml_like_text_is_read_or_refused(
        text in "([a-z]{0,3}[:\\-\\[\\]{},&*!|>'\"%@`#~?$ \n0-9é]{0,3}){0,40}"
    ) {
        let _ = load_text(&text).map_err(|found| found.render(Colour::Never));
    }

    #[test]
    fn a_scenario_with_anything_cut_out_or_put_in_is_read_or_refused(
        at in 0..SAMPLE.len(),
        length in 0_usize..30,
        put in "[:\\-\\[\\]{},&*|>'\"$ \n0-9a-zé]{0,6}",
    ) {
        let end = (at + length).min(SAMPLE.len());
        let text = format!("{}{put}{}", &SAMPLE[..at], &SAMPLE[end..]);

        let _ = load_text(&text).map_err(|found| (found.render(Colour::Never), found.to_json()));
    }
}

const SAMPLE: &str = r#"scenario: everything at once
vendor: bell
given:
  clients: { anna: { number: "100", password: secret }, bert: { number: "101", password: x } }
  parties: { carl: { number: "200", answers: { after: 2s }, then: [hangs_up: { after: 1s }] } }
  queues: { sales: { members: [anna] } }
matrix: [{ after: 2s, mode: Ready }, { after: 3s, mode: NotReady }]
steps:
  - { call: signIn, client: anna, args: { mode: "${mode}" }, returns: { a: $x }, sends: [session: {}] }
  - expect: [signedIn: { number: "~1.*" }, optional: [lamp: {}], one_of: [ended: {}, [recorded: {}]]]
    client: anna
    within: 1s..3s
  - { party: carl, does: calls, to: sales, as: $c }
  - { fault: delay, on: ringing, by: 2s, times: always }
  - { backend: sets_mode, client: bert, mode: Ready }
  - together: [{ party: carl, does: hangs_up, of: $c }]
  - wait: ${after}
"#;
