//! A service over TLS, with a CA of its own.
//!
//! ```text
//! cargo run -p thrift-core --features tls --example tls
//! ```

use std::error::Error;

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair};
use thrift::tls::{ClientTls, ServerTls};
use thrift::{Client, Server};

thrift::thrift! {
    service Greeter { string hello(1: string name) }
}

struct English;

impl Greeter for English {
    async fn hello(&self, name: String) -> thrift::Result<String> {
        Ok(format!("Hello, {name}!"))
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    // In production these are files, which a CA has made.
    let (ca, certificate, key) = certificates("ours")?;

    let tls = ServerTls::from_pem(certificate.as_bytes(), key.as_bytes())?;
    let server = Server::bind("tls://127.0.0.1:0").await?.tls(tls);
    let (endpoint, handle) = (server.endpoint(), server.handle());
    let serving = tokio::spawn(server.serve(GreeterServer::new(English)));
    println!("serving on {endpoint}");

    let tls = ClientTls::with_ca_pem(ca.as_bytes())?;
    let client = Client::builder().tls(tls).connect(&endpoint).await?;
    println!("{}", GreeterClient::new(client).hello("Ada".into()).await?);

    // Who trusts another CA does not get as far as a call.
    let (other, ..) = certificates("another")?;
    let tls = ClientTls::with_ca_pem(other.as_bytes())?;
    match Client::builder().tls(tls).connect(&endpoint).await {
        Err(error) => println!("{error}"),
        Ok(_) => return Err("a certificate of another CA was accepted".into()),
    }

    handle.shutdown().await;
    serving.await??;
    Ok(())
}

/// A CA of some name, and the certificate of a server with its private key, in PEM.
fn certificates(ca: &str) -> Result<(String, String, String), rcgen::Error> {
    let mut params = CertificateParams::new([])?;
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params.distinguished_name.push(DnType::CommonName, ca);
    let ca = CertifiedIssuer::self_signed(params, KeyPair::generate()?)?;

    let key = KeyPair::generate()?;
    let params = CertificateParams::new(["127.0.0.1".to_owned()])?;
    let certificate = params.signed_by(&key, &ca)?;
    Ok((ca.pem(), certificate.pem(), key.serialize_pem()))
}
