//! Sessions that later connections resume.

use tokio::net::TcpStream;

use thrift::tls::Stream;

use super::*;

const HOST: &[&str] = &["127.0.0.1"];

/// Opens a connection, and makes a call over it, since tickets arrive behind the handshake. Whether it
/// resumed an earlier session.
async fn is_resumed(tls: &ClientTls, endpoint: &Endpoint) -> bool {
    let stream = TcpStream::connect(endpoint.socket_addr().unwrap()).await.unwrap();
    let stream: Stream<TcpStream> = tls.connect(stream, "127.0.0.1").await.unwrap();
    let is_resumed = stream.is_resumed();
    call(&Client::builder().attach(stream)).await.unwrap();
    is_resumed
}

#[tokio::test]
async fn the_second_connection_of_a_client_resumes_the_session_of_the_first() {
    within(async {
        let ca = Authority::new();
        let (endpoint, _visitor, _handle) = start(server(&ca.issue(HOST))).await;
        let tls = client(&ca);
        assert!(!is_resumed(&tls, &endpoint).await);
        assert!(is_resumed(&tls, &endpoint).await);
        assert!(is_resumed(&tls.clone(), &endpoint).await);
        // Another client knows nothing of it.
        assert!(!is_resumed(&client(&ca), &endpoint).await);
    })
    .await;
}

#[tokio::test]
async fn a_session_is_resumed_after_those_of_many_others() {
    within(async {
        let ca = Authority::new();
        let (endpoint, _visitor, _handle) = start(server(&ca.issue(HOST))).await;
        let tls = client(&ca);
        assert!(!is_resumed(&tls, &endpoint).await);
        // More than a server would remember by itself.
        for _ in 0..150 {
            assert!(!is_resumed(&client(&ca), &endpoint).await);
        }
        assert!(is_resumed(&tls, &endpoint).await);
    })
    .await;
}

#[tokio::test]
async fn a_session_is_not_resumed_where_other_clients_are_wanted() {
    within(async {
        let ca = Authority::new();
        let open = server(&ca.issue(HOST));
        let closed = open.clone().require_client_certificates(ca.pem().as_bytes()).unwrap();
        let tls = client(&ca);
        let (endpoint, _visitor, _handle) = start(open).await;
        assert!(!is_resumed(&tls, &endpoint).await);
        let (endpoint, _visitor, _handle) = start(closed).await;
        assert!(call(&connect(tls, &endpoint).await.unwrap()).await.is_err());
    })
    .await;
}
