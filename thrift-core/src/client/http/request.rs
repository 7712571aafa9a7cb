//! From a call to its request.

use core::fmt;
use std::sync::Arc;

use hyper::http::header::{ACCEPT, CONTENT_TYPE, HOST, HeaderMap, HeaderValue, USER_AGENT};
use hyper::http::{Method, Request as HttpRequest, Uri};

use super::sender::Whole;
use crate::endpoint::Endpoint;
use crate::error::{Error, Kind, Result};
#[cfg(feature = "tls")]
use crate::http::ALPN_HTTP1;
use crate::http::{ALPN_HTTP2, THRIFT, Version, give, with_timeout};
use crate::message;
use crate::net::Stream;
use crate::service::Request;
use crate::transport::{Outgoing, Wire};

/// What a client says it is, unless it is told otherwise.
const NAME: &str = concat!("thrift-core/", env!("CARGO_PKG_VERSION"));

/// The settings for HTTP.
#[derive(Clone, Debug, Default)]
pub(in crate::client) struct Options {
    pub(in crate::client) version: Option<Version>,
    pub(in crate::client) user_agent: Option<String>,
}

/// Where requests go, and what all of them say.
#[derive(Clone, Debug)]
pub(in crate::client) struct Target {
    endpoint: Arc<str>,
    secure: bool,
    /// What a body is.
    wire: Wire,
    /// What is spoken, if it is set.
    version: Option<Version>,
    uri: Uri,
    /// The path and the query alone, and where they are: in HTTP/1 only proxies are told the whole URI
    /// (RFC 9112, section 3.2).
    path: Uri,
    host: HeaderValue,
    fields: HeaderMap,
}

impl Target {
    /// The target of an endpoint, if it is one of HTTP.
    ///
    /// # Errors
    ///
    /// Fails when no request can be made to it, or on a name of the client that no request can have.
    pub(in crate::client) fn new(
        endpoint: &Endpoint,
        wire: Wire,
        options: &Options,
    ) -> Result<Option<Self>> {
        let Endpoint::Http { secure, path, .. } = endpoint else { return Ok(None) };
        let name = options.user_agent.as_deref().unwrap_or(NAME);
        let fields = HeaderMap::from_iter([
            (USER_AGENT, HeaderValue::from_str(name).map_err(|_| no_name(name))?),
            (CONTENT_TYPE, THRIFT),
            (ACCEPT, THRIFT),
        ]);
        let text: Arc<str> = endpoint.to_string().into();
        let uri: Uri = text.parse().map_err(|error| no_uri(endpoint, &error))?;
        let host = uri.authority().map_or("", |authority| authority.as_str());
        Ok(Some(Self {
            host: HeaderValue::from_str(host).map_err(|error| no_uri(endpoint, &error))?,
            path: path.parse().map_err(|error| no_uri(endpoint, &error))?,
            endpoint: text,
            secure: *secure,
            wire: wire.in_body(),
            version: options.version,
            uri,
            fields,
        }))
    }

    /// What is offered to a server by ALPN.
    #[cfg(feature = "tls")]
    pub(in crate::client) fn offered(&self) -> &'static [&'static [u8]] {
        match self.version {
            Some(Version::Http1) => &[ALPN_HTTP1],
            Some(Version::Http2) => &[ALPN_HTTP2],
            None => &[ALPN_HTTP2, ALPN_HTTP1],
        }
    }

    /// What is spoken over a stream to the server: what is set, or else what it has chosen by ALPN.
    pub(super) fn version(&self, stream: &Stream) -> Version {
        match (self.version, stream.alpn_protocol()) {
            (Some(version), _) => version,
            (None, Some(ALPN_HTTP2)) => Version::Http2,
            (None, _) => Version::Http1,
        }
    }

    /// Whether all its connections carry one call at a time.
    pub(in crate::client) fn is_single(&self) -> bool {
        match self.version {
            Some(version) => version == Version::Http1,
            None => !self.secure,
        }
    }

    /// The request that is a call.
    ///
    /// # Errors
    ///
    /// Fails on a header that HTTP cannot carry, and on a message that is longer than its format can
    /// say.
    pub(super) fn request(&self, call: &Request, version: Version) -> Result<HttpRequest<Whole>> {
        let mut message = Outgoing::default();
        // The response is to this request, whatever the sequence id is.
        message::write(call, self.wire, 0, &mut message)?;
        let mut fields = self.fields.clone();
        if !self.wire.transport.carries_headers() {
            give(call.context().headers(), &mut fields)?;
        }
        if let Some(left) = call.context().time_left() {
            with_timeout(&mut fields, left);
        }
        let mut request = HttpRequest::new(Whole::new(message.into_vec().into()));
        *request.method_mut() = Method::POST;
        *request.uri_mut() = match version {
            Version::Http1 => {
                fields.insert(HOST, self.host.clone());
                self.path.clone()
            }
            Version::Http2 => self.uri.clone(),
        };
        *request.headers_mut() = fields;
        Ok(request)
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.endpoint)
    }
}

#[cold]
fn no_uri(endpoint: &Endpoint, error: &dyn core::error::Error) -> Error {
    Error::new(Kind::Transport, format!("no request can be made to {endpoint}: {error}"))
}

#[cold]
fn no_name(name: &str) -> Error {
    Error::new(Kind::Invalid, format!("HTTP cannot carry {name:?} as the `User-Agent`"))
}
