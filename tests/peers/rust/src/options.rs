//! The command line that all peers have: see `../README.md`.

use std::collections::HashSet;
use std::path::PathBuf;

pub(crate) enum Role {
    Server,
    Client,
}

pub(crate) struct Options {
    pub(crate) role: Role,
    pub(crate) protocol: String,
    pub(crate) transport: String,
    pub(crate) port: u16,
    pub(crate) unix: Option<PathBuf>,
    pub(crate) ssl: bool,
    pub(crate) multiplex: bool,
    pub(crate) keys: PathBuf,
    pub(crate) without: HashSet<String>,
}

impl Options {
    pub(crate) fn parse(mut arguments: impl Iterator<Item = String>) -> Result<Options, String> {
        let role = match arguments.next().as_deref() {
            Some("server") => Role::Server,
            Some("client") => Role::Client,
            _ => return Err("peer server|client ...".to_owned()),
        };
        let mut options = Options::new(role);
        while let Some(option) = arguments.next() {
            let mut value = || arguments.next().ok_or(format!("no value for {option}"));
            match option.as_str() {
                "--protocol" => options.protocol = value()?,
                "--transport" => options.transport = value()?,
                "--port" => options.port = value()?.parse().map_err(|_| "not a port")?,
                "--unix" => options.unix = Some(value()?.into()),
                "--ssl" => options.ssl = true,
                "--multiplex" => options.multiplex = true,
                "--keys" => options.keys = value()?.into(),
                "--without" => drop(options.without.insert(value()?)),
                _ => return Err(format!("not an option: {option}")),
            }
        }
        if options.ssl && options.unix.is_some() {
            return Err("no TLS over Unix sockets".to_owned());
        }
        Ok(options)
    }

    fn new(role: Role) -> Options {
        Options {
            role,
            protocol: "binary".to_owned(),
            transport: "buffered".to_owned(),
            port: 0,
            unix: None,
            ssl: false,
            multiplex: false,
            keys: ".".into(),
            without: HashSet::new(),
        }
    }
}
