//! Certificates for tests.

use core::sync::atomic::{AtomicUsize, Ordering};

use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair, date_time_ymd,
};

/// A CA.
pub(super) struct Authority(CertifiedIssuer<'static, KeyPair>);

/// A certificate and its key.
pub(super) struct Identity {
    pub(super) chain: String,
    pub(super) key: String,
    pub(super) der: Vec<u8>,
}

impl Authority {
    /// One like no other.
    pub(super) fn new() -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        Self::named(&format!("CA {}", COUNT.fetch_add(1, Ordering::Relaxed)))
    }

    pub(super) fn named(name: &str) -> Self {
        let mut params = CertificateParams::new([]).unwrap();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.distinguished_name.push(DnType::CommonName, name);
        Self(CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap())
    }

    pub(super) fn pem(&self) -> String {
        self.0.pem()
    }

    /// Issues a certificate for names of hosts and for addresses.
    pub(super) fn issue(&self, names: &[&str]) -> Identity {
        self.issue_as(names, |_| ())
    }

    /// One whose time was over long ago.
    pub(super) fn issue_expired(&self, names: &[&str]) -> Identity {
        self.issue_as(names, |params| params.not_after = date_time_ymd(2001, 1, 1))
    }

    /// One whose time has not come.
    pub(super) fn issue_early(&self, names: &[&str]) -> Identity {
        self.issue_as(names, |params| params.not_before = date_time_ymd(4001, 1, 1))
    }

    fn issue_as(&self, names: &[&str], change: impl FnOnce(&mut CertificateParams)) -> Identity {
        let names = names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        let mut params = CertificateParams::new(names).unwrap();
        params.distinguished_name.push(DnType::CommonName, "an end of a connection");
        change(&mut params);
        let key = KeyPair::generate().unwrap();
        let certificate = params.signed_by(&key, &self.0).unwrap();
        Identity {
            chain: certificate.pem(),
            key: key.serialize_pem(),
            der: certificate.der().to_vec(),
        }
    }
}
