use std::io::{self, Write};

use anyhow::bail;
use ctimock_runner::{ClientSpec, Patience, check_client};

use crate::{
    args::ClientCommand,
    command::serve,
    exit::{EnvironmentError, Exit},
    vendors,
};

/// Tries a client under test against the driver protocol.
pub(crate) fn perform(command: &ClientCommand) -> anyhow::Result<Exit> {
    let ClientCommand::Check { client, vendor } = command;
    if *client == ClientSpec::Builtin {
        bail!("`builtin` speaks no protocol: write `exec:COMMAND`, `browser:PAGE` or `ws[:ADDR]`");
    }
    let Some(vendor) = vendors::find(vendor) else {
        bail!("unknown vendor `{vendor}`: there are {}", vendors::names());
    };
    let world = serve::demo(vendor)?;
    let checked = check_client(client, vendor, &world, Patience::default(), |url| {
        eprintln!("waiting for a client at {url}");
    });
    let checked = checked.map_err(|error| EnvironmentError(error.to_string()))?;
    let mut out = io::stdout().lock();
    for line in &checked.lines {
        writeln!(out, "{line}")?;
    }
    Ok(if checked.is_right {
        Exit::AsExpected
    } else {
        Exit::CasesFailed
    })
}
