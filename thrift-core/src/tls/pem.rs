//! Certificates and keys, from the text that they are kept in.

use std::sync::Arc;

use rustls::RootCertStore;
use rustls::crypto::CryptoProvider;
use rustls::pki_types::pem::{Error as PemError, PemObject};
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::sign::CertifiedKey;

use super::explain;
use crate::error::{Error, Kind, Result};

/// The certificates of a CA, or of several, as what chains of a peer may end in.
pub(super) fn roots(pem: &[u8]) -> Result<Arc<RootCertStore>> {
    const WHAT: &str = "the PEM of the CA";
    let mut roots = RootCertStore::empty();
    for certificate in certificates(pem, WHAT)? {
        roots.add(certificate).map_err(|error| refused(WHAT, error))?;
    }
    Ok(Arc::new(roots))
}

/// A chain of certificates that starts with one's own, and the key of that.
pub(super) fn identity(
    chain: &[u8],
    key: &[u8],
    provider: &CryptoProvider,
) -> Result<Arc<CertifiedKey>> {
    let chain = certificates(chain, "the PEM of the certificate chain")?;
    let key = private_key(key)?;
    match CertifiedKey::from_der(chain, key, provider) {
        Ok(identity) => Ok(Arc::new(identity)),
        Err(error) => Err(refused("the certificate and its private key", error)),
    }
}

fn certificates(pem: &[u8], what: &str) -> Result<Vec<CertificateDer<'static>>> {
    let found = CertificateDer::pem_slice_iter(pem).collect::<Result<Vec<_>, _>>();
    match found {
        Ok(found) if found.is_empty() => {
            Err(Error::new(Kind::Invalid, format!("{what} has no certificate")))
        }
        Ok(found) => Ok(found),
        Err(error) => Err(unreadable(what, error)),
    }
}

fn private_key(pem: &[u8]) -> Result<PrivateKeyDer<'static>> {
    const WHAT: &str = "the PEM of the private key";
    PrivateKeyDer::from_pem_slice(pem).map_err(|error| match error {
        PemError::NoItemsFound if is_encrypted(pem) => {
            Error::new(Kind::Invalid, format!("{WHAT} is encrypted, which is not supported"))
        }
        PemError::NoItemsFound => Error::new(Kind::Invalid, format!("{WHAT} has no private key")),
        error => unreadable(WHAT, error),
    })
}

fn is_encrypted(pem: &[u8]) -> bool {
    const BEGIN: &[u8] = b"-----BEGIN ENCRYPTED PRIVATE KEY-----";
    pem.windows(BEGIN.len()).any(|window| window == BEGIN)
}

#[cold]
fn unreadable(what: &str, error: PemError) -> Error {
    Error::new(Kind::Invalid, format!("{what} cannot be read: {error}")).with_source(error)
}

#[cold]
fn refused(what: &str, error: rustls::Error) -> Error {
    let why = explain::own(&error);
    Error::new(Kind::Invalid, format!("{what}: {why}")).with_source(error)
}
