use std::{collections::BTreeMap, net::SocketAddr, path::PathBuf, sync::Arc};

use ctimock_dialect::Variant;
use ctimock_mock::Vendor;
use ctimock_scenario::Scenario;

/// What is served, and where.
#[derive(Clone, Debug)]
pub struct ServeOptions {
    /// Where to listen; port 0 picks a free one.
    pub listen: SocketAddr,
    /// The secret of the control API; needed when `listen` is not loopback.
    pub token: Option<String>,
    /// The vendors, each with its world: a scenario that is played, or a world (no steps). Several of
    /// one vendor are merged, each played for its own identities.
    pub worlds: Worlds,
    /// The seed of all ids.
    pub seed: u64,
    /// Quirks and problems that stand above the files' own, by vendor.
    pub variants: BTreeMap<String, Variant>,
    /// Where the whole journal goes, one JSON line an entry; in memory it is bounded.
    pub journal: Option<PathBuf>,
}

/// The vendors that are served, each with its scenarios and worlds.
pub type Worlds = Vec<(&'static Vendor, Vec<Arc<Scenario>>)>;
