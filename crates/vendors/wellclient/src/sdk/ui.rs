use super::modules::{Module, module};

/// The modules of the optional UI, in the order in which they are loaded.
pub(super) const UI: &[Module] = &[
    module!("ui/words.js"),
    module!("ui/calls.js"),
    module!("ui/state.js"),
    module!("ui/offers.js"),
    module!("ui/automatic.js"),
    module!("ui/actions.js"),
    module!("ui/style.js"),
    module!("ui/parts.js"),
    module!("ui/view.js"),
    module!("ui/since.js"),
    module!("ui/call-bar.js"),
    module!("ui/index.js"),
];
