//! A service for clients that prove who they are, with certificates of their own.
//!
//! ```text
//! cargo run -p thrift-core --features tls --example mtls
//! ```

use std::error::Error;

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair};
use thrift::service::{Dispatch, Request, Response};
use thrift::tls::{ClientTls, PeerCertificates, ServerTls};
use thrift::{ApplicationKind, Client, Endpoint, Server};

thrift::thrift! {
    service Greeter { string hello(1: string name) }
}

struct English;

impl Greeter for English {
    async fn hello(&self, name: String) -> thrift::Result<String> {
        Ok(format!("Hello, {name}!"))
    }
}

/// Lets those clients call a service whose certificates are known.
///
/// That all of them come from the CA, TLS has seen to. What is in a certificate a parser of X.509
/// tells; here it is compared as a whole.
struct Known<D> {
    service: D,
    certificates: Vec<Vec<u8>>,
}

impl<D: Dispatch> Dispatch for Known<D> {
    async fn dispatch(&self, request: Request) -> Option<Response> {
        let certificates = request.context().peer().and_then(|peer| peer.certificates());
        let certificate = certificates.map(PeerCertificates::end_entity);
        if certificate.is_some_and(|found| self.certificates.iter().any(|known| known == found)) {
            return self.service.dispatch(request).await;
        }
        let error = thrift::Error::application(ApplicationKind::InternalError, "you may not call");
        (!request.is_oneway()).then(|| Response::exception(request.codec(), &error))
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    // In production a CA makes certificates, and each end has only its own in a file.
    let ca = Authority::new()?;
    let server = ca.issue("127.0.0.1")?;
    let (alice, mallory) = (ca.issue("alice.example")?, ca.issue("mallory.example")?);

    let tls = ServerTls::from_pem(server.certificate.as_bytes(), server.key.as_bytes())?
        .require_client_certificates(ca.pem().as_bytes())?;
    let server = Server::bind("tls://127.0.0.1:0").await?.tls(tls);
    let (endpoint, handle) = (server.endpoint(), server.handle());
    let service = GreeterServer::new(English);
    let serving =
        tokio::spawn(server.serve(Known { service, certificates: vec![alice.der.clone()] }));

    let trusted = ClientTls::with_ca_pem(ca.pem().as_bytes())?;
    let as_client = |client: &Identity| {
        trusted.clone().identity_pem(client.certificate.as_bytes(), client.key.as_bytes())
    };
    println!("alice: {}", hello(as_client(&alice)?, &endpoint).await?);
    for (who, tls) in [("mallory", as_client(&mallory)?), ("nobody", trusted.clone())] {
        match hello(tls, &endpoint).await {
            Err(error) => println!("{who}: {error}"),
            Ok(greeting) => return Err(format!("{who} was answered: {greeting}").into()),
        }
    }

    handle.shutdown().await;
    serving.await??;
    Ok(())
}

async fn hello(tls: ClientTls, endpoint: &Endpoint) -> thrift::Result<String> {
    let client = Client::builder().tls(tls).connect(endpoint).await?;
    GreeterClient::new(client).hello("you".into()).await
}

/// Issues certificates.
struct Authority(CertifiedIssuer<'static, KeyPair>);

/// A certificate, and its private key.
struct Identity {
    certificate: String,
    key: String,
    der: Vec<u8>,
}

impl Authority {
    fn new() -> Result<Self, rcgen::Error> {
        let mut params = CertificateParams::new([])?;
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.distinguished_name.push(DnType::CommonName, "the CA of an example");
        Ok(Self(CertifiedIssuer::self_signed(params, KeyPair::generate()?)?))
    }

    fn pem(&self) -> String {
        self.0.pem()
    }

    fn issue(&self, name: &str) -> Result<Identity, rcgen::Error> {
        let key = KeyPair::generate()?;
        let certificate = CertificateParams::new([name.to_owned()])?.signed_by(&key, &self.0)?;
        Ok(Identity {
            certificate: certificate.pem(),
            key: key.serialize_pem(),
            der: certificate.der().to_vec(),
        })
    }
}
