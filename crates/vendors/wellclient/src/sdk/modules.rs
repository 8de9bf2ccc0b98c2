/// A module of the SDK: its path below `sdk/src/`, and its text.
pub(super) type Module = (&'static str, &'static str);

macro_rules! module {
    ($path:literal) => {
        ($path, include_str!(concat!("../../sdk/src/", $path)))
    };
}
pub(super) use module;

/// The modules that stand before those of the UI; each behind those whose classes it uses while it is
/// loaded.
pub(super) const BASE: &[Module] = &[
    module!("built-in.js"),
    module!("deferred.js"),
    module!("host.js"),
    module!("presets.js"),
    module!("config.js"),
    module!("who.js"),
    module!("rest.js"),
    module!("stomp.js"),
    module!("link.js"),
    module!("calls.js"),
    module!("inner.js"),
    module!("log.js"),
    module!("state.js"),
    module!("texts.js"),
    module!("heartbeat.js"),
    module!("stream.js"),
    module!("login.js"),
    module!("mode.js"),
    module!("dial.js"),
    module!("call-control.js"),
    module!("supervisor.js"),
    module!("recovery.js"),
    module!("log-methods.js"),
    module!("remote-log.js"),
    module!("odds.js"),
    module!("page.js"),
    module!("members.js"),
];

/// The module that makes the global.
pub(super) const INDEX: Module = module!("index.js");
