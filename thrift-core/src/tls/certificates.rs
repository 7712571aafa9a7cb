//! Who a peer is, as its certificates say.

use core::{fmt, iter};
use std::sync::Arc;

use rustls::pki_types::CertificateDer;

/// The certificates that a peer has proved to be its own.
///
/// The first is that of the peer itself, and each of the others, if the peer sent any, is of the CA
/// that issued the one before it. They are in DER, for a parser of X.509 to look into: this crate has
/// only checked that a CA which is trusted stands behind them. Clones share the bytes.
///
/// ```
/// use thrift::tls::PeerCertificates;
///
/// /// Knows one client by its whole certificate.
/// fn is_known(client: &PeerCertificates, known: &[u8]) -> bool {
///     client.end_entity() == known
/// }
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct PeerCertificates(Arc<Chain>);

#[derive(PartialEq, Eq)]
struct Chain {
    end_entity: CertificateDer<'static>,
    issuers: Vec<CertificateDer<'static>>,
}

impl PeerCertificates {
    /// What a finished handshake has found out, if the peer sent certificates.
    pub(super) fn new(chain: Option<&[CertificateDer<'_>]>) -> Option<Self> {
        let (end_entity, issuers) = chain?.split_first()?;
        let issuers = issuers.iter().map(|issuer| issuer.clone().into_owned()).collect();
        Some(Self(Arc::new(Chain { end_entity: end_entity.clone().into_owned(), issuers })))
    }

    /// The certificate of the peer itself.
    #[must_use]
    pub fn end_entity(&self) -> &[u8] {
        &self.0.end_entity
    }

    /// All certificates that the peer sent, its own first.
    pub fn iter(&self) -> impl Iterator<Item = &[u8]> {
        iter::once(&self.0.end_entity).chain(&self.0.issuers).map(AsRef::as_ref)
    }
}

/// Their lengths: the bytes themselves tell a reader nothing.
impl fmt::Debug for PeerCertificates {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lengths = self.iter().map(|certificate| format!("{} bytes", certificate.len()));
        f.debug_list().entries(lengths).finish()
    }
}
