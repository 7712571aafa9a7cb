//! The command line that all peers have.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use lexopt::prelude::*;
use thrift::client::ClientBuilder;
use thrift::tls::{ClientTls, ServerTls};
use thrift::{Client, Compression, Protocol, Server, Transport};

use super::Check;

/// What is printed with an error of the command line.
pub const USAGE: &str = "\
usage: conformance server --port N [--unix PATH] [--ssl] [--keys DIR]
       conformance client --protocol binary|compact|json|header
                          --transport buffered|framed|zlib|http [--inside binary|compact]
                          --port N [--unix PATH] [--ssl] [--multiplex] [--keys DIR]
                          [--without CHECK]... [--uuids]";

/// Which side of the calls the program is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::exhaustive_enums, reason = "a call has two sides")]
pub enum Role {
    /// It answers.
    Server,
    /// It calls, and checks the answers.
    Client,
}

/// A command line.
#[derive(Debug)]
#[non_exhaustive]
pub struct Options {
    /// Which side of the calls the program is.
    pub role: Role,
    /// Whether the service has a name: `Conformance`.
    pub multiplex: bool,
    /// What the client does not check.
    pub without: BTreeSet<Check>,
    /// Whether the client calls the service `Uuids` instead.
    pub uuids: bool,
    protocol: String,
    transport: String,
    inside: String,
    port: u16,
    unix: Option<PathBuf>,
    ssl: bool,
    keys: PathBuf,
}

/// What is wrong with a command line, or with the files that it names.
type Wrong = Box<dyn std::error::Error>;

impl Options {
    /// Reads the command line of the process.
    ///
    /// # Errors
    ///
    /// Fails on options that are unknown, and on values that are none of those in [`USAGE`].
    pub fn from_env() -> Result<Self, lexopt::Error> {
        Self::read(lexopt::Parser::from_env())
    }

    fn read(mut arguments: lexopt::Parser) -> Result<Self, lexopt::Error> {
        let role = match arguments.value()?.string()?.as_str() {
            "server" => Role::Server,
            "client" => Role::Client,
            other => return Err(format!("`{other}` is neither `server` nor `client`").into()),
        };
        let mut options = Self::new(role);
        while let Some(argument) = arguments.next()? {
            match argument {
                Long("protocol") => options.protocol = arguments.value()?.string()?,
                Long("transport") => options.transport = arguments.value()?.string()?,
                Long("inside") => options.inside = arguments.value()?.string()?,
                Long("port") => options.port = arguments.value()?.parse()?,
                Long("unix") => options.unix = Some(arguments.value()?.into()),
                Long("ssl") => options.ssl = true,
                Long("multiplex") => options.multiplex = true,
                Long("keys") => options.keys = arguments.value()?.into(),
                Long("without") => drop(options.without.insert(arguments.value()?.parse()?)),
                Long("uuids") => options.uuids = true,
                other => return Err(other.unexpected()),
            }
        }
        Ok(options)
    }

    fn new(role: Role) -> Self {
        Self {
            role,
            multiplex: false,
            without: BTreeSet::new(),
            uuids: false,
            protocol: "binary".to_owned(),
            transport: "buffered".to_owned(),
            inside: "binary".to_owned(),
            port: 9090,
            unix: None,
            ssl: false,
            keys: PathBuf::from("target/peers/keys"),
        }
    }

    /// Listens where the options say. What clients speak is theirs to choose.
    ///
    /// # Errors
    ///
    /// Fails when the place is taken, or the certificate cannot be read.
    pub async fn listen(&self) -> Result<Server, Wrong> {
        let endpoint = match &self.unix {
            Some(path) => format!("unix:{}", path.display()),
            None => format!("127.0.0.1:{}", self.port),
        };
        let server = Server::bind(endpoint).await?;
        if !self.ssl {
            return Ok(server);
        }
        let tls = ServerTls::from_pem(&self.key("server.crt")?, &self.key("server.key")?)?;
        Ok(server.tls(tls))
    }

