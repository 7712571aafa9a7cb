//! TLS for clients.

use core::fmt;
use std::sync::Arc;

use rustls::client::Resumption;
use rustls::pki_types::ServerName;
use rustls::sign::SingleCertAndKey;
use rustls::{ClientConfig, RootCertStore};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio_rustls::TlsConnector;

use super::peeked::Peeked;
use super::{Stream, cannot_set_up, explain, pem, provider};
use crate::error::{Error, Kind, Result};

/// How a client speaks TLS: whom it trusts, and who it is itself.
///
/// The certificate of a server must come from a CA that is trusted, be valid now, and be for the host
/// of the endpoint; there is no way around that but [a configuration of rustls](Self::from). TLS 1.2
/// and 1.3 are spoken. Clones share the sessions that later connections resume.
///
/// ```no_run
/// # #[tokio::main]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use thrift::Client;
/// use thrift::tls::ClientTls;
///
/// // A server of one's own, with a certificate from one's own CA.
/// let tls = ClientTls::with_ca_pem(&std::fs::read("ca.pem")?)?;
/// let client = Client::builder().tls(tls).connect("tls://users.example:9090").await?;
///
/// // Without settings, the CAs of the system are trusted.
/// let client = Client::connect("tls://users.example:9090").await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
#[doc(alias = "TSSLSocket")]
pub struct ClientTls {
    config: Arc<ClientConfig>,
    /// What the certificate of the server must be for, if not for the host.
    server_name: Option<ServerName<'static>>,
}

impl ClientTls {
    /// Trusts the CAs that the system does, as everybody on the web has to.
    ///
    /// The system is asked once, here. `SSL_CERT_FILE` and `SSL_CERT_DIR` name others.
    ///
    /// # Errors
    ///
    /// Fails when the system has none, or none that can be read.
    pub fn system() -> Result<Self> {
        let found = rustls_native_certs::load_native_certs();
        let mut roots = RootCertStore::empty();
        // Systems have some that are too odd to be used, and nobody misses them.
        roots.add_parsable_certificates(found.certs);
        if roots.is_empty() {
            return Err(no_system_roots(&found.errors));
        }
        Self::new(Arc::new(roots))
    }

    /// Trusts these CAs and no others: certificates in PEM.
    ///
    /// # Errors
    ///
    /// Fails when there is no certificate in the text, or one that cannot be read.
    pub fn with_ca_pem(pem: &[u8]) -> Result<Self> {
        Self::new(pem::roots(pem)?)
    }

    fn new(roots: Arc<RootCertStore>) -> Result<Self> {
        let config = ClientConfig::builder_with_provider(provider())
            .with_safe_default_protocol_versions()
            .map_err(cannot_set_up)?
            .with_root_certificates(roots)
            .with_no_client_auth();
        Ok(Self { config: Arc::new(config), server_name: None })
    }

    /// Proves to servers that want it who the client is: a chain of certificates that starts with its
    /// own, and the private key of that, both in PEM.
    ///
    /// ```no_run
    /// # use std::fs::read;
    /// use thrift::tls::ClientTls;
    ///
    /// let tls = ClientTls::with_ca_pem(&read("ca.pem")?)?
    ///     .identity_pem(&read("client.pem")?, &read("client.key")?)?;
    /// # Ok::<_, Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Fails when there is no certificate or no key in the texts, when the key is encrypted, or when
    /// it is not that of the certificate.
    pub fn identity_pem(mut self, chain: &[u8], key: &[u8]) -> Result<Self> {
        let identity = pem::identity(chain, key, self.config.crypto_provider())?;
        let config = Arc::make_mut(&mut self.config);
        config.client_auth_cert_resolver = Arc::new(SingleCertAndKey::from(identity));
        // Sessions of somebody else are not for this client to resume.
        config.resumption = Resumption::default();
        Ok(self)
    }

    /// Expects a certificate for another name than the host of the endpoint.
    ///
    /// # Errors
    ///
    /// Fails when the name is neither one of a host nor an address.
    pub fn server_name(mut self, name: &str) -> Result<Self> {
        self.server_name = Some(server_name(name)?);
        Ok(self)
    }

