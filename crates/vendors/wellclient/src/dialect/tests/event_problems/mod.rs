//! The field problems that strike the events (dossier §18): each with the whole sequence that is told.

mod alike;
mod beginnings;
mod bodies;
mod conferences;
mod ends;
mod ids;
mod losses;
mod repetitions;
mod shown;

use super::{bench, consultations, people};
use bench::{Bench, Desk};

/// Anna (8001) at work with a problem, and told nothing yet.
fn at_work(world: ctimock_dialect::World, problem: &str) -> (Bench, Desk) {
    let mut bench = Bench::with_problem(world, problem);
    let anna = bench.log_on("5001", "8001", "Ready");
    bench.events(anna.socket);
    (bench, anna)
}

/// Carl's number as agents dial it.
const CARL: &str = "917602176375";
