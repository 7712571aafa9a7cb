//! One end that speaks TLS, and another that does not.

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use thrift::server::{Config, serve_connection};
use thrift::{IntoEndpoint, Kind, Server, Transport};

use super::*;

const HOST: &[&str] = &["127.0.0.1"];

#[tokio::test]
async fn tls_to_a_plain_port() {
    within(async {
        let ca = Authority::new();
        let (address, _visitor, _handle) = crate::support::start().await;
        let error = connect(client(&ca), &address.into_endpoint().unwrap()).await.unwrap_err();
        assert_eq!(error.kind(), Kind::Closed);
        let expected = "cannot connect to tls://127.0.0.1:: the server closed the connection during \
                        the TLS handshake";
        assert_eq!(text(&error), expected);

        // The server says why.
        let (ours, theirs) = tokio::io::duplex(4096);
        let (desk, _visitor) = desk();
        let tls = client(&ca);
        let serving = async move { serve_connection(theirs, &desk, Config::default()).await };
        let (_, served) = tokio::join!(tls.connect(ours, "127.0.0.1"), serving);
        let error = served.unwrap_err();
        assert_eq!(error.kind(), Kind::Version);
        let text = "the peer speaks TLS, and this end of the connection does not";
        assert_eq!(error.to_string(), text);
    })
    .await;
}

#[tokio::test]
async fn a_client_says_what_it_got_instead_of_tls() {
    within(async {
        let ca = Authority::new();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let endpoint = listener.local_addr().unwrap().into_endpoint().unwrap();
        // A client may try again.
        tokio::spawn(async move {
            loop {
                let (mut stream, _) = listener.accept().await.unwrap();
                stream.read_exact(&mut [0; 64]).await.unwrap();
                stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").await.unwrap();
                // It may be reset, as a client has not read all of it.
                let _ = stream.read_to_end(&mut Vec::new()).await;
            }
        });
        let error = connect(client(&ca), &endpoint).await.unwrap_err();
        assert_eq!(error.kind(), Kind::Transport);
        let expected = "cannot connect to tls://127.0.0.1:: the server does not speak TLS: it sent \
                        \"HTTP/1.1 400 Bad\"";
        assert_eq!(text(&error), expected);
    })
    .await;
}

#[tokio::test]
async fn plain_to_a_port_of_tls() {
    within(async {
        let ca = Authority::new();
        let tls = server(&ca.issue(HOST));
        let (endpoint, visitor, _handle) = start(tls.clone()).await;
        for transport in [Transport::Framed, Transport::Buffered] {
            let client = Client::builder().transport(transport);
            let client = client.connect(endpoint.socket_addr().unwrap()).await.unwrap();
            let error = call(&client).await.unwrap_err();
            assert_eq!(error.kind(), Kind::Closed);
            let text = "the connection is closed: the peer speaks TLS, and this end of the \
                        connection does not";
            assert_eq!(error.to_string(), text);
        }
        assert!(visitor.is_idle());

        let (mut ours, theirs) = tokio::io::duplex(4096);
        ours.write_all(&message(CALL, "echo", 1, &[0])).await.unwrap();
        ours.shutdown().await.unwrap();
        let error = tls.accept(theirs).await.unwrap_err();
        assert_eq!(error.kind(), Kind::Transport);
        let text = "the client does not speak TLS: it sent \
                    \"\\x80\\x01\\x00\\x01\\x00\\x00\\x00\\x04echo\\x00\\x00\\x00\\x01\"";
        assert_eq!(error.to_string(), text);
        expect(&mut ours, &[21, 3, 3, 0, 2, 2, 70]).await;
    })
    .await;
}

#[tokio::test]
async fn a_client_that_is_still_writing_is_told_why_it_is_refused() {
    within(async {
        let ca = Authority::new();
        let (endpoint, _visitor, _handle) = start(server(&ca.issue(HOST))).await;
        let client = Client::connect(endpoint.socket_addr().unwrap()).await.unwrap();
        let text = vec![b'x'; 4 << 20];
        let body = [&b"\x0b\0\x01\0\x40\0\0"[..], &text, b"\0"].concat();
        let request = Request::received("echo", false, client.codec(), body.into());
        let error = client.send(request).await.unwrap_err();
        assert!(error.to_string().contains("the peer speaks TLS"), "{error}");
    })
    .await;
}

#[tokio::test]
async fn one_port_serves_both_if_it_is_told_to() {
    within(async {
        let ca = Authority::new();
        let (endpoint, _visitor, _handle) = start(server(&ca.issue(HOST)).accept_plain()).await;
        call(&connect(client(&ca), &endpoint).await.unwrap()).await.unwrap();
        let address = endpoint.socket_addr().unwrap();
        for transport in [Transport::Framed, Transport::Buffered] {
            let client = Client::builder().transport(transport).connect(address).await.unwrap();
            call(&client).await.unwrap();
        }
        // A message may arrive byte by byte.
        let mut stream = TcpStream::connect(address).await.unwrap();
        for byte in message(CALL, "echo", 7, &number(7)) {
            stream.write_all(&[byte]).await.unwrap();
        }
        expect(&mut stream, &message(REPLY, "echo", 7, &number(7))).await;
        drop(TcpStream::connect(address).await.unwrap());
    })
    .await;
}

#[tokio::test]
async fn a_port_of_tls_needs_a_certificate() {
    let server = Server::bind("tls://127.0.0.1:0").await.unwrap();
    let (desk, _visitor) = desk();
    let error = server.serve(desk).await.unwrap_err();
    assert_eq!(error.kind(), Kind::Transport);
    let expected =
        "cannot serve at tls://127.0.0.1: without a certificate: give it by `Server::tls`";
    assert_eq!(text(&error), expected);
}
