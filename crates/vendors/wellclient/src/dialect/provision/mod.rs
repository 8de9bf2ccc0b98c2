//! Building a scenario's world.

mod agents;
mod bindings;
mod build;
mod fields;
mod outside;
mod queues;
