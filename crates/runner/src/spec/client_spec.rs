use std::{
    fmt,
    net::{Ipv4Addr, SocketAddr},
    str::FromStr,
};

use super::{CommandLine, Page};

/// What the client under test is.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum ClientSpec {
    /// The vendor's reference client, in this process.
    Builtin,
    /// A process that speaks the driver protocol on its standard input and output.
    Exec(CommandLine),
    /// Whoever connects to a WebSocket of the runner, which listens here.
    Ws(SocketAddr),
    /// A page in a browser that the runner starts.
    Browser(Page),
}

/// A client that cannot be understood.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum SpecError {
    /// The kind is unknown.
    #[error("unknown client `{0}`: write `builtin`, `exec:COMMAND`, `browser:PAGE` or `ws[:ADDR]`")]
    Unknown(String),
    /// The command is missing.
    #[error("`exec:` needs a command, such as `exec:node client.mjs`")]
    NoCommand,
    /// The page is missing.
    #[error(
        "`browser:` needs a page, such as `browser:index.html` or `browser:http://127.0.0.1:5173/`"
    )]
    NoPage,
    /// A quote is not closed.
    #[error("the command `{0}` opens a quote and does not close it")]
    OpenQuote(String),
    /// The address is none.
    #[error("`{0}` is no address: write an address and a port, such as `ws:127.0.0.1:9000`")]
    Address(String),
    /// The address can be reached by others.
    #[error("`{0}` can be reached from outside: a client connects over loopback")]
    Open(SocketAddr),
}

impl FromStr for ClientSpec {
    type Err = SpecError;

    fn from_str(text: &str) -> Result<Self, SpecError> {
        if text == "builtin" {
            return Ok(Self::Builtin);
        }
        if text == "ws" {
            return Ok(Self::Ws(SocketAddr::from((Ipv4Addr::LOCALHOST, 0))));
        }
        if let Some(command) = text.strip_prefix("exec:") {
            return command.parse().map(Self::Exec);
        }
        if let Some(page) = text.strip_prefix("browser:") {
            return page.parse().map(Self::Browser);
        }
        let Some(address) = text.strip_prefix("ws:") else {
            return Err(SpecError::Unknown(text.to_owned()));
        };
        let address: SocketAddr = address
            .parse()
            .map_err(|_| SpecError::Address(address.to_owned()))?;
        if address.ip().is_loopback() {
            Ok(Self::Ws(address))
        } else {
            Err(SpecError::Open(address))
        }
    }
}

impl fmt::Display for ClientSpec {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Builtin => f.write_str("builtin"),
            Self::Exec(command) => write!(f, "exec:{command}"),
            Self::Browser(page) => write!(f, "browser:{page}"),
            Self::Ws(address) if address.port() == 0 => f.write_str("ws"),
            Self::Ws(address) => write!(f, "ws:{address}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_client_can_be_named() {
        let words = [
            "builtin",
            "exec:node 'my client.mjs'",
            "ws",
            "ws:127.0.0.1:9000",
            "browser:pages/index.html",
            "browser:http://127.0.0.1:5173/?a=b#c",
        ];

        let shown = words.map(|word| word.parse::<ClientSpec>().map(|spec| spec.to_string()));

        assert_eq!(shown, words.map(|word| Ok(word.to_owned())));
    }

    #[test]
    fn what_is_no_client_says_what_to_write() {
        let words = [
            "node x",
            "exec:",
            "exec:  ",
            "exec:a 'b",
            "ws:here",
            "ws:0.0.0.0:1",
            "browser:",
        ];

        let errors = words.map(|word| {
            let error = word.parse::<ClientSpec>().expect_err("it is no client");
            error.to_string()
        });

        assert_eq!(
            errors,
            [
                "unknown client `node x`: write `builtin`, `exec:COMMAND`, `browser:PAGE` or `ws[:ADDR]`",
                "`exec:` needs a command, such as `exec:node client.mjs`",
                "`exec:` needs a command, such as `exec:node client.mjs`",
                "the command `a 'b` opens a quote and does not close it",
                "`here` is no address: write an address and a port, such as `ws:127.0.0.1:9000`",
                "`0.0.0.0:1` can be reached from outside: a client connects over loopback",
                "`browser:` needs a page, such as `browser:index.html` or `browser:http://127.0.0.1:5173/`",
            ]
        );
    }
}
