/// The modules of the page's driver, by their paths below `/_ctimock/`.
pub(super) const DRIVER: &[(&str, &str)] = &[
    ("driver.js", include_str!("../../driver/driver.js")),
    ("driver/address.js", include_str!("../../driver/address.js")),
    ("driver/clock.js", include_str!("../../driver/clock.js")),
    (
        "driver/conversation.js",
        include_str!("../../driver/conversation.js"),
    ),
    (
        "driver/page-errors.js",
        include_str!("../../driver/page-errors.js"),
    ),
    ("driver/traffic.js", include_str!("../../driver/traffic.js")),
    ("driver/turns.js", include_str!("../../driver/turns.js")),
];
