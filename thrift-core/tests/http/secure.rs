//! HTTPS, and what is chosen by ALPN.

use std::sync::Arc;

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use thrift::client::ClientBuilder;
use thrift::http::Version;
use thrift::tls::{ClientTls, ServerTls};
use thrift::{Client, Kind, Server};
use tokio::sync::Barrier;

use crate::pool::Together;
use crate::support::*;

/// A server for clients that trust its CA.
fn ends() -> (ServerTls, ClientTls) {
    let mut ca = CertificateParams::new([]).unwrap();
    ca.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let ca = CertifiedIssuer::self_signed(ca, KeyPair::generate().unwrap()).unwrap();
    let key = KeyPair::generate().unwrap();
    let names = ["127.0.0.1".to_owned()];
    let certificate = CertificateParams::new(names).unwrap().signed_by(&key, &ca).unwrap();
    let server = ServerTls::from_pem(certificate.pem().as_bytes(), key.serialize_pem().as_bytes());
    (server.unwrap(), ClientTls::with_ca_pem(ca.pem().as_bytes()).unwrap())
}

/// Over how many connections a client makes so many calls at once, twice.
async fn connections(tls: ServerTls, client: ClientBuilder, calls: usize) -> usize {
    let server = Server::bind("tls://127.0.0.1:0").await.unwrap().tls(tls);
    let address = server.endpoint().socket_addr().unwrap();
    tokio::spawn(server.serve(Together(Arc::new(Barrier::new(calls)))));
    let client = client.connect(format!("https://{address}/")).await.unwrap();
    let mut ports = Vec::new();
    for _ in 0..2 {
        let made = (0..calls).map(|_| calling(&client, "f")).collect::<Vec<_>>();
        for call in made {
            ports.push(call.await.unwrap().unwrap());
        }
    }
    ports.sort_unstable();
    ports.dedup();
    ports.len()
}

#[tokio::test]
async fn the_server_chooses_http_2_unless_one_of_the_two_does_not_want_it() {
    within(async {
        let (server, tls) = ends();
        let client = || Client::builder().tls(tls.clone());
        assert_eq!(connections(server.clone(), client(), 20).await, 1);
        let only = |version| client().http_version(version);
        assert_eq!(connections(server.clone(), only(Version::Http2), 20).await, 1);
        assert_eq!(connections(server.clone(), only(Version::Http1), 20).await, 20);
        let old = server.clone().alpn_protocols(["http/1.1"]);
        assert_eq!(connections(old, client(), 20).await, 20);
        // A server that knows nothing of ALPN.
        let offering_none = Client::builder().tls(tls.clone().alpn_protocols(["thrift"]));
        assert_eq!(connections(server, offering_none, 20).await, 20);
    })
    .await;
}

#[tokio::test]
async fn calls_wait_for_connections_of_which_it_was_not_known_that_they_carry_one_each() {
    within(async {
        let (server, tls) = ends();
        let server = server.alpn_protocols(["http/1.1"]);
        let server = Server::bind("tls://127.0.0.1:0").await.unwrap().tls(server);
        let address = server.endpoint().socket_addr().unwrap();
        let (desk, mut visitor) = desk();
        tokio::spawn(server.serve(desk));
        let client = Client::builder().tls(tls).max_connections(2);
        let client = client.connect(format!("https://{address}/")).await.unwrap();
        let calls: Vec<_> = (0..6).map(|_| calling(&client, "wait")).collect();
        visitor.started("wait").await;
        visitor.started("wait").await;
        for _ in 0..4 {
            assert!(visitor.is_idle());
            visitor.let_one();
            visitor.started("wait").await;
        }
        visitor.let_one();
        visitor.let_one();
        for call in calls {
            call.await.unwrap().unwrap();
        }
    })
    .await;
}

#[tokio::test]
async fn one_port_speaks_http_and_everything_else_over_tls() {
    within(async {
        let (server, tls) = ends();
        let server = Server::bind("tls://127.0.0.1:0").await.unwrap().tls(server);
        let address = server.endpoint().socket_addr().unwrap();
        let (desk, _visitor) = desk();
        tokio::spawn(server.serve(desk));
        for url in [
            format!("https://{address}/"),
            format!("http://{address}/"),
            format!("tls://{address}"),
        ] {
            let client = Client::builder().tls(tls.clone());
            let client = client.connect(url).await.unwrap();
            assert_eq!(send(&client, "echo", &number(1)).await.unwrap(), number(1));
        }
        // What a client offers that is not HTTP is no reason to refuse it.
        let other = tls.clone().alpn_protocols(["thrift"]);
        let client = Client::builder().tls(other).connect(format!("tls://{address}"));
        send(&client.await.unwrap(), "echo", &number(1)).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_server_that_is_not_trusted_is_not_called() {
    within(async {
        let (server, _) = ends();
        let (_, stranger) = ends();
        let server = Server::bind("tls://127.0.0.1:0").await.unwrap().tls(server);
        let address = server.endpoint().socket_addr().unwrap();
        let (desk, _visitor) = desk();
        tokio::spawn(server.serve(desk));
        let url = format!("https://{address}/");
        let error = Client::builder().tls(stranger).connect(&*url).await.unwrap_err();
        assert!(error.to_string().starts_with(&format!("cannot connect to {url}: ")), "{error}");
        let plain = Client::builder().connect(format!("http://{address}/")).await.unwrap();
        let error = send(&plain, "echo", &[0]).await.unwrap_err();
        assert!(matches!(error.kind(), Kind::Invalid | Kind::Closed), "{error:?}");
    })
    .await;
}
