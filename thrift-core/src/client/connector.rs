//! How a client gets from an endpoint to a stream.

use crate::endpoint::Endpoint;
#[cfg(feature = "tls")]
use crate::error::Error;
use crate::error::{Kind, Result};
use crate::failure::cannot_connect;
use crate::net::Stream;
#[cfg(not(feature = "tls"))]
use crate::net::needs_tls;
#[cfg(feature = "tls")]
use crate::tls::{ClientTls, ServerName};

/// Opens streams to one server.
#[derive(Clone, Debug)]
pub(super) struct Connector {
    endpoint: Endpoint,
    /// What the server must be, if it must be something.
    #[cfg(feature = "tls")]
    tls: Option<(ClientTls, ServerName)>,
}

impl Connector {
    /// The way to an endpoint.
    ///
    /// # Errors
    ///
    /// Fails when the endpoint says that TLS is spoken there.
    #[cfg(not(feature = "tls"))]
    pub(super) fn new(endpoint: Endpoint) -> Result<Self> {
        if endpoint.is_secure() {
            needs_tls().map_err(|error| cannot_connect(&endpoint, Kind::Transport, error))?;
        }
        Ok(Self { endpoint })
    }

    /// The way to an endpoint, over TLS if there are settings or if the endpoint says so.
    ///
    /// # Errors
    ///
    /// Fails when there are no settings and the system has none either, when no certificate can be
    /// for the host, or when it is one of UDP: what cannot succeed fails before anything is connected.
    #[cfg(feature = "tls")]
    pub(super) fn new(endpoint: Endpoint, tls: Option<ClientTls>) -> Result<Self> {
        let refused = |error: Error| cannot_connect(&endpoint, error.kind(), error);
        let tls = match tls {
            None if endpoint.is_secure() => Some(ClientTls::system().map_err(refused)?),
            tls => tls,
        };
        let Some(tls) = tls else { return Ok(Self { endpoint, tls: None }) };
        if let Endpoint::Udp { .. } = endpoint {
            return Err(refused(Error::new(Kind::Invalid, "there is no TLS over UDP")));
        }
        let host = endpoint.port().map(|(host, _)| host);
        let name = tls.name_for(host).map_err(refused)?;
        Ok(Self { endpoint: endpoint.secured(), tls: Some((tls, name)) })
    }

    /// Offers protocols to the server by ALPN, unless the settings do.
    #[cfg(all(feature = "http", feature = "tls"))]
    pub(super) fn offering(mut self, protocols: &[&[u8]]) -> Self {
        if let Some((tls, _)) = &mut self.tls {
            tls.offer(protocols);
        }
        self
    }

    pub(super) fn endpoint(&self) -> &Endpoint {
        &self.endpoint
    }

    /// Opens a stream, with the handshake of TLS if there is one.
    pub(super) async fn connect(&self) -> Result<Stream> {
        let refused = |error| cannot_connect(&self.endpoint, Kind::Transport, error);
        let stream = Stream::connect(&self.endpoint).await.map_err(refused)?;
        #[cfg(feature = "tls")]
        if let Some((tls, name)) = &self.tls {
            let refused = |error: Error| cannot_connect(&self.endpoint, error.kind(), error);
            let stream = tls.handshake(stream, name.clone()).await.map_err(refused)?;
            return Ok(Stream::Tls(Box::new(stream)));
        }
        Ok(stream)
    }
}
