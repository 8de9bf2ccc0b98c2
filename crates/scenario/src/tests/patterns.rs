use super::support::{items, shown, steps};
use crate::Verb;

#[test]
fn every_kind_of_item_is_read() {
    let scenario = steps(
        r#"
  - expect:
      - signedIn
      - any_order: [ringing: { waited: 1..9 }, lamp]
      - one_of:
          - ended: { cause: BUSY }
          - [answered: {}, ended: {}]
      - repeat: recorded
        times: 2..3
      - repeat: { lamp: { on: true } }
        times: 2
      - ended: { callId: $x }
        exactly: true
      - inner.ended:
      - optional: { "003001": "$x" }
"#,
    );

    let Verb::Expect(window) = &scenario.steps[0].verb else {
        panic!("the step is a window");
    };

    let wanted = [
        "signedIn <any>",
        r#"any_order [ringing {"waited":1..=9}, lamp <any>]"#,
        r#"one_of [[ended {"cause":"BUSY"}], [answered {}, ended {}]]"#,
        "repeat recorded <any> 2..=3",
        r#"repeat lamp {"on":true} 2..=2"#,
        r#"ended {|"callId":$x|}"#,
        "inner.ended <any>",
        "optional [003001 $x]",
    ];
    assert_eq!(items(window), wanted);
    assert_eq!(scenario.families, ["raw", "ui", "inner"]);
}

#[test]
fn a_group_may_hold_events_that_may_be_missing() {
    let scenario = steps(
        r#"
  - expect:
      - any_order: [ringing: {}, optional: [lamp: {}, recorded: {}]]
      - one_of:
          - [answered: {}, optional: { lamp: {} }]
          - ended: {}
"#,
    );

    let Verb::Expect(window) = &scenario.steps[0].verb else {
        panic!("the step is a window");
    };
    let wanted = [
        "any_order [ringing {}, lamp? {}, recorded? {}]",
        "one_of [[answered {}, lamp? {}], [ended {}]]",
    ];
    assert_eq!(items(window), wanted);
}

#[test]
fn a_field_of_other_events_may_be_demanded_to_be_absent() {
    let scenario = steps(
        r#"
  - expect:
      - ended: { waited: "<absent>" }
"#,
    );

    let Verb::Expect(window) = &scenario.steps[0].verb else {
        panic!("the step is a window");
    };
    assert_eq!(items(window), [r#"ended {"waited":<absent>}"#]);
}

#[test]
fn every_pattern_demands_what_the_language_says() {
    let scenario = steps(
        r#"
  - state:
      plain: text
      number: 5
      same: 5.0
      yes: true
      nothing: null
      list: [1, $a]
      any: "<any>"
      string: "<string>"
      numeric: "<number>"
      boolean: "<boolean>"
      object: "<object>"
      array: "<array>"
      uuid: "<uuid>"
      timestamp: "<timestamp>"
      absent: "<absent>"
      regex: "~a|b"
      above: ">5"
      from: ">=5"
      below: "<9"
      upto: "<=9"
      range: 1..9
      dollar: "\\$x"
      angle: "\\<any>"
      tilde: "\\~x"
      over: "\\>5"
      slash: "\\d"
      address: 917602176375@test.cc
      zero: "003001"
"#,
    );

    let Verb::State(pattern) = &scenario.steps[0].verb else {
        panic!("the step is a state");
    };

    let wanted = concat!(
        r#"{"plain":"text","number":5,"same":5.0,"yes":true,"nothing":null,"list":[1,$a],"#,
        r#""any":<any>,"string":<string>,"numeric":<number>,"boolean":<boolean>,"#,
        r#""object":<object>,"array":<array>,"uuid":<uuid>,"timestamp":<timestamp>,"#,
        r#""absent":<absent>,"regex":~\A(?:a|b)\z,"above":>5,"from":>=5,"below":<9,"#,
        r#""upto":<=9,"range":1..=9,"dollar":"$x","angle":"<any>","tilde":"~x","#,
        r#""over":">5","slash":"\\d","address":"917602176375@test.cc","zero":"003001"}"#,
    );
    assert_eq!(shown(pattern), wanted);
}
