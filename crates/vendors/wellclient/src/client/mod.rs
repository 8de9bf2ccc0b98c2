//! The reference client: the vendor's SDK 1.3.7 as a machine without sockets and clock.
