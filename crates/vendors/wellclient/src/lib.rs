//! vendors/wellclient
