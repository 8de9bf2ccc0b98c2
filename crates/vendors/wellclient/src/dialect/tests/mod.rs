//! The dialect on the real switch: requests and their answers, events and their frames.

mod bench;
mod outbound;
