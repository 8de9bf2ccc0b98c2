use ctimock_scenario::Place;

use super::{
    Evidence,
    draft::{Draft, Judgement},
    others, replies, sends, stuck,
};
use crate::{Blame, conductor::Finding, matching::show_value};

/// Explains a finding.
pub(super) fn explain(evidence: &Evidence<'_>, finding: &Finding) -> Draft {
    match finding {
        Finding::Stuck(stuck) => stuck::stuck(evidence, stuck),
        Finding::Ambiguous { lane, step } => {
            let client = evidence.client(*lane);
            let because = "more than 64 readings of the stream are possible; bind a field that tells \
                           the events apart";
            scenario(
                format!("ambiguous window at client `{client}`"),
                because,
                &evidence.step(*step).place,
            )
        }
        Finding::TooWide { step } => scenario(
            "an `any_order` item has more than 128 events".to_owned(),
            "so many events are not told apart",
            &evidence.step(*step).place,
        ),
        Finding::Forbidden {
            step,
            guard,
            lane,
            event,
        } => others::forbidden(evidence, *step, *guard, *lane, *event),
        Finding::WrongReply {
            step,
            call,
            mismatch,
        } => replies::reply(evidence, *step, *call, mismatch),
        Finding::WrongRequests {
            step,
            call,
            missing,
            found,
            surplus,
        } => sends::requests(evidence, *step, *call, *missing, found, *surplus),
        Finding::WrongState {
            step,
            differences,
            world,
        } => others::state(evidence, *step, differences, world),
        Finding::ActRefused { step, error } => others::act_refused(evidence, *step, error),
        Finding::ActUnbound { step, name, call } => {
            others::act_unbound(evidence, *step, name, call.as_deref())
        }
        Finding::Unbound { place, name } => scenario(
            format!("`${name}` is not bound here"),
            "nothing that came before has given it a value",
            place,
        ),
        Finding::NoText { place, name, value } => scenario(
            format!(
                "`${name}` is {}, and text is wanted here",
                show_value(value)
            ),
            "only a text or a number can name somebody or a call",
            place,
        ),
        Finding::Unsupported { call, message } => {
            let method = &evidence.call(*call).method;
            let client = evidence.client(evidence.calls[*call].lane);
            let title = format!("client `{client}` cannot perform `{method}`: {message}");
            let because = "a method that the client does not have is not judged";
            plain(
                Blame::Client,
                title,
                because,
                Some(evidence.place_of_call(*call)),
            )
        }
        Finding::CallErrored { call, message } => {
            let method = &evidence.call(*call).method;
            let client = evidence.client(evidence.calls[*call].lane);
            let title = format!("the wrapper of client `{client}` broke at `{method}`: {message}");
            let because = "the error is neither the vendor's nor the client's";
            plain(
                Blame::Harness,
                title,
                because,
                Some(evidence.place_of_call(*call)),
            )
        }
        Finding::Nonsense { what } => plain(
            Blame::Harness,
            what.clone(),
            "the driver said what cannot be",
            None,
        ),
        Finding::Gone { client, reason } => plain(
            Blame::Harness,
            format!("client `{client}` dropped out: {reason}"),
            "a client that is not there is not judged",
            evidence.present_step(),
        ),
        Finding::Aborted { reason } => plain(
            Blame::Harness,
            reason.clone(),
            "the case could not go on",
            evidence.present_step(),
        ),
    }
}

fn scenario(title: String, because: &str, place: &Place) -> Draft {
    plain(Blame::Scenario, title, because, Some(place))
}

fn plain(blame: Blame, title: String, because: &str, place: Option<&Place>) -> Draft {
    let draft = Draft::new(title, Judgement::new(blame, because));
    match place {
        Some(place) => draft.at(place, because),
        None => draft,
    }
}
