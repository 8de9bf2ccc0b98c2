//! The vendor's server: requests to commands, switch events to messages, refusals to status codes.
