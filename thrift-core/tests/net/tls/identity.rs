//! Who a client is, for a server that wants to know.

use tokio::io::AsyncWriteExt;
use tokio::sync::mpsc;

use thrift::server::{Config, serve_peer};
use thrift::service::{Dispatch, Peer, Response, ResponseKind};
use thrift::tls::PeerCertificates;
use thrift::{Kind, Server};

use super::*;

const HOST: &[&str] = &["127.0.0.1"];

/// Shows who made its calls.
struct Shown(mpsc::UnboundedSender<Peer>);

impl Dispatch for Shown {
    async fn dispatch(&self, request: Request) -> Option<Response> {
        self.0.send(request.context().peer().unwrap().clone()).unwrap();
        Some(Response::new(ResponseKind::Reply, request.arguments().clone()))
    }
}

async fn shown(tls: ServerTls) -> (Endpoint, mpsc::UnboundedReceiver<Peer>) {
    let server = Server::bind("tls://127.0.0.1:0").await.unwrap().tls(tls);
    let endpoint = server.endpoint();
    let (sender, peers) = mpsc::unbounded_channel();
    tokio::spawn(server.serve(Shown(sender)));
    (endpoint, peers)
}

fn with_identity(tls: ClientTls, identity: &Identity) -> ClientTls {
    tls.identity_pem(identity.chain.as_bytes(), identity.key.as_bytes()).unwrap()
}

#[tokio::test]
async fn a_handler_sees_the_certificates_of_its_caller() {
    within(async {
        let (servers, clients) = (Authority::new(), Authority::new());
        let tls = server(&servers.issue(HOST));
        let tls = tls.require_client_certificates(clients.pem().as_bytes()).unwrap();
        let (endpoint, mut peers) = shown(tls).await;
        let mut alice = clients.issue(&["alice.example"]);
        // What stands behind the certificate of the client itself is sent along.
        alice.chain.push_str(&clients.pem());
        let tls = with_identity(client(&servers), &alice);
        // The second connection may resume the session of the first.
        for _ in 0..2 {
            let client = connect(tls.clone(), &endpoint).await.unwrap();
            call(&client).await.unwrap();
            let peer = peers.recv().await.unwrap();
            assert!(peer.address().unwrap().ip().is_loopback());
            let certificates = peer.certificates().unwrap();
            assert_eq!(certificates.end_entity(), alice.der);
            assert_eq!(certificates.iter().count(), 2);
            assert_eq!(certificates.iter().next(), Some(&alice.der[..]));
        }
    })
    .await;
}

#[tokio::test]
async fn a_client_without_a_certificate_is_refused_where_one_is_required() {
    within(async {
        let ca = Authority::new();
        let tls = server(&ca.issue(HOST));
        let tls = tls.require_client_certificates(ca.pem().as_bytes()).unwrap();
        let (endpoint, _visitor, _handle) = start(tls.clone()).await;
        // In TLS 1.3 a client is done with the handshake before the server has looked at it.
        let client = connect(client(&ca), &endpoint).await.unwrap();
        let error = call(&client).await.unwrap_err();
        assert_eq!(error.kind(), Kind::Closed);
        let text = "the connection is closed: connection failed: the peer refused: it wants a \
                    certificate from this end";
        assert_eq!(error.to_string(), text);

        let error = refused(&tls, &self::client(&ca)).await;
        assert_eq!(
            (error.kind(), &*error.to_string()),
            (Kind::Transport, "the client has no certificate")
        );
    })
    .await;
}

/// The error of a server that refuses a client.
async fn refused(server: &ServerTls, client: &ClientTls) -> Error {
    let (ours, theirs) = tokio::io::duplex(4096);
    let client = async {
        let mut stream = client.connect(ours, "127.0.0.1").await?;
        Ok::<_, Error>(stream.shutdown().await?)
    };
    let (_, accepted) = tokio::join!(client, server.accept(theirs));
    accepted.map(drop).unwrap_err()
}

#[tokio::test]
async fn a_client_of_another_ca_is_refused() {
    within(async {
        let (ca, other) = (Authority::new(), Authority::new());
        let tls = server(&ca.issue(HOST));
        let tls = tls.require_client_certificates(ca.pem().as_bytes()).unwrap();
        let stranger = with_identity(client(&ca), &other.issue(&["alice.example"]));
        let error = refused(&tls, &stranger).await;
        let text = "the certificate of the client is not trusted: no known CA has issued it";
        assert_eq!(error.to_string(), text);

        let (endpoint, _visitor, _handle) = start(tls.clone()).await;
        let error = call(&connect(stranger, &endpoint).await.unwrap()).await.unwrap_err();
        let text = "the connection is closed: connection failed: the peer refused: it does not know \
                    the CA of the certificate of this end";
        assert_eq!(error.to_string(), text);

        let late = with_identity(client(&ca), &ca.issue_expired(&["alice.example"]));
        let error = refused(&tls, &late).await;
        let text = "the certificate of the client expired ";
        assert!(error.to_string().starts_with(text), "{error}");
    })
    .await;
}

#[tokio::test]
async fn where_a_certificate_is_allowed_a_client_may_have_none() {
    within(async {
        let (ca, other) = (Authority::new(), Authority::new());
        let tls = server(&ca.issue(HOST));
        let tls = tls.allow_client_certificates(ca.pem().as_bytes()).unwrap();
        let (endpoint, mut peers) = shown(tls.clone()).await;
        call(&connect(client(&ca), &endpoint).await.unwrap()).await.unwrap();
        assert_eq!(peers.recv().await.unwrap().certificates(), None);

        let alice = ca.issue(&["alice.example"]);
        let tls_of_alice = with_identity(client(&ca), &alice);
        call(&connect(tls_of_alice, &endpoint).await.unwrap()).await.unwrap();
        let peer = peers.recv().await.unwrap();
        assert_eq!(peer.certificates().map(PeerCertificates::end_entity), Some(&alice.der[..]));

        let stranger = with_identity(client(&ca), &other.issue(&["alice.example"]));
        assert!(refused(&tls, &stranger).await.to_string().contains("is not trusted"));
    })
    .await;
}

#[tokio::test]
async fn a_stream_that_somebody_else_opened_has_certificates_too() {
    within(async {
        let ca = Authority::new();
        let tls = server(&ca.issue(&["a.example"]));
        let tls = tls.require_client_certificates(ca.pem().as_bytes()).unwrap();
        let alice = ca.issue(&["alice.example"]);
        let client = with_identity(client(&ca), &alice);
        let (ours, theirs) = tokio::io::duplex(4096);
        let (sender, mut peers) = mpsc::unbounded_channel();
        let serving = tokio::spawn(async move {
            let stream = tls.accept(theirs).await?;
            let peer = Peer::default().with_certificates(stream.peer_certificates().unwrap());
            serve_peer(stream, peer, &Shown(sender), Config::default()).await
        });
        let stream = client.connect(ours, "a.example").await.unwrap();
        assert!(stream.is_secure());
        let connection = Client::builder().attach(stream);
        call(&connection).await.unwrap();
        let peer = peers.recv().await.unwrap();
        assert_eq!(peer.certificates().unwrap().end_entity(), alice.der);
        drop(connection);
        serving.await.unwrap().unwrap();
    })
    .await;
}
