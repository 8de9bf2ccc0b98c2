/// The modules of the page's driver, by their paths below `/_ctimock/`.
pub(super) const DRIVER: &[(&str, &str)] = &[
    ("driver/clock.js", include_str!("../../driver/clock.js")),
    ("driver/traffic.js", include_str!("../../driver/traffic.js")),
    ("driver/turns.js", include_str!("../../driver/turns.js")),
];