    /// Connects as the options say.
    ///
    /// # Errors
    ///
    /// Fails when nobody answers, when the options do not go together, or when the certificate
    /// cannot be read.
    pub async fn connect(&self) -> Result<Client, Wrong> {
        let mut builder = self.builder()?;
        if self.ssl {
            builder = builder.tls(ClientTls::with_ca_pem(&self.key("server.crt")?)?);
        }
        Ok(builder.connect(self.endpoint()).await?)
    }

    fn builder(&self) -> Result<ClientBuilder, String> {
        let (protocol, header) = match (self.protocol.as_str(), self.inside.as_str()) {
            ("binary", _) => (Protocol::Binary, false),
            ("compact", _) => (Protocol::Compact, false),
            ("json", _) => (Protocol::Json, false),
            ("header", "binary") => (Protocol::Binary, true),
            ("header", "compact") => (Protocol::Compact, true),
            ("header", other) => return Err(format!("no headers go with `{other}` inside")),
            (other, _) => return Err(format!("no protocol has the name `{other}`")),
        };
        let (transport, compression) = match (self.transport.as_str(), header) {
            ("buffered" | "http", true) => (Transport::Header, Compression::None),
            ("zlib", true) => (Transport::Header, Compression::Zlib),
            ("framed", true) => (Transport::FramedHeader, Compression::None),
            ("buffered", false) => (Transport::Buffered, Compression::None),
            ("zlib", false) => (Transport::Buffered, Compression::Zlib),
            // What is between messages is no matter over HTTP.
            ("framed" | "http", false) => (Transport::Framed, Compression::None),
            (other, _) => return Err(format!("no transport has the name `{other}`")),
        };
        let builder = Client::builder().protocol(protocol);
        Ok(builder.transport(transport).compression(compression))
    }

    fn endpoint(&self) -> String {
        let port = self.port;
        match (&self.unix, self.transport.as_str(), self.ssl) {
            (Some(path), ..) => format!("unix:{}", path.display()),
            (None, "http", false) => format!("http://127.0.0.1:{port}/service"),
            (None, "http", true) => format!("https://localhost:{port}/service"),
            (None, _, false) => format!("127.0.0.1:{port}"),
            (None, _, true) => format!("tls://localhost:{port}"),
        }
    }

    fn key(&self, name: &str) -> Result<Vec<u8>, String> {
        let path: &Path = &self.keys.join(name);
        std::fs::read(path).map_err(|error| format!("{}: {error}", path.display()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<Options, lexopt::Error> {
        Options::read(lexopt::Parser::from_args(line.split_whitespace()))
    }

    #[test]
    fn what_is_no_option_is_an_error() {
        for (line, said) in [
            ("neither --port 1", "`neither` is neither `server` nor `client`"),
            ("client --port 70000", "cannot parse argument \"70000\": number too large to fit"),
            ("client --without singing", "no check has the name `singing`"),
            ("client --color", "invalid option '--color'"),
        ] {
            let error = read(line).expect_err(line).to_string();
            assert!(error.contains(said), "{line}: {error}");
        }
    }

    #[test]
    fn options_that_do_not_go_together_are_an_error() {
        let options = read("client --protocol header --inside json").expect("a line");
        assert_eq!(options.builder().expect_err("no way"), "no headers go with `json` inside");
    }

    #[test]
    fn endpoints_say_what_the_options_do() {
        for (line, endpoint) in [
            ("client --port 7", "127.0.0.1:7"),
            ("client --port 7 --ssl", "tls://localhost:7"),
            ("client --port 7 --transport http --ssl", "https://localhost:7/service"),
            ("client --port 7 --unix /run/a.sock", "unix:/run/a.sock"),
        ] {
            assert_eq!(read(line).expect("a line").endpoint(), endpoint);
        }
    }
}
