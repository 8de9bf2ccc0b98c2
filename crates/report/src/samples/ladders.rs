use ctimock_conformance::{Arrow, Ladder, Lane, Rung};
use serde_json::json;

/// Returns the ladder of an answered call, with one rung marked.
pub(crate) fn answered_ladder() -> Ladder {
    let mut lost = rung(5_000_000, 1, 0, Arrow::Message, "established");
    lost.marked = true;
    lost.detail = Some(json!({"eventName": "established", "callId": "6a1f", "deviceId": "8001"}));
    Ladder {
        lanes: lanes(&["anna", "wellclient", "carl"]),
        rungs: vec![
            rung(0, 0, 1, Arrow::Socket, "WebSocket opened"),
            rung(0, 0, 0, Arrow::Call, "makeCall 13800138000"),
            rung(0, 0, 1, Arrow::Request, "POST callControl/makeCall"),
            rung(0, 1, 0, Arrow::Response, "200"),
            rung(0, 1, 0, Arrow::Message, "serviceInitiated"),
            rung(0, 0, 0, Arrow::Event, "serviceInitiated"),
            rung(100_000, 1, 2, Arrow::Call, "rings"),
            rung(100_000, 1, 0, Arrow::Message, "delivered"),
            rung(100_000, 0, 0, Arrow::Event, "delivered"),
            rung(5_000_000, 2, 2, Arrow::Act, "answers"),
            lost,
            rung(9_000_000, 1, 0, Arrow::Fault, "close 1006"),
            rung(15_000_000, 2, 2, Arrow::Act, "hangs_up"),
        ],
    }
}

/// Returns a ladder of five lanes with labels that have no room, in every direction.
pub(crate) fn wide_ladder() -> Ladder {
    Ladder {
        lanes: lanes(&[
            "anna",
            "bernadette-of-the-second-shift",
            "wellclient",
            "carl",
            "坐席三",
        ]),
        rungs: vec![
            rung(
                0,
                0,
                2,
                Arrow::Request,
                "POST /mvc/api/csta/callControl/makeCall with a body that is long",
            ),
            rung(
                0,
                2,
                1,
                Arrow::Message,
                "an event with a name that is longer than its arrow",
            ),
            rung(61_000_000, 4, 0, Arrow::Call, "calls"),
            rung(61_000_000, 3, 4, Arrow::Call, "转接"),
            rung(
                61_000_000,
                4,
                4,
                Arrow::Act,
                "坐席三挂机 and says why at some length, since there is no room",
            ),
        ],
    }
}

/// Returns a ladder of so many rungs, of which some are marked.
pub(crate) fn long_ladder(rungs: usize, marked: &[usize]) -> Ladder {
    let rungs = (0..rungs).map(|index| {
        let at_us = u64::try_from(index).expect("an index is small") * 1_000_000;
        let mut one = rung(at_us, 0, 1, Arrow::Request, &format!("heartbeat {index}"));
        one.marked = marked.contains(&index);
        one
    });
    Ladder {
        lanes: lanes(&["anna", "wellclient"]),
        rungs: rungs.collect(),
    }
}

/// Returns a rung.
pub(crate) fn rung(at_us: u64, from: usize, to: usize, arrow: Arrow, label: &str) -> Rung {
    Rung {
        at_us,
        from,
        to,
        arrow,
        label: label.to_owned(),
        detail: None,
        marked: false,
    }
}

fn lanes(names: &[&str]) -> Vec<Lane> {
    names
        .iter()
        .map(|name| Lane {
            name: (*name).to_owned(),
        })
        .collect()
}
