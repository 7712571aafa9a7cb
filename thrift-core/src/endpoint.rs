//! Where servers are.

mod http;
#[cfg(unix)]
mod socket_file;

use core::fmt;
use core::net::SocketAddr;
use core::str::FromStr;
#[cfg(unix)]
use std::io;
#[cfg(unix)]
use std::path::{Path, PathBuf};

use self::http::Authority;
#[cfg(unix)]
pub(crate) use self::socket_file::{InTheWay, SocketFile};
use crate::error::{Error, Kind, Result};

/// Where a server is, for itself and for its clients.
///
/// | text | |
/// |---|---|
/// | `127.0.0.1:9090`, `tcp://localhost:9090`, `tcp://[::1]:9090` | a port |
/// | `tls://users.example:9090` | a port where TLS is spoken, with the feature `tls` |
/// | `http://localhost:9090/users`, `https://users.example/` | a path where HTTP is spoken |
/// | `udp://localhost:6831` | a port for datagrams, which carry oneway calls |
/// | `unix:/run/users.sock` | a socket in the file system, where there are such |
/// | `mem:users` | in this process, under a name |
///
/// ```
/// use thrift::Endpoint;
///
/// let endpoint: Endpoint = "localhost:9090".parse()?;
/// assert_eq!(endpoint.to_string(), "tcp://localhost:9090");
/// # Ok::<_, thrift::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Endpoint {
    /// A port of a host, which is a name or an address.
    Tcp {
        /// The host; an address of version 6 has no brackets here.
        host: String,
        /// The port; a server has the system choose one if it is 0.
        port: u16,
    },
    /// A port of a host where TLS is spoken.
    ///
    /// Every build knows the endpoint; connecting and listening need the feature `tls`.
    Tls {
        /// The host, which the certificate of the server must be for.
        host: String,
        /// The port; a server has the system choose one if it is 0.
        port: u16,
    },
    /// A path where HTTP is spoken: for clients, since a server listens at a port, and finds out that
    /// its clients speak HTTP.
    ///
    /// Every build knows the endpoint; connecting to it needs the feature `http`, and `tls` as well if
    /// it is secure.
    Http {
        /// Whether it is HTTPS.
        secure: bool,
        /// The host; an address of version 6 has no brackets here.
        host: String,
        /// The port.
        port: u16,
        /// The path from its first slash on, with the query if there is one.
        path: String,
    },
    /// A port for datagrams, which carry oneway calls: for a `Client`, a `UdpClient` and a `UdpServer`.
    ///
    /// Every build knows the endpoint; sending and receiving need the feature `net`.
    Udp {
        /// The host; an address of version 6 has no brackets here.
        host: String,
        /// The port; a server has the system choose one if it is 0.
        port: u16,
    },
    /// A socket in the file system.
    #[cfg(unix)]
    Unix(PathBuf),
    /// A name in this process.
    Memory(String),
}

impl Endpoint {
    /// The address, if the host is one.
    #[must_use]
    pub fn socket_addr(&self) -> Option<SocketAddr> {
        let (host, port) = self.port()?;
        if host.contains(':') {
            return format!("[{host}]:{port}").parse().ok();
        }
        Some(SocketAddr::new(host.parse().ok()?, port))
    }

    /// The endpoint of a listener to a socket, if it is in the file system.
    #[cfg(unix)]
    pub(crate) fn of_socket(path: Option<&Path>) -> io::Result<Self> {
        let path = path.ok_or_else(|| {
            io::Error::new(io::ErrorKind::Unsupported, "the listener is not in the file system")
        })?;
        Ok(Self::Unix(path.to_owned()))
    }

    /// The same place with TLS, if it is a port.
    #[cfg(feature = "net")]
    pub(crate) fn secured(self) -> Self {
        match self {
            Self::Tcp { host, port } => Self::Tls { host, port },
            Self::Http { host, port, path, .. } => Self::Http { secure: true, host, port, path },
            other => other,
        }
    }

    /// Whether it says that TLS is spoken there.
    #[cfg(feature = "net")]
    pub(crate) fn is_secure(&self) -> bool {
        matches!(self, Self::Tls { .. } | Self::Http { secure: true, .. })
    }

    /// The host and its port, if it is one.
    pub(crate) fn port(&self) -> Option<(&str, u16)> {
        match self {
            Self::Tcp { host, port }
            | Self::Tls { host, port }
            | Self::Http { host, port, .. }
            | Self::Udp { host, port } => Some((host, *port)),
            _ => None,
        }
    }

