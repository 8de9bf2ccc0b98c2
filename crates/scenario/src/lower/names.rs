use std::collections::BTreeMap;

use ctimock_dialect::contract::nearest;

use super::{report::Report, suggest::suggest};
use crate::{Diagnostic, Place};

/// The `$names` and handles of a case, as far as the steps have come: one environment for all clients,
/// parties and included files.
#[derive(Clone, Debug, Default)]
pub(crate) struct Names {
    /// Names that can be bound by now; where, if it is in the file.
    bound: BTreeMap<String, Option<Place>>,
    /// Names that a running call will bind when its result is taken up.
    handles: BTreeMap<String, StartedCall>,
    /// Names that patterns bind only when all of a `together` is done.
    deferred: Option<Vec<(String, Place)>>,
    /// Patterns only compare: those of `never`.
    looking: bool,
}

#[derive(Clone, Debug)]
struct StartedCall {
    place: Place,
    taken_up: Option<Place>,
}

impl Names {
    /// Knows names that were bound before the first step.
    pub(crate) fn with_bound(names: impl IntoIterator<Item = String>) -> Self {
        Self {
            bound: names.into_iter().map(|name| (name, None)).collect(),
            ..Self::default()
        }
    }

    /// Steps begin that all start before one of them is done.
    pub(crate) fn begin_together(&mut self) {
        self.deferred = Some(Vec::new());
    }

    /// These steps are done, and what they bind is bound.
    pub(crate) fn end_together(&mut self) {
        for (name, place) in self.deferred.take().unwrap_or_default() {
            self.bind(&name, &place);
        }
    }

    /// Patterns from here on only compare, or bind again.
    pub(crate) fn only_look(&mut self, looking: bool) {
        self.looking = looking;
    }

    /// A pattern names this: it binds the name, or compares with it.
    pub(crate) fn meet(&mut self, report: &mut Report, name: &str, place: &Place) {
        if self.looking {
            self.check_bound(report, name, place);
        } else {
            self.bind(name, place);
        }
    }

    fn bind(&mut self, name: &str, place: &Place) {
        if let Some(deferred) = &mut self.deferred {
            deferred.push((name.to_owned(), place.clone()));
            return;
        }
        self.bound
            .entry(name.to_owned())
            .or_insert_with(|| Some(place.clone()));
    }

    /// Binds a name at once, which nothing may have bound before.
    pub(crate) fn bind_new(&mut self, report: &mut Report, name: &str, place: &Place) {
        if let Some(earlier) = self.bound.get(name) {
            let mut diagnostic = Diagnostic::at(
                "name-taken",
                place,
                format!("`${name}` is bound already"),
                "another call would take the name",
            )
            .help("choose another name");
            if let Some(earlier) = earlier {
                diagnostic = diagnostic.related(earlier, "it is bound here");
            }
            report.add(diagnostic);
        }
        self.bound.insert(name.to_owned(), Some(place.clone()));
    }

    /// Checks that a name is bound where it is used.
    pub(crate) fn check_bound(&self, report: &mut Report, name: &str, place: &Place) {
        if self.bound.contains_key(name) {
            return;
        }
        let help = nearest(name, self.bound.keys())
            .map(|near| format!("did you mean `${near}`?"))
            .unwrap_or_else(|| {
                format!(
                    "bind it in an earlier step, such as `returns: {{ callId: ${name} }}`, or \
                     write `\"\\\\${name}\"` for the text"
                )
            });
        report.add(
            Diagnostic::at(
                "unbound-name",
                place,
                format!("`${name}` is used, and no earlier step can bind it"),
                "not bound here",
            )
            .help(help),
        );
    }

    /// A call was started under a handle.
    pub(crate) fn start(&mut self, report: &mut Report, handle: &str, place: &Place) {
        if let Some(earlier) = self.handles.get(handle) {
            report.add(
                Diagnostic::at(
                    "name-taken",
                    place,
                    format!("a call was started as `{handle}` already"),
                    "the same name again",
                )
                .related(&earlier.place, "it was started here")
                .help("choose another name"),
            );
            return;
        }
        let started = StartedCall {
            place: place.clone(),
            taken_up: None,
        };
        self.handles.insert(handle.to_owned(), started);
    }

    /// The result of a started call is taken up.
    pub(crate) fn take_up(&mut self, report: &mut Report, handle: &str, place: &Place) {
        let known: Vec<String> = self.handles.keys().cloned().collect();
        let Some(started) = self.handles.get_mut(handle) else {
            report.add(
                Diagnostic::at(
                    "unknown-handle",
                    place,
                    format!("no earlier call was started as `{handle}`"),
                    "nothing to take up",
                )
                .help(
                    suggest(handle, known.iter().map(String::as_str))
                        .unwrap_or_else(|| format!("write `as: {handle}` beside the `call`")),
                ),
            );
            return;
        };
        if let Some(earlier) = &started.taken_up {
            report.add(
                Diagnostic::at(
                    "unknown-handle",
                    place,
                    format!("the call started as `{handle}` is taken up twice"),
                    "it has its result already",
                )
                .related(earlier, "it is taken up here")
                .help("leave one of them out"),
            );
        }
        started.taken_up = Some(place.clone());
    }
}

/// Returns the name in `$name`: a letter or `_`, then letters, digits and `_`.
pub(crate) fn name_in(text: &str) -> Option<&str> {
    text.strip_prefix('$').filter(|name| is_name(name))
}

/// Returns whether text can be a name.
pub(crate) fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_alphabetic() || c == '_')
        && text.chars().all(|c| c.is_alphanumeric() || c == '_')
}

/// Says that text after `$` is no name.
pub(crate) fn no_name(text: &str, place: &Place) -> Diagnostic {
    Diagnostic::at(
        "bad-name",
        place,
        format!("`{text}` is no name"),
        "`$` begins a name",
    )
    .help("a name has letters, digits and `_`; write `\"\\\\$…\"` in quotes for the text itself")
}
