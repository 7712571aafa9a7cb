//! TLS for servers.

use core::fmt;
use core::time::Duration;
use std::io;
use std::sync::Arc;

use rustls::ServerConfig;
use rustls::crypto::ring::Ticketer;
use rustls::server::danger::ClientCertVerifier;
use rustls::server::{VerifierBuilderError, WebPkiClientVerifier};
use rustls::sign::{CertifiedKey, SingleCertAndKey};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::time::timeout;
#[cfg(not(feature = "http"))]
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;

use super::peeked::Peeked;
use super::{Stream, cannot_set_up, explain, pem, provider};
use crate::error::{Error, Kind, Result};
use crate::protocol::Limits;

/// The content type of a record that begins a handshake (RFC 8446, section 5.1).
const HANDSHAKE: u8 = 22;

/// The alert `protocol_version`, which is fatal, in a record of TLS 1.2 (RFC 8446, section 6): what
/// tells a client that it should speak TLS, even if it only sees that it cannot read it.
const WRONG_PROTOCOL: [u8; 7] = [21, 3, 3, 0, 2, 2, 70];

/// How long a client that was refused may take to read why.
const LINGER: Duration = Duration::from_secs(1);

/// How much of what such a client sends is read, so that it is not cut off as it writes: a message.
const LINGER_BYTES: u64 = Limits::NETWORK.message as u64;

/// How a server speaks TLS: who it is, and which clients it serves.
///
/// TLS 1.2 and 1.3 are spoken, and sessions are resumed, by tickets that clients keep and whose keys
/// change every six hours. The certificates are read once. To have them
/// change while the server serves, make the settings [of a configuration of rustls](Self::from) with a
/// `ResolvesServerCert` of your own: it is asked at each handshake.
///
/// ```no_run
/// # #[tokio::main]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # use std::fs::read;
/// use thrift::Server;
/// use thrift::tls::ServerTls;
///
/// let tls = ServerTls::from_pem(&read("server.pem")?, &read("server.key")?)?;
/// let server = Server::bind("tls://0.0.0.0:9090").await?.tls(tls);
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
#[doc(alias = "TSSLServerSocket")]
pub struct ServerTls {
    config: Arc<ServerConfig>,
    /// The certificate and its key, if they came in PEM.
    identity: Option<Arc<CertifiedKey>>,
    plain: bool,
}

impl ServerTls {
    /// Proves who the server is: a chain of certificates that starts with its own, and the private key
    /// of that, both in PEM.
    ///
    /// # Errors
    ///
    /// Fails when there is no certificate or no key in the texts, when the key is encrypted, or when
    /// it is not that of the certificate.
    pub fn from_pem(chain: &[u8], key: &[u8]) -> Result<Self> {
        let identity = pem::identity(chain, key, &provider())?;
        let config = config(&identity, WebPkiClientVerifier::no_client_auth())?;
        Ok(Self { config: Arc::new(config), identity: Some(identity), plain: false })
    }

    /// Serves only clients that have a certificate of one of these CAs: certificates in PEM.
    ///
    /// ```no_run
    /// # use std::fs::read;
    /// use thrift::tls::ServerTls;
    ///
    /// let tls = ServerTls::from_pem(&read("server.pem")?, &read("server.key")?)?
    ///     .require_client_certificates(&read("ca.pem")?)?;
    /// # Ok::<_, Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Fails when there is no certificate in the text, or one that cannot be read; and on settings
    /// that were made of a configuration of rustls, which has a verifier of clients of its own.
    pub fn require_client_certificates(self, ca_pem: &[u8]) -> Result<Self> {
        let verifier = WebPkiClientVerifier::builder_with_provider(pem::roots(ca_pem)?, provider());
        self.verified_by(verifier.build())
    }

    /// Serves clients that have a certificate of one of these CAs, and those that have none: it is for
    /// handlers to tell them apart.
    ///
    /// # Errors
    ///
    /// As [`require_client_certificates`](Self::require_client_certificates).
    pub fn allow_client_certificates(self, ca_pem: &[u8]) -> Result<Self> {
        let verifier = WebPkiClientVerifier::builder_with_provider(pem::roots(ca_pem)?, provider());
        self.verified_by(verifier.allow_unauthenticated().build())
    }

    fn verified_by(
        mut self,
        verifier: Result<Arc<dyn ClientCertVerifier>, VerifierBuilderError>,
    ) -> Result<Self> {
        let Some(identity) = &self.identity else {
            let message = "a configuration of rustls has a verifier of client certificates already";
            return Err(Error::new(Kind::Invalid, message));
        };
        let verifier = verifier.map_err(|error| {
            Error::new(Kind::Invalid, format!("the PEM of the CA: {error}")).with_source(error)
        })?;
        let mut config = config(identity, verifier)?;
        config.alpn_protocols.clone_from(&self.config.alpn_protocols);
        self.config = Arc::new(config);
        Ok(self)
    }

    /// Chooses from the protocols that clients offer by ALPN, the preferred one first; none unless set,
    /// save for a version of HTTP with the feature `http`.
    ///
    /// A client that offers none is served all the same, and one that only offers others is refused.
    #[must_use]
    pub fn alpn_protocols<P: Into<Vec<u8>>>(
        mut self,
        protocols: impl IntoIterator<Item = P>,
    ) -> Self {
        let protocols = protocols.into_iter().map(Into::into).collect();
        Arc::make_mut(&mut self.config).alpn_protocols = protocols;
        self
    }

