use ctimock_conformance::{Arrow, Rung};

/// Returns the line of an arrow between two lanes.
pub(crate) const fn line(arrow: Arrow) -> char {
    match arrow {
        Arrow::Request | Arrow::Event | Arrow::Call | Arrow::Act => '─',
        Arrow::Response => '╌',
        Arrow::Message => '═',
        Arrow::Fault => '×',
        Arrow::Socket => '·',
    }
}

/// Returns the sign of what happens at one lane.
pub(crate) const fn sign(arrow: Arrow) -> char {
    match arrow {
        Arrow::Request | Arrow::Response | Arrow::Message => '-',
        Arrow::Event => '»',
        Arrow::Call => '$',
        Arrow::Act => '*',
        Arrow::Fault => '×',
        Arrow::Socket => 'o',
    }
}

/// Returns the legend of what `rungs` use, item by item. A plain arrow speaks for itself.
pub(crate) fn legend(rungs: &[&Rung]) -> Vec<&'static str> {
    const BETWEEN: [(Arrow, &str); 4] = [
        (Arrow::Response, "╌╌ answer"),
        (Arrow::Message, "══ message on a socket"),
        (Arrow::Fault, "×× fault"),
        (Arrow::Socket, "·· socket"),
    ];
    const AT_LANE: [(Arrow, &str); 5] = [
        (Arrow::Call, "$ method called"),
        (Arrow::Event, "» told to the app"),
        (Arrow::Act, "* act of a person"),
        (Arrow::Fault, "× fault"),
        (Arrow::Socket, "o socket"),
    ];
    let uses = |arrow, at_lane| {
        rungs
            .iter()
            .any(|rung| rung.arrow == arrow && (rung.from == rung.to) == at_lane)
    };
    let between = BETWEEN.iter().filter(|(arrow, _)| uses(*arrow, false));
    let at_lane = AT_LANE.iter().filter(|(arrow, _)| uses(*arrow, true));
    let mut items: Vec<_> = between.chain(at_lane).map(|(_, item)| *item).collect();
    if rungs.iter().any(|rung| rung.marked) {
        items.push("✗ here it went wrong");
    }
    items
}