    /// Offers protocols to the server by ALPN, the preferred one first; none unless set.
    #[must_use]
    pub fn alpn_protocols<P: Into<Vec<u8>>>(
        mut self,
        protocols: impl IntoIterator<Item = P>,
    ) -> Self {
        let protocols = protocols.into_iter().map(Into::into).collect();
        Arc::make_mut(&mut self.config).alpn_protocols = protocols;
        self
    }

    /// Offers protocols, unless others are set.
    #[cfg(feature = "http")]
    pub(crate) fn offer(&mut self, protocols: &[&[u8]]) {
        if self.config.alpn_protocols.is_empty() {
            let protocols = protocols.iter().map(|protocol| protocol.to_vec()).collect();
            Arc::make_mut(&mut self.config).alpn_protocols = protocols;
        }
    }

    /// Does the handshake over a stream that is open already, with the server of a host: through a
    /// proxy, for example.
    ///
    /// What it returns is for [`ClientBuilder::attach`](crate::client::ClientBuilder::attach). How
    /// long it may take is for the caller to say.
    ///
    /// ```no_run
    /// # #[tokio::main]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// use thrift::Client;
    /// use thrift::tls::ClientTls;
    ///
    /// let stream = tokio::net::TcpStream::connect("10.0.0.1:9090").await?;
    /// let stream = ClientTls::system()?.connect(stream, "users.example").await?;
    /// let connection = Client::builder().attach(stream);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// Fails when the server does not speak TLS, when its certificate is not accepted, or when it does
    /// not accept the client.
    pub async fn connect<Io>(&self, io: Io, host: &str) -> Result<Stream<Io>>
    where
        Io: AsyncRead + AsyncWrite + Unpin,
    {
        self.handshake(io, self.name_for(Some(host))?).await
    }

    /// As [`connect`](Self::connect), to a server whose certificate must be for this name.
    pub(crate) async fn handshake<Io>(
        &self,
        io: Io,
        name: ServerName<'static>,
    ) -> Result<Stream<Io>>
    where
        Io: AsyncRead + AsyncWrite + Unpin,
    {
        let connector = TlsConnector::from(Arc::clone(&self.config));
        match connector.connect(name, Peeked::new(io)).into_fallible().await {
            Ok(stream) => Ok(Stream::secure(stream)),
            Err((error, io)) => Err(explain::handshake(error, "server", io.start())),
        }
    }

    /// What the certificate of the server must be for; a server may be where there is no host.
    pub(crate) fn name_for(&self, host: Option<&str>) -> Result<ServerName<'static>> {
        match (&self.server_name, host) {
            (Some(name), _) => Ok(name.clone()),
            (None, Some(host)) => server_name(host),
            (None, None) => {
                let message =
                    "TLS needs the name of the server: set it by `ClientTls::server_name`";
                Err(Error::new(Kind::Invalid, message))
            }
        }
    }
}

/// Leaves everything to a configuration of rustls: its roots, its verifier, its versions.
///
/// The crate is [`thrift::tls::rustls`](super::rustls).
impl From<Arc<ClientConfig>> for ClientTls {
    fn from(config: Arc<ClientConfig>) -> Self {
        Self { config, server_name: None }
    }
}

/// Keys stay unprinted.
impl fmt::Debug for ClientTls {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientTls")
            .field("server_name", &self.server_name)
            .field("has_identity", &self.config.client_auth_cert_resolver.has_certs())
            .finish_non_exhaustive()
    }
}

fn server_name(name: &str) -> Result<ServerName<'static>> {
    ServerName::try_from(name.to_owned()).map_err(|error| {
        let message = format!("no certificate can be for `{name}`: it is no name of a host");
        Error::new(Kind::Invalid, message).with_source(error)
    })
}

#[cold]
fn no_system_roots(errors: &[rustls_native_certs::Error]) -> Error {
    let why = errors.first().map(|error| format!(": {error}")).unwrap_or_default();
    let message = format!("the system has no certificate of a CA that can be read{why}");
    Error::new(Kind::Transport, message)
}