    /// Serves clients that do not speak TLS as well, on the same port; they are refused unless set.
    ///
    /// It is for the time in which clients move to TLS. Nothing that such a client says is protected,
    /// and no certificate is asked of it.
    #[must_use]
    pub fn accept_plain(mut self) -> Self {
        self.plain = true;
        self
    }

    /// Whether clients that do not speak TLS are served as well.
    pub(crate) fn accepts_plain(&self) -> bool {
        self.plain
    }

    /// Does the handshake over a stream that is open already.
    ///
    /// What it returns is for [`serve_connection`](crate::server::serve_connection). How long it may
    /// take is for the caller to say: clients may be in no hurry at all.
    ///
    /// ```no_run
    /// # use thrift::service::Dispatch;
    /// use thrift::server::{Config, serve_connection};
    /// use thrift::tls::ServerTls;
    ///
    /// # async fn serve(
    /// #     stream: tokio::net::TcpStream, tls: ServerTls, dispatch: &impl Dispatch,
    /// # ) -> Result<(), Box<dyn std::error::Error>> {
    /// let handshake = tls.accept(stream);
    /// let stream = tokio::time::timeout(core::time::Duration::from_secs(10), handshake).await??;
    /// serve_connection(stream, dispatch, Config::default()).await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// Fails when the client does not speak TLS, or when one of the two does not accept the other. A
    /// client that can read it has been told.
    pub async fn accept<Io>(&self, io: Io) -> Result<Stream<Io>>
    where
        Io: AsyncRead + AsyncWrite + Unpin,
    {
        let mut io = Peeked::new(io);
        io.peek().await?;
        self.accept_peeked(io).await
    }

    /// As [`accept`](Self::accept), for a client whose first bytes are there.
    pub(crate) async fn accept_peeked<Io>(&self, mut io: Peeked<Io>) -> Result<Stream<Io>>
    where
        Io: AsyncRead + AsyncWrite + Unpin,
    {
        match io.start() {
            [HANDSHAKE, ..] => {}
            _ if self.plain => return Ok(Stream::plain(io)),
            // The end of the stream, which is one of the handshake.
            [] => {}
            start => {
                let error = Error::new(Kind::Transport, explain::speaks_no_tls("client", start));
                // It may be gone already.
                let _ = io.write_all(&WRONG_PROTOCOL).await;
                linger(io).await;
                return Err(error);
            }
        }
        match self.handshake(io).await {
            Ok(stream) => Ok(Stream::secure(stream)),
            Err((error, io)) => {
                let start = io.as_ref().map_or(&[][..], Peeked::start);
                let error = explain::handshake(error, "client", start);
                if let Some(io) = io {
                    linger(io).await;
                }
                Err(error)
            }
        }
    }

    #[cfg(feature = "http")]
    async fn handshake<Io>(&self, io: Io) -> Result<TlsStream<Io>, (io::Error, Option<Io>)>
    where
        Io: AsyncRead + AsyncWrite + Unpin,
    {
        super::alpn::handshake(&self.config, io).await
    }

    #[cfg(not(feature = "http"))]
    async fn handshake<Io>(&self, io: Io) -> Result<TlsStream<Io>, (io::Error, Option<Io>)>
    where
        Io: AsyncRead + AsyncWrite + Unpin,
    {
        let acceptor = TlsAcceptor::from(Arc::clone(&self.config));
        let handshake = acceptor.accept(io).into_fallible().await;
        handshake.map_err(|(error, io)| (error, Some(io)))
    }
}

/// Leaves everything to a configuration of rustls: its certificates, its verifier, its versions.
///
/// The crate is [`thrift::tls::rustls`](super::rustls).
impl From<Arc<ServerConfig>> for ServerTls {
    fn from(config: Arc<ServerConfig>) -> Self {
        Self { config, identity: None, plain: false }
    }
}

/// Keys stay unprinted.
impl fmt::Debug for ServerTls {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ServerTls").field("accepts_plain", &self.plain).finish_non_exhaustive()
    }
}

fn config(
    identity: &Arc<CertifiedKey>,
    verifier: Arc<dyn ClientCertVerifier>,
) -> Result<ServerConfig> {
    let mut config = ServerConfig::builder_with_provider(provider())
        .with_safe_default_protocol_versions()
        .map_err(cannot_set_up)?
        .with_client_cert_verifier(verifier)
        .with_cert_resolver(Arc::new(SingleCertAndKey::from(Arc::clone(identity))));
    // Clients keep their sessions themselves: what a server remembers is soon that of others. The keys
    // are those of these settings, so that no session outlives who may have one.
    config.ticketer = Ticketer::new().map_err(cannot_set_up)?;
    Ok(config)
}

/// Closes the connection of a client that was told why it is refused.
///
/// Closing it with bytes in it that nobody has read would reset it, and the client could lose what it
/// was told. So they are read, for a moment.
async fn linger<Io>(mut io: Io)
where
    Io: AsyncRead + AsyncWrite + Unpin,
{
    let rest = async {
        io.shutdown().await?;
        tokio::io::copy(&mut io.take(LINGER_BYTES), &mut tokio::io::sink()).await
    };
    // Whether it hears is its own business.
    let _ = timeout(LINGER, rest).await;
}
