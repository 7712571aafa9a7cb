//! The command line of both programs.

mod choice;

use core::fmt::Display;
use core::str::FromStr;
use std::ffi::OsString;
use std::path::PathBuf;

use lexopt::Parser;
use lexopt::prelude::*;

use thrift::Endpoint;

pub use self::choice::{Protocol, ServerType, Transport};

/// Options of the contract that are for other systems or other libraries.
const WITHOUT_MEANING: [&str; 6] = [
    "abstract-namespace",
    "anon-pipes",
    "emulate-socketactivation",
    "named-pipe",
    "pipe",
    "processor-events",
];

/// Which of the two programs is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Program {
    /// `cross-server`.
    Server,
    /// `cross-client`.
    Client,
}

/// What a command line asks for.
///
/// ```
/// use thrift_tests::cross::{Options, Program, Protocol};
///
/// let options = Options::parse(Program::Client, ["--port", "9091", "--protocol=multic"])?;
/// let options = options.expect("no help is asked for");
/// assert_eq!((options.port, options.protocol), (9091, Protocol::Compact));
/// assert!(options.multiplex);
/// # Ok::<_, String>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Options {
    /// Where the server is; a server listens there.
    pub host: String,
    /// The port; a server has the system choose one if it is 0.
    pub port: u16,
    /// The socket in the file system that is used in place of the port.
    pub domain_socket: Option<PathBuf>,
    /// What is around messages.
    pub transport: Transport,
    /// What messages are written in.
    pub protocol: Protocol,
    /// Whether calls name their service. A server answers those that do not as well.
    pub multiplex: bool,
    /// Whether TLS is spoken.
    pub ssl: bool,
    /// Whether all that is sent is compressed, whatever the transport.
    pub zlib: bool,
    /// The folder of `CA.pem`, `server.crt` and the others.
    pub keys: PathBuf,
    /// How a server serves.
    pub server_type: ServerType,
    /// How many connections a server with a pool of threads serves at once. For servers of other
    /// types it says nothing: whoever runs the tests gives it to all of them.
    pub workers: usize,
    /// Bytes of a text that a server accepts.
    pub string_limit: Option<usize>,
    /// Elements of a container that a server accepts.
    pub container_limit: Option<usize>,
    /// How many times a client runs all tests, each time with a connection of its own.
    pub testloops: usize,
    /// How many clients run them at the same time.
    pub threads: usize,
}

impl Options {
    fn new(program: Program) -> Self {
        // Clients find what listens at either address of the name, and servers listen at one.
        let host = match program {
            Program::Server => "127.0.0.1",
            Program::Client => "localhost",
        };
        Self {
            host: host.to_owned(),
            port: 9090,
            domain_socket: None,
            transport: Transport::Buffered,
            protocol: Protocol::Binary,
            multiplex: false,
            ssl: false,
            zlib: false,
            keys: "../keys".into(),
            server_type: ServerType::Nonblocking,
            workers: 4,
            string_limit: None,
            container_limit: None,
            testloops: 1,
            threads: 1,
        }
    }

    /// Reads the arguments of a program; `None` if they ask for help.
    ///
    /// # Errors
    ///
    /// Fails on what is no option, or no value of it, and on options that do not go together.
    pub fn parse<A>(program: Program, arguments: A) -> Result<Option<Self>, String>
    where
        A: IntoIterator,
        A::Item: Into<OsString>,
    {
        let mut parser = Parser::from_args(arguments);
        let mut options = Self::new(program);
        while let Some(argument) = parser.next().map_err(|error| error.to_string())? {
            let name = match argument {
                Short('h') => return Ok(None),
                Short('n') if program == Program::Server => "workers".to_owned(),
                Short('n') => "testloops".to_owned(),
                Short('t') => "threads".to_owned(),
                Long(name) => name.to_owned(),
                Short(_) | Value(_) => return Err(argument.unexpected().to_string()),
            };
            match (program, name.as_str()) {
                (_, "help") => return Ok(None),
                (Program::Server, _) if options.server_option(&name, &mut parser)? => {}
                (Program::Client, _) if options.client_option(&name, &mut parser)? => {}
                _ => options.common_option(&name, &mut parser)?,
            }
        }
        options.check(program)?;
        Ok(Some(options))
    }

