//! The services, one file each or one family, and what they share.

mod agents;
mod answer;
mod clear;
mod conference;
mod consult;
mod deflect;
mod devices;
mod dispatch;
mod distribute;
mod freed;
mod hold;
mod make_call;
mod media;
mod park;
mod reach;
mod recording;
mod transfer;
