use ctimock_scenario::{EventPattern, Item, Place};

use super::{
    Evidence,
    blame::{self, Wanted},
    draft::Draft,
    locate::locate,
    nearest::nearest,
    rows::Rows,
    traffic::{Provenance, Traffic},
    words,
};
use crate::{
    Blame,
    matching::check,
    window::{Need, OpenWindow, Reported, Stuck, candidates},
};

/// How many events are listed by name in a note.
const MOST_NAMES: usize = 8;

/// Explains why no reading of a client's stream is left.
pub(super) fn stuck(evidence: &Evidence<'_>, stuck: &Stuck) -> Draft {
    let scene = Scene::new(evidence, stuck);
    match (
        stuck.event,
        scene.window.filter(|window| window.step.is_some()),
    ) {
        (Some(event), Some(window)) => scene.unexpected(event, &window),
        (Some(event), None) => scene.leftover(event),
        (None, Some(window)) => scene.missing(&window),
        (None, None) => unreachable!("something is missing only in a window that has begun"),
    }
}

/// The window that is stuck, and what it still wants.
struct Scene<'c> {
    evidence: &'c Evidence<'c>,
    stuck: &'c Stuck,
    client: &'c str,
    stream: &'c [Reported],
    traffic: Traffic<'c>,
    window: Option<OpenWindow<'c>>,
    /// The events of which one must come next.
    wanted: Vec<&'c EventPattern>,
    /// Whether all of them must come, or one.
    joint: &'static str,
    rows: Rows<'c>,
}

impl<'c> Scene<'c> {
    fn new(evidence: &'c Evidence<'c>, stuck: &'c Stuck) -> Self {
        let lane = &stuck.reading.lanes[stuck.lane];
        let steps = &evidence.scenario.steps;
        let window = evidence.tracks[stuck.lane].window(lane.window(), steps);
        let open = window.map_or_else(Vec::new, |window| candidates(window.items, lane.position()));
        let mandatory = open
            .iter()
            .filter(|candidate| candidate.need == Need::Mandatory);
        let items = window.map_or(&[][..], |window| window.items);
        let all_of = mandatory
            .clone()
            .any(|candidate| matches!(items[candidate.slot.item], Item::AnyOrder(_)));
        Self {
            evidence,
            stuck,
            client: evidence.client(stuck.lane),
            stream: &evidence.streams[stuck.lane],
            traffic: Traffic::of(evidence, stuck.lane),
            rows: Rows::of(evidence, stuck, window.as_ref()),
            window,
            wanted: mandatory.map(|candidate| candidate.event).collect(),
            joint: if all_of { "and" } else { "or" },
        }
    }

    /// Something did not come in time.
    fn missing(&self, window: &OpenWindow<'_>) -> Draft {
        let first = *self
            .wanted
            .first()
            .expect("a window that waits wants something");
        let client = self.client;
        let bound = words::span(window.to.since(window.start));
        let title = match self.rows.differing(first) {
            Some(differences) => format!(
                "client `{client}` was told `{}` with another {} than expected",
                first.name,
                words::paths(differences)
            ),
            None => {
                let names = words::listed(&self.wanted_names(), self.joint);
                format!("client `{client}` was not told {names} within {bound}")
            }
        };
        let label = format!("expected within {bound} of {}", window.start);
        let judgement = blame::of_missing(self.evidence, &self.traffic, self.stuck.lane, first);
        let place = match self.rows.differing(first) {
            Some(differences) => locate(&first.pattern, differences).clone(),
            None => self.place(),
        };
        let sent = (judgement.blame == Blame::Scenario).then(|| self.sent_since(window));
        let draft = Draft::new(title, judgement)
            .at(&place, label)
            .within(&self.place())
            .noting(sent);
        self.finish(draft)
    }

    /// An event came that fits nothing.
    fn unexpected(&self, event: usize, window: &OpenWindow<'_>) -> Draft {
        let lane = self.stuck.lane;
        let (title, label, place) = self.sentence(event, window);
        let wanted = self.wanted.first().copied();
        let wanted = wanted.map_or(Wanted::Nothing, Wanted::Event);
        let judgement = blame::of_unexpected(self.evidence, &self.traffic, lane, event, wanted);
        let draft = Draft::new(title, judgement)
            .at(&place, label)
            .within(&self.place())
            .marking(self.evidence.moment_of_event(lane, event))
            .noting(self.why_listened(event));
        self.finish(draft)
    }

    /// An event is left when all steps are done.
    fn leftover(&self, event: usize) -> Draft {
        let lane = self.stuck.lane;
        let (client, reported) = (self.client, &self.stream[event]);
        let name = &reported.name;
        let title = if self.came_twice(event) {
            format!("client `{client}` was told the same `{name}` twice")
        } else {
            format!("client `{client}` was told `{name}`, which no step expects")
        };
        let scenario = self.evidence.scenario;
        let place = scenario
            .steps
            .last()
            .map_or(&scenario.place, |step| &step.place);
        let label = format!("the last step; `{name}` of {} is left over", reported.at);
        let judgement =
            blame::of_unexpected(self.evidence, &self.traffic, lane, event, Wanted::Nothing);
        let draft = Draft::new(title, judgement)
            .at(place, label)
            .marking(self.evidence.moment_of_event(lane, event))
            .noting(self.why_listened(event));
        self.finish(draft)
    }

