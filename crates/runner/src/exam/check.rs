use std::sync::Arc;

use ctimock_dialect::{Variant, Wall};
use ctimock_mock::{Bound, Mock, MockOptions, Vendor};
use ctimock_protocol::ClientClock;
use ctimock_scenario::Scenario;
use ctimock_server::{Booth, Offer, Timekeeping};
use tokio::runtime::Builder;

use super::{Checked, sheet::Sheet, sitting::Sitting};
use crate::{
    ClientSpec, Patience, StartError,
    browser::Browser,
    crew::{Crew, Doorway, Source},
    talk::DriverError,
};

/// Plays the driver protocol through once with a client, against the mock of a small world with at least
/// one client in it.
///
/// # Errors
/// There is no client to be checked: it cannot be started, or nobody connects.
pub fn check_client(
    spec: &ClientSpec,
    vendor: &Vendor,
    world: &Scenario,
    patience: Patience,
    waiting: impl FnOnce(&str),
) -> Result<Checked, StartError> {
    let cannot = |reason: String| StartError {
        reason,
        stderr: Vec::new(),
    };
    let source = match spec {
        ClientSpec::Builtin => return Err(cannot("`builtin` speaks no protocol".to_owned())),
        ClientSpec::Exec(command) => Source::Exec(command.clone()),
        ClientSpec::Ws(address) => {
            let doorway = Doorway::open(*address)
                .map_err(|error| cannot(format!("cannot listen on {address}: {error}")))?;
            waiting(&doorway.url());
            Source::Ws(Arc::new(doorway))
        }
        ClientSpec::Browser(page) => {
            let offer = Offer::of(vec![(*vendor, Variant::default())]);
            Source::Browser(Arc::new(Browser::new(page, offer).map_err(cannot)?))
        }
    };
    let runtime = Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|error| cannot(error.to_string()))?;
    let options = MockOptions {
        seed: 1,
        wall: Wall::RUN,
        variant: Variant::default(),
        journal: Bound::Unbounded,
    };
    let mock = Mock::new(vendor, &world.world, options)
        .map_err(|_| cannot("the demo world cannot be set up".to_owned()))?;
    let mut crew = Crew::new(source, patience);
    runtime.block_on(async {
        let mut sheet = Sheet::new();
        match crew.staff(vendor.name, 1).await {
            Ok(()) => {}
            Err(error @ (DriverError::Start { .. } | DriverError::Nobody(_))) => {
                return Err(cannot(error.to_string()));
            }
            Err(error) => {
                sheet.wrong("initialize", &error.to_string());
                for word in crew.words() {
                    sheet.note(&format!("standard error: {word}"));
                }
                return Ok(sheet.finish());
            }
        }
        let about = crew.about().cloned();
        let about = about.expect("a crew that is staffed has somebody");
        let timekeeping = match about.clock {
            ClientClock::Virtual | ClientClock::None => Timekeeping::Standing,
            ClientClock::Real => Timekeeping::Real,
        };
        let mut sitting = Sitting {
            crew: &mut crew,
            booth: Booth::new(vendor, mock, timekeeping),
            sheet,
            heard: Vec::new(),
            over: false,
        };
        sitting.introduce(&about);
        sitting.sit(vendor, world, &about).await;
        let Sitting { booth, sheet, .. } = sitting;
        let sheet = part(&mut crew, sheet).await;
        booth.close().await;
        Ok(sheet.finish())
    })
}

/// Ends the conversation, if it is not over.
async fn part(crew: &mut Crew, mut sheet: Sheet) -> Sheet {
    if crew.peers.is_empty() {
        return sheet;
    }
    match crew.farewell().await {
        Ok(()) => sheet.right("shutdown", "the conversation is over"),
        Err(error) => sheet.wrong("shutdown", &error.to_string()),
    }
    sheet
}
