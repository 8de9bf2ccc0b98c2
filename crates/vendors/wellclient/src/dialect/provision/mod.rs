//! Building a scenario's world.

mod agents;
mod build;
mod fields;
mod outside;
mod queues;