    /// Returns why an event is in the stream that few scenarios ask for.
    fn why_listened(&self, event: usize) -> Option<String> {
        let contract = self.evidence.contract;
        let family = &contract.event(&self.stream[event].name)?.family;
        (*family != contract.main_family).then(|| {
            format!(
                "the scenario names an event of the family `{family}`, and so all of that family \
                 are expected where they come"
            )
        })
    }

    fn finish(&self, mut draft: Draft) -> Draft {
        let first = self.wanted.first();
        let lane = self.stuck.lane;
        let near = first
            .filter(|first| !self.rows.has_partner(first))
            .and_then(|first| {
                nearest(
                    self.evidence,
                    &self.traffic,
                    lane,
                    first,
                    &self.rows.partners(),
                )
            });
        draft.alignment = self.rows.to_aligned();
        draft.noting(near).noting(self.rows.note())
    }

    /// Returns the title, what stands at the place, and the place.
    fn sentence(&self, event: usize, window: &OpenWindow<'_>) -> (String, String, Place) {
        let (client, reported) = (self.client, &self.stream[event]);
        let (name, at) = (&reported.name, reported.at);
        if let Some(bound) = self.untimely(reported, window) {
            let title = format!("client `{client}` was told `{name}` {}", bound.when);
            let label = format!("{}, and came at {at}", bound.wanted);
            return (title, label, self.place());
        }
        if self.came_twice(event) {
            let title = format!("client `{client}` was told the same `{name}` twice");
            let label = format!("`{name}` came once more at {at}");
            return (title, label, self.place());
        }
        if let Some(same) = self.wanted.iter().find(|wanted| wanted.name == *name) {
            let mut bindings = self.stuck.reading.bindings.clone();
            let differences = check(&same.pattern, Some(&reported.data), &mut bindings);
            let differences = differences.err().unwrap_or_default();
            let title = format!(
                "client `{client}` was told `{name}` with another {} than expected",
                words::paths(&differences)
            );
            let place = locate(&same.pattern, &differences).clone();
            return (title, words::told(&differences), place);
        }
        if self.wanted.is_empty() {
            let title =
                format!("client `{client}` was told `{name}`, and nothing more is expected here");
            return (title, format!("`{name}` came at {at}"), self.place());
        }
        if let Some(late) = self.rows.overtaken_by(event) {
            let title = format!("client `{client}` was told `{name}` before `{}`", late.name);
            let label = format!("expected here, and `{name}` came at {at}");
            return (title, label, self.place());
        }
        let title = format!(
            "client `{client}` was told `{name}` where {} is expected",
            words::listed(&self.wanted_names(), "or")
        );
        let label = format!("expected here, and `{name}` came at {at}");
        (title, label, self.place())
    }

    /// Returns what the mock sent since a window began.
    fn sent_since(&self, window: &OpenWindow<'_>) -> String {
        let since = self
            .traffic
            .sent
            .iter()
            .filter(|event| window.start <= event.at);
        let mut names: Vec<String> = since.map(|event| words::quoted(event.name)).collect();
        if names.len() > MOST_NAMES {
            let more = names.len() - MOST_NAMES;
            names.truncate(MOST_NAMES);
            names.push(format!("{more} more"));
        }
        let sent = match names.len() {
            0 => "nothing".to_owned(),
            _ => words::listed(&names, "and"),
        };
        let client = self.client;
        format!(
            "from {} on, the mock sent client `{client}` {sent}",
            window.start
        )
    }

    fn came_twice(&self, event: usize) -> bool {
        matches!(self.traffic.provenance(event), Provenance::Repeated(_))
    }

    /// Returns how an event misses the bounds of its window, if it fits but for them.
    fn untimely(&self, event: &Reported, window: &OpenWindow<'_>) -> Option<Untimely> {
        let bound = match window.from {
            Some(from) if event.at < from => Untimely {
                when: "too early",
                wanted: format!("expected from {from} on"),
            },
            _ if window.to < event.at => Untimely {
                when: "too late",
                wanted: format!("expected until {}", window.to),
            },
            _ => return None,
        };
        let fits = self.wanted.iter().any(|wanted| {
            let mut bindings = self.stuck.reading.bindings.clone();
            wanted.name == event.name
                && check(&wanted.pattern, Some(&event.data), &mut bindings).is_ok()
        });
        fits.then_some(bound)
    }

    fn wanted_names(&self) -> Vec<String> {
        let names = self.wanted.iter();
        names.map(|event| words::quoted(&event.name)).collect()
    }

    fn place(&self) -> Place {
        let scenario = self.evidence.scenario;
        let step = self.window.and_then(|window| window.step);
        let step = step.map_or(&scenario.place, |step| &scenario.steps[step].place);
        self.wanted
            .first()
            .map_or(step, |event| &event.place)
            .clone()
    }
}

/// How an event misses the bounds of its window.
struct Untimely {
    when: &'static str,
    wanted: String,
}