    /// The same port for datagrams: who says what it is for need not say so in the endpoint.
    ///
    /// # Errors
    ///
    /// Fails when it is no port, or one where TLS or HTTP is spoken.
    #[cfg(feature = "net")]
    pub(crate) fn datagrams(self) -> Result<Self> {
        match self {
            Self::Tcp { host, port } | Self::Udp { host, port } => Ok(Self::Udp { host, port }),
            other => {
                let message =
                    format!("{other} is no port for datagrams, such as `udp://HOST:PORT`");
                Err(Error::new(Kind::Transport, message))
            }
        }
    }

    /// The `server.address` and the `server.port` of OpenTelemetry.
    #[cfg(any(feature = "metrics", feature = "tracing"))]
    pub(crate) fn server(&self) -> (String, Option<u16>) {
        match self.port() {
            Some((host, port)) => (host.to_owned(), Some(port)),
            None => match self {
                #[cfg(unix)]
                Self::Unix(path) => (path.display().to_string(), None),
                other => (other.to_string(), None),
            },
        }
    }
}

/// A port as the text of an endpoint has it.
struct Port<'a>(&'a str, u16);

impl fmt::Display for Port<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(host, port) = self;
        if host.contains(':') { write!(f, "[{host}]:{port}") } else { write!(f, "{host}:{port}") }
    }
}

impl fmt::Display for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Tcp { host, port } => write!(f, "tcp://{}", Port(host, *port)),
            Self::Tls { host, port } => write!(f, "tls://{}", Port(host, *port)),
            Self::Http { secure, host, port, path } => {
                let scheme = if *secure { "https" } else { "http" };
                let authority = Authority { host, port: *port, secure: *secure };
                write!(f, "{scheme}://{authority}{path}")
            }
            Self::Udp { host, port } => write!(f, "udp://{}", Port(host, *port)),
            #[cfg(unix)]
            Self::Unix(path) => write!(f, "unix:{}", path.display()),
            Self::Memory(name) => write!(f, "mem:{name}"),
        }
    }
}

impl FromStr for Endpoint {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        if let Some(name) = text.strip_prefix("mem:").filter(|name| !name.is_empty()) {
            return Ok(Self::Memory(name.to_owned()));
        }
        #[cfg(unix)]
        if let Some(path) = text.strip_prefix("unix:").filter(|path| !path.is_empty()) {
            // As a URI has it, with an empty host.
            let path = path.strip_prefix("//").filter(|path| path.starts_with('/')).unwrap_or(path);
            return Ok(Self::Unix(path.into()));
        }
        let endpoint = if let Some(place) = text.strip_prefix("tls://") {
            port(place).map(|(host, port)| Self::Tls { host, port })
        } else if let Some(place) = text.strip_prefix("udp://") {
            port(place).map(|(host, port)| Self::Udp { host, port })
        } else if let Some(url) = text.strip_prefix("http://") {
            http::parse(url, false)
        } else if let Some(url) = text.strip_prefix("https://") {
            http::parse(url, true)
        } else {
            let place = text.strip_prefix("tcp://").unwrap_or(text);
            port(place).map(|(host, port)| Self::Tcp { host, port })
        };
        endpoint.ok_or_else(|| no_endpoint(text))
    }
}

/// `host:port`, with brackets around a host that has colons.
fn port(text: &str) -> Option<(String, u16)> {
    let (host, port) = text.rsplit_once(':')?;
    let bracketed = host.strip_prefix('[').and_then(|host| host.strip_suffix(']'));
    let host = bracketed.unwrap_or(host);
    let plain = |byte: u8| byte.is_ascii_graphic() && !b"/?#@[]".contains(&byte);
    let valid =
        !host.is_empty() && host.bytes().all(plain) && (bracketed.is_some() || !host.contains(':'));
    valid.then_some((host.to_owned(), port.parse().ok()?))
}

#[cold]
fn no_endpoint(text: &str) -> Error {
    let message = format!(
        "`{text}` is none of `HOST:PORT`, `tcp://HOST:PORT`, `tls://HOST:PORT`, \
         `http://HOST:PORT/PATH`, `https://HOST:PORT/PATH`, `udp://HOST:PORT`, `unix:PATH`, \
         `mem:NAME`"
    );
    Error::new(Kind::Transport, message)
}

/// What names an [`Endpoint`]: one, its text, or the address of a port.
pub trait IntoEndpoint {
    /// The endpoint.
    ///
    /// # Errors
    ///
    /// Fails when a text is none.
    fn into_endpoint(self) -> Result<Endpoint>;
}

impl IntoEndpoint for Endpoint {
    fn into_endpoint(self) -> Result<Endpoint> {
        Ok(self)
    }
}

impl IntoEndpoint for &Endpoint {
    fn into_endpoint(self) -> Result<Endpoint> {
        Ok(self.clone())
    }
}

