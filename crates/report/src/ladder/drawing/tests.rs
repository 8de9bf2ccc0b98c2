use ctimock_conformance::Arrow;

use super::*;
use crate::samples;

#[test]
fn an_answered_call_reads_from_top_to_bottom() {
    insta::assert_snapshot!(ladder_text(&samples::answered_ladder(), 98));
}

#[test]
fn labels_without_room_stand_over_their_arrows() {
    insta::assert_snapshot!(ladder_text(&samples::wide_ladder(), 80));
}

#[test]
fn no_line_is_wider_than_it_may_be() {
    for width in [30, 40, 60, 80, 100, 160] {
        for ladder in [
            samples::answered_ladder(),
            samples::wide_ladder(),
            samples::long_ladder(300, &[7]),
        ] {
            let text = ladder_text(&ladder, width);

            let widest = text.lines().map(columns).max().unwrap();
            assert!(widest <= width, "{widest} > {width}:\n{text}");
        }
    }
}

#[test]
fn every_rung_is_drawn() {
    let text = ladder_text(&samples::long_ladder(300, &[]), 80);

    let drawn = text
        .lines()
        .filter(|line| line.contains(" heartbeat "))
        .count();
    assert_eq!(drawn, 300);
}

#[test]
fn a_ladder_without_lanes_is_an_empty_text() {
    let nobody = Ladder {
        lanes: Vec::new(),
        rungs: vec![samples::rung(0, 0, 1, Arrow::Request, "GET /")],
    };

    assert_eq!(ladder_text(&nobody, 80), "");
}

#[test]
fn a_rung_to_a_lane_that_is_not_there_ends_at_the_last_one() {
    let mut ladder = samples::answered_ladder();
    ladder.rungs = vec![samples::rung(0, 0, 9, Arrow::Call, "calls")];
    let mut meant = ladder.clone();
    meant.rungs[0].to = 2;

    assert_eq!(ladder_text(&ladder, 80), ladder_text(&meant, 80));
}

#[test]
fn a_width_of_nothing_is_no_panic() {
    for width in 0..20 {
        let text = ladder_text(&samples::wide_ladder(), width);

        assert!(!text.is_empty());
    }
}

#[test]
fn many_lanes_share_what_there_is() {
    let ladder = Ladder {
        lanes: (0..30)
            .map(|index| Lane {
                name: format!("party {index}"),
            })
            .collect(),
        rungs: vec![samples::rung(0, 0, 29, Arrow::Call, "calls")],
    };

    let text = ladder_text(&ladder, 100);

    let widest = text.lines().map(columns).max().unwrap();
    assert!(widest <= 100, "{text}");
}
