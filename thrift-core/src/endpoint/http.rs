//! Endpoints of HTTP: URLs.

use core::fmt;

use super::{Endpoint, port};

const PORT: u16 = 80;
const SECURE_PORT: u16 = 443;

fn default_port(secure: bool) -> u16 {
    if secure { SECURE_PORT } else { PORT }
}

/// The endpoint of a URL whose scheme is taken off: `host:port/path?query`, all but the host optional.
pub(super) fn parse(text: &str, secure: bool) -> Option<Endpoint> {
    let (authority, path) = text.split_at(text.find(['/', '?', '#']).unwrap_or(text.len()));
    let has_port = authority.rsplit_once(':').is_some_and(|(_, port)| !port.ends_with(']'));
    let (host, port) = if has_port {
        port(authority)?
    } else {
        port(&format!("{authority}:{}", default_port(secure)))?
    };
    if !path.bytes().all(is_of_path) {
        return None;
    }
    let path = if path.starts_with('/') { path.to_owned() } else { format!("/{path}") };
    Some(Endpoint::Http { secure, host, port, path })
}

/// RFC 3986, section 3.3; what else a path may have is escaped.
fn is_of_path(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@/?%".contains(&byte)
}

/// Where a request goes, as its field `Host` has it: the port of the scheme goes without saying.
pub(super) struct Authority<'a> {
    pub(super) host: &'a str,
    pub(super) port: u16,
    pub(super) secure: bool,
}

impl fmt::Display for Authority<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { host, port, secure } = self;
        // RFC 3986, section 3.2.2.
        let (open, close) = if host.contains(':') { ("[", "]") } else { ("", "") };
        write!(f, "{open}{host}{close}")?;
        if *port == default_port(*secure) { Ok(()) } else { write!(f, ":{port}") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_printed_is_read() {
        for (text, printed) in [
            ("http://localhost", "http://localhost/"),
            ("http://localhost:80/thrift", "http://localhost/thrift"),
            ("http://localhost:443/", "http://localhost:443/"),
            ("http://127.0.0.1:9090/a/b?c=d%20e", "http://127.0.0.1:9090/a/b?c=d%20e"),
            ("http://[::1]/", "http://[::1]/"),
            ("http://[::1]:9090?x", "http://[::1]:9090/?x"),
            ("https://users.example", "https://users.example/"),
            ("https://users.example:443/a", "https://users.example/a"),
            ("https://users.example:80/a", "https://users.example:80/a"),
        ] {
            let endpoint: Endpoint = text.parse().unwrap();
            assert_eq!(endpoint.to_string(), printed);
            assert_eq!(printed.parse::<Endpoint>().unwrap(), endpoint);
        }
    }

    #[test]
    fn what_is_no_url_of_a_service_is_refused() {
        for text in [
            "http://",
            "http:///path",
            "http://host:/",
            "http://host:65536/",
            "http://user@host/",
            "http://host/#fragment",
            "http://host/a b",
            "http://host/\u{e9}",
            "http://::1/",
            "https://",
            "HTTP//host",
        ] {
            let error = text.parse::<Endpoint>().unwrap_err();
            assert!(error.to_string().starts_with(&format!("`{text}` is none of")), "{error}");
        }
    }
}
