//! The connections of a pool, of whatever kind, and how they are opened.

#[cfg(not(feature = "http"))]
use std::io;

use super::builder::Settings;
use super::connection::{Connection, Failure};
use super::connector::Connector;
#[cfg(feature = "http")]
use super::http;
use super::udp::Socket;
use crate::endpoint::Endpoint;
#[cfg(not(feature = "http"))]
use crate::error::Kind;
use crate::error::Result;
#[cfg(not(feature = "http"))]
use crate::failure;
use crate::service::{Request, Response};
#[cfg(feature = "http")]
use crate::transport::Wire;
use crate::transport::datagram::LONGEST_DATAGRAM;

/// A connection of a pool.
#[derive(Clone, Debug)]
pub(super) enum Link {
    /// For messages in a stream of bytes.
    Stream(Connection),
    #[cfg(feature = "http")]
    Http(http::Connection),
    /// For oneway calls, each a datagram.
    Udp(Socket),
}

impl Link {
    /// Sends a call that has its deadline and its whole name, and waits for its answer.
    pub(super) async fn call(&self, request: &mut Request) -> Result<Option<Response>, Failure> {
        match self {
            Self::Stream(connection) => connection.call(request).await,
            #[cfg(feature = "http")]
            Self::Http(connection) => connection.call(request).await,
            Self::Udp(socket) => {
                let sent = socket.send(request, LONGEST_DATAGRAM).await;
                sent.map(|()| None).map_err(Failure::Failed)
            }
        }
    }

    /// Whether further calls may go over it, as far as is known.
    pub(super) fn is_good(&self) -> bool {
        match self {
            Self::Stream(connection) => connection.is_good(),
            #[cfg(feature = "http")]
            Self::Http(connection) => connection.is_good(),
            Self::Udp(_) => true,
        }
    }

    /// Whether it carries one call at a time, whatever the settings say.
    pub(super) fn is_single(&self) -> bool {
        match self {
            Self::Stream(_) | Self::Udp(_) => false,
            #[cfg(feature = "http")]
            Self::Http(connection) => connection.is_single(),
        }
    }
}

/// Opens connections to one server.
#[derive(Debug)]
pub(super) struct Opener {
    connector: Connector,
    #[cfg(feature = "http")]
    http: Option<http::Target>,
}

impl Opener {
    /// Opens connections to an endpoint.
    ///
    /// # Errors
    ///
    /// Fails when no request of HTTP can be made with the endpoint or the settings.
    #[cfg(feature = "http")]
    pub(super) fn new(connector: Connector, wire: Wire, options: &http::Options) -> Result<Self> {
        let http = http::Target::new(connector.endpoint(), wire, options)?;
        #[cfg(feature = "tls")]
        let connector = match &http {
            Some(target) => connector.offering(target.offered()),
            None => connector,
        };
        Ok(Self { connector, http })
    }

    /// Opens connections to an endpoint.
    ///
    /// # Errors
    ///
    /// Fails when it is one of HTTP.
    #[cfg(not(feature = "http"))]
    pub(super) fn new(connector: Connector) -> Result<Self> {
        if let endpoint @ Endpoint::Http { .. } = connector.endpoint() {
            let message = "HTTP needs the feature `http` of the crate `thrift-core`, which is off";
            let error = io::Error::new(io::ErrorKind::Unsupported, message);
            return Err(failure::cannot_connect(endpoint, Kind::Transport, error));
        }
        Ok(Self { connector })
    }

    pub(super) fn endpoint(&self) -> &Endpoint {
        self.connector.endpoint()
    }

    /// Whether all its connections carry one call at a time.
    #[cfg(feature = "http")]
    pub(super) fn is_single(&self) -> bool {
        self.http.as_ref().is_some_and(http::Target::is_single)
    }

    /// Whether all its connections carry one call at a time.
    #[cfg(not(feature = "http"))]
    #[expect(clippy::unused_self, reason = "others are asked the same")]
    pub(super) fn is_single(&self) -> bool {
        false
    }

    /// Opens a connection.
    pub(super) async fn open(&self, settings: &Settings) -> Result<Link> {
        if let endpoint @ Endpoint::Udp { .. } = self.endpoint() {
            return Socket::open(endpoint).await.map(Link::Udp);
        }
        let stream = self.connector.connect().await?;
        #[cfg(feature = "http")]
        if let Some(target) = &self.http {
            return http::Connection::open(stream, target).await.map(Link::Http);
        }
        Ok(Link::Stream(Connection::new(stream, settings.clone())))
    }
}
