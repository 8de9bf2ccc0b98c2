//! A vendor's documented words, as data: the single source for checking scenarios, for look-ups and
//! for the rules that every recorded conversation must obey.

mod load;
mod lookup;
mod model;
mod order;
mod route;

pub use load::ContractError;
pub use lookup::nearest;
pub(crate) use lookup::suggestion;
pub use model::{
    Answers, Contract, Documented, Event, Field, FieldKind, Identity, Method, MethodOperation,
    Operation, Origin, Problem, Quirk, Side, ValueTable, Word,
};
pub use order::{Order, OrderRule};
pub use route::PathCaptures;
