use ctimock_time::Time;

use crate::{
    StepState,
    testing::{Table, scenario},
};

#[test]
fn progress_says_which_steps_are_done_and_which_one_waits() {
    let steps = "  - wait: 1s\n  - { expect: [ringing: {}] }\n  - call: mute\n";
    let table = Table::drive(scenario(steps)).at(1000).settle();

    let progress = table.conductor.progress();

    let second = Time::from_millis(1000);
    let states: Vec<_> = progress.steps.iter().map(|step| step.state).collect();
    assert_eq!(
        states,
        [
            StepState::Done(second),
            StepState::Waits(second),
            StepState::Ahead
        ]
    );
    let waits = progress
        .waits_at()
        .map(|step| (step.title.as_str(), step.place.to_string()));
    assert_eq!(waits, Some(("expect at anna", "case.yaml:6:5".to_owned())));
    assert!(!progress.is_done());
}

#[test]
fn progress_shows_the_step_that_broke() {
    let table = Table::drive(scenario("  - { expect: [ringing: {}], within: 1s }"));

    let progress = table.at(1000).settle().conductor.progress();

    assert_eq!(progress.steps[0].state, StepState::Broken(Time::ZERO));
    assert_eq!(progress.waits_at(), None);
}
