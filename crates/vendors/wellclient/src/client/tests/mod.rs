//! The machine against hand-written answers of a server, taken from the dossier.

mod calls;
mod conference;
mod log;
mod login;
mod methods;
mod recovery;
mod robust;
mod session;
mod socket;
mod stream;
mod taken;
mod visit;
