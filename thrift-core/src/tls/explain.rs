//! What went wrong with TLS, in words.

use std::io;

use rustls::{AlertDescription, CertificateError, Error as TlsError, InconsistentKeys};

use crate::error::{Error, Kind};

/// Names in a certificate that an error shows: the peer chooses how many there are.
const SHOWN_NAMES: usize = 4;

/// The error of a handshake with a peer, a `client` or a `server`, whose first bytes are known.
#[cold]
pub(super) fn handshake(error: io::Error, peer: &'static str, start: &[u8]) -> Error {
    let kind = match error.kind() {
        io::ErrorKind::UnexpectedEof => Kind::Closed,
        _ => Kind::Transport,
    };
    let why = match error.get_ref().and_then(|inner| inner.downcast_ref::<TlsError>()) {
        _ if !start.is_empty() && !is_record(start) => speaks_no_tls(peer, start),
        Some(error) => told(error, peer),
        None if kind == Kind::Closed => {
            format!("the {peer} closed the connection during the TLS handshake")
        }
        None => format!("the TLS handshake failed: {error}"),
    };
    Error::new(kind, why).with_source(error)
}

/// A peer that starts with something else than a record of TLS.
#[cold]
pub(super) fn speaks_no_tls(peer: &'static str, start: &[u8]) -> String {
    format!("the {peer} does not speak TLS: it sent \"{}\"", start.escape_ascii())
}

/// Whether bytes may start a record of TLS: with its content type (RFC 8446, section 5.1).
fn is_record(start: &[u8]) -> bool {
    matches!(start, [20..=24, ..])
}

/// The error of a connection after its handshake, with a text that says what it means.
#[cold]
pub(super) fn established(error: io::Error) -> io::Error {
    let kind = error.kind();
    let text = match error.get_ref().and_then(|inner| inner.downcast_ref::<TlsError>()) {
        Some(error) => told(error, "peer"),
        None if kind == io::ErrorKind::UnexpectedEof => {
            "the peer closed it without saying so in TLS: what it sent may be cut short".to_owned()
        }
        None => return error,
    };
    io::Error::new(kind, Error::new(Kind::Transport, text).with_source(error))
}

/// What is wrong with certificates and keys of this end.
#[cold]
pub(super) fn own(error: &TlsError) -> String {
    match error {
        TlsError::InconsistentKeys(InconsistentKeys::KeyMismatch) => {
            "the key is not that of the certificate".to_owned()
        }
        TlsError::InvalidCertificate(error) => format!("a certificate cannot be read: {error}"),
        error => error.to_string(),
    }
}

fn told(error: &TlsError, peer: &str) -> String {
    match error {
        TlsError::InvalidCertificate(error) => certificate(error, peer),
        TlsError::NoCertificatesPresented => format!("the {peer} has no certificate"),
        TlsError::AlertReceived(description) => alert(*description, peer),
        TlsError::PeerIncompatible(why) => {
            format!("the {peer} has no version or cipher of TLS that this end has: {why:?}")
        }
        error => format!("TLS failed: {error}"),
    }
}

fn certificate(error: &CertificateError, peer: &str) -> String {
    let certificate = format!("the certificate of the {peer}");
    match error {
        CertificateError::UnknownIssuer => {
            format!("{certificate} is not trusted: no known CA has issued it")
        }
        CertificateError::BadSignature => {
            format!("{certificate} is not trusted: the CA that it names has not signed it")
        }
        CertificateError::NotValidForNameContext { expected, presented } => {
            format!(
                "{certificate} is not for `{}`, but for {}",
                expected.to_str(),
                names(presented)
            )
        }
        CertificateError::ExpiredContext { time, not_after } => {
            let seconds = time.as_secs().saturating_sub(not_after.as_secs());
            format!("{certificate} expired {seconds} seconds ago")
        }
        CertificateError::NotValidYetContext { time, not_before } => {
            let seconds = not_before.as_secs().saturating_sub(time.as_secs());
            format!("{certificate} is valid only in {seconds} seconds")
        }
        error => format!("{certificate} is not accepted: {error}"),
    }
}

fn names(presented: &[String]) -> String {
    let shown = presented.iter().take(SHOWN_NAMES).map(String::as_str).collect::<Vec<_>>();
    match presented.len() {
        0 => "no name at all".to_owned(),
        count if count > shown.len() => {
            format!("{} and {} others", shown.join(", "), count - shown.len())
        }
        _ => shown.join(", "),
    }
}

/// What a peer said as it closed the connection.
fn alert(description: AlertDescription, peer: &str) -> String {
    let what = match description {
        AlertDescription::CertificateRequired => "it wants a certificate from this end",
        AlertDescription::UnknownCA => "it does not know the CA of the certificate of this end",
        AlertDescription::CertificateExpired => "the certificate of this end has expired",
        AlertDescription::ProtocolVersion => "it speaks another version of TLS",
        AlertDescription::NoApplicationProtocol => {
            "it speaks none of the protocols offered by ALPN"
        }
        description => return format!("the {peer} refused: it sent the TLS alert {description:?}"),
    };
    format!("the {peer} refused: {what}")
}