impl IntoEndpoint for &str {
    fn into_endpoint(self) -> Result<Endpoint> {
        self.parse()
    }
}

impl IntoEndpoint for String {
    fn into_endpoint(self) -> Result<Endpoint> {
        self.parse()
    }
}

impl IntoEndpoint for &String {
    fn into_endpoint(self) -> Result<Endpoint> {
        self.parse()
    }
}

impl IntoEndpoint for SocketAddr {
    fn into_endpoint(self) -> Result<Endpoint> {
        // With the scope of an address of version 6.
        self.to_string().parse()
    }
}

impl IntoEndpoint for (&str, u16) {
    fn into_endpoint(self) -> Result<Endpoint> {
        let (host, port) = self;
        if host.contains(':') {
            return format!("[{host}]:{port}").parse();
        }
        format!("{host}:{port}").parse()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_printed_is_read() {
        for (text, printed) in [
            ("localhost:9090", "tcp://localhost:9090"),
            ("tcp://127.0.0.1:0", "tcp://127.0.0.1:0"),
            ("[::1]:65535", "tcp://[::1]:65535"),
            ("tls://localhost:9090", "tls://localhost:9090"),
            ("tls://[::1]:9090", "tls://[::1]:9090"),
            ("udp://localhost:6831", "udp://localhost:6831"),
            ("udp://[::1]:0", "udp://[::1]:0"),
            ("mem:users", "mem:users"),
            #[cfg(unix)]
            ("unix:/run/a.sock", "unix:/run/a.sock"),
            #[cfg(unix)]
            ("unix:///run/a.sock", "unix:/run/a.sock"),
            #[cfg(unix)]
            ("unix:a.sock", "unix:a.sock"),
        ] {
            let endpoint: Endpoint = text.parse().unwrap();
            assert_eq!(endpoint.to_string(), printed);
            assert_eq!(printed.parse::<Endpoint>().unwrap(), endpoint);
        }
    }

    #[test]
    fn what_is_no_endpoint_is_told_what_is() {
        for text in [
            "",
            "localhost",
            ":9090",
            "localhost:",
            "localhost:65536",
            "::1:9090",
            "[]:1",
            "mem:",
            "unix:",
            "ftp://localhost:21",
            "tcp://user@host:1",
            "tls://host",
            "tls://tcp://host:1",
            "udp://host",
            "udp://host:1/path",
            "tcp://host:1/path",
            "a b:1",
        ] {
            let error = text.parse::<Endpoint>().unwrap_err();
            assert!(error.to_string().starts_with(&format!("`{text}` is none of")), "{error}");
        }
    }

    #[cfg(feature = "net")]
    #[test]
    fn a_port_is_one_for_datagrams_too() {
        for text in ["localhost:6831", "udp://localhost:6831"] {
            let endpoint = text.into_endpoint().unwrap().datagrams().unwrap();
            assert_eq!(endpoint.to_string(), "udp://localhost:6831");
        }
        for text in ["tls://localhost:1", "http://localhost/", "mem:users"] {
            let error = text.into_endpoint().unwrap().datagrams().unwrap_err();
            let message = format!("{text} is no port for datagrams, such as `udp://HOST:PORT`");
            assert_eq!(error.to_string(), message);
        }
    }

    #[test]
    fn addresses_are_endpoints_and_back() {
        for text in ["127.0.0.1:9090", "[::1]:9090", "[fe80::1%2]:9090"] {
            let address: SocketAddr = text.parse().unwrap();
            assert_eq!(address.into_endpoint().unwrap().socket_addr(), Some(address));
            assert_eq!(text.into_endpoint().unwrap().socket_addr(), Some(address));
        }
        assert_eq!(("localhost", 1).into_endpoint().unwrap().socket_addr(), None);
        assert_eq!(("::1", 1).into_endpoint().unwrap().to_string(), "tcp://[::1]:1");
        assert!(("", 1).into_endpoint().is_err() && ("a/b", 1).into_endpoint().is_err());
    }

    #[cfg(any(feature = "metrics", feature = "tracing"))]
    #[test]
    fn telemetry_names_the_place_of_each_kind() {
        for (text, address, port) in [
            ("[::1]:9090", "::1", Some(9090)),
            ("tls://users.example:443", "users.example", Some(443)),
            ("udp://127.0.0.1:6831", "127.0.0.1", Some(6831)),
            ("mem:users", "mem:users", None),
            #[cfg(unix)]
            ("unix:/run/a.sock", "/run/a.sock", None),
        ] {
            let endpoint: Endpoint = text.parse().unwrap();
            assert_eq!(endpoint.server(), (address.to_owned(), port));
        }
    }
}
