//! The dialect on the real switch: requests and their answers, events and their frames.

mod actions;
mod bad_requests;
mod bench;
mod client_state;
mod conferences;
mod consultations;
mod cors;
mod events;
mod follow;
mod heartbeat;
mod hold;
mod inbound;
mod internal;
mod login;
mod mode;
mod outbound;
mod people;
mod properties;
mod provision;
mod queues;
mod recording;
mod search;
mod single_step;
mod stomp;
mod transfers;
mod user_data;