    /// Whether it is an option of a server alone.
    fn server_option(&mut self, name: &str, parser: &mut Parser) -> Result<bool, String> {
        match name {
            "server-type" => self.server_type = value(parser, name)?,
            "workers" => self.workers = count(parser, name)?,
            "string-limit" => self.string_limit = Some(value(parser, name)?),
            "container-limit" => self.container_limit = Some(value(parser, name)?),
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// Whether it is an option of a client alone.
    fn client_option(&mut self, name: &str, parser: &mut Parser) -> Result<bool, String> {
        match name {
            "testloops" => self.testloops = count(parser, name)?,
            "threads" => self.threads = count(parser, name)?,
            _ => return Ok(false),
        }
        Ok(true)
    }

    fn common_option(&mut self, name: &str, parser: &mut Parser) -> Result<(), String> {
        match name {
            "host" => self.host = value(parser, name)?,
            "port" => self.port = value(parser, name)?,
            "domain-socket" if cfg!(unix) => self.domain_socket = Some(path(parser, name)?),
            "transport" => self.transport = value(parser, name)?,
            "protocol" => {
                let (protocol, multiplex) = choice::protocol(&value::<String>(parser, name)?)?;
                self.protocol = protocol;
                self.multiplex |= multiplex;
            }
            "multiplex" => self.multiplex = true,
            "ssl" => self.ssl = true,
            "zlib" => self.zlib = true,
            "keys" => self.keys = path(parser, name)?,
            _ if WITHOUT_MEANING.contains(&name) => {
                return Err(format!("`--{name}` has no meaning for this program"));
            }
            _ => return Err(format!("`--{name}` is no option of this program")),
        }
        Ok(())
    }

    /// Where the server is, but for what is spoken there.
    pub(super) fn endpoint(&self) -> Endpoint {
        #[cfg(unix)]
        if let Some(path) = &self.domain_socket {
            return Endpoint::Unix(path.clone());
        }
        Endpoint::Tcp { host: self.host.clone(), port: self.port }
    }

    fn check(&self, program: Program) -> Result<(), String> {
        if self.zlib && self.transport == Transport::Http {
            return Err("HTTP has no `--zlib`".to_owned());
        }
        match program {
            Program::Server => self.check_server(),
            Program::Client => self.check_client(),
        }
    }

    fn check_server(&self) -> Result<(), String> {
        let server_type = self.server_type;
        let missing = match self.transport {
            _ if !server_type.is_blocking() => return Ok(()),
            _ if self.ssl => "--ssl",
            Transport::Http => "--transport=http",
            _ => return Ok(()),
        };
        Err(format!("`--server-type={server_type}` is a server with threads, without `{missing}`"))
    }

    fn check_client(&self) -> Result<(), String> {
        if self.transport == Transport::Http && self.domain_socket.is_some() {
            return Err("a client does not speak HTTP over `--domain-socket`".to_owned());
        }
        Ok(())
    }
}

fn path(parser: &mut Parser, name: &str) -> Result<PathBuf, String> {
    let value = parser.value().map_err(|error| error.to_string())?;
    if value.is_empty() { Err(format!("`--{name}` needs a path")) } else { Ok(value.into()) }
}

/// A number above zero.
fn count(parser: &mut Parser, name: &str) -> Result<usize, String> {
    let count = value(parser, name)?;
    if count == 0 { Err(format!("`--{name}` must be at least 1")) } else { Ok(count) }
}

fn value<T>(parser: &mut Parser, name: &str) -> Result<T, String>
where
    T: FromStr,
    T::Err: Display,
{
    let value = parser.value().map_err(|error| error.to_string())?;
    let text = value.string().map_err(|error| format!("`--{name}`: {error}"))?;
    text.parse().map_err(|error| format!("`--{name}={text}`: {error}"))
}

#[cfg(test)]
mod tests;
