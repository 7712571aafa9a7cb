//! What a client sends, and what it does not.

use thrift::service::{Channel, call_with_context};
use thrift::{Client, Transport};

use super::*;

/// A socket that receives for a server, and where it is.
async fn receiver() -> (UdpSocket, SocketAddr) {
    let socket = UdpSocket::bind("127.0.0.1:0").await.unwrap();
    let address = socket.local_addr().unwrap();
    (socket, address)
}

async fn received(socket: &UdpSocket) -> Vec<u8> {
    let mut buffer = vec![0; 70_000];
    let length = socket.recv(&mut buffer).await.unwrap();
    buffer.truncate(length);
    buffer
}

async fn touch(channel: &impl Channel) -> Result<()> {
    call(channel, TOUCH, Struct::new()).await
}

/// The arguments that make a message of this length.
fn filling(length: usize) -> Request {
    let around = message(ONEWAY, "touch", 0, &[]).len();
    let arguments = vec![0; length - around];
    Request::received("touch", true, thrift::protocol::Codec::default(), arguments.into())
}

#[tokio::test]
async fn a_call_is_a_message_and_nothing_else() {
    within(async {
        let (socket, address) = receiver().await;
        let client = UdpClient::connect(address).await.unwrap();
        assert_eq!(client.endpoint().to_string(), format!("udp://{address}"));
        for seqid in 1..=2 {
            touch(&client).await.unwrap();
            assert_eq!(received(&socket).await, message(ONEWAY, "touch", seqid, &[0]));
        }
        let compact = client.clone().protocol(Protocol::Compact);
        touch(&compact).await.unwrap();
        assert_eq!(received(&socket).await, b"\x82\x81\x03\x05touch\0");
    })
    .await;
}

#[tokio::test]
async fn a_call_that_wants_a_reply_is_an_error_before_anything_is_sent() {
    within(async {
        let (socket, address) = receiver().await;
        let client = UdpClient::connect(address).await.unwrap();
        let general = Client::connect(format!("udp://{address}")).await.unwrap();
        let text = "`echo` wants a reply, and there is none over UDP: \
                    only oneway methods can be called";
        let error = call::<_, _, (), thrift::Error>(&client, "echo", Struct::new()).await;
        assert_eq!(error.unwrap_err().to_string(), text);
        let error = call::<_, _, (), thrift::Error>(&general, "echo", Struct::new()).await;
        let error = error.unwrap_err();
        assert_eq!((error.kind(), &*error.to_string()), (Kind::Invalid, text));
        touch(&general).await.unwrap();
        assert_eq!(received(&socket).await, message(ONEWAY, "touch", 1, &[0]));
    })
    .await;
}

#[tokio::test]
async fn a_message_of_the_longest_datagram_arrives_and_a_longer_one_is_an_error() {
    within(async {
        let (socket, address) = receiver().await;
        let client = UdpClient::connect(address).await.unwrap();
        client.send(filling(65_507)).await.unwrap();
        assert_eq!(received(&socket).await.len(), 65_507);
        let error = client.send(filling(65_508)).await.unwrap_err();
        assert_eq!(error.kind(), Kind::Limit);
        let text = "datagram length of 65508 is over the limit of 65507";
        assert_eq!(error.to_string(), text);

        let short = client.clone().max_datagram(1000);
        short.send(filling(1000)).await.unwrap();
        assert_eq!(received(&socket).await.len(), 1000);
        let error = short.send(filling(1001)).await.unwrap_err();
        assert_eq!(error.to_string(), "datagram length of 1001 is over the limit of 1000");
        let error = client.max_datagram(100_000).send(filling(65_508)).await.unwrap_err();
        assert_eq!(error.to_string(), text);
    })
    .await;
}

#[tokio::test]
async fn a_server_that_was_away_gets_the_next_call() {
    within(async {
        let (socket, address) = receiver().await;
        let client = UdpClient::connect(address).await.unwrap();
        drop(socket);
        touch(&client).await.unwrap();
        // Linux refuses to send this one, and says why the one before came to nothing.
        let socket = UdpSocket::bind(address).await.unwrap();
        touch(&client).await.unwrap();
        assert_eq!(received(&socket).await, message(ONEWAY, "touch", 2, &[0]));
    })
    .await;
}

#[tokio::test]
async fn a_call_whose_time_is_over_is_not_sent() {
    within(async {
        let (socket, address) = receiver().await;
        let client = UdpClient::connect(address).await.unwrap();
        let late = Context::new().with_timeout(Duration::ZERO);
        let sent: Result<()> = call_with_context(&client, &late, TOUCH, Struct::new()).await;
        let error = sent.unwrap_err();
        assert_eq!(error.kind(), Kind::Timeout);
        assert_eq!(error.to_string(), "`touch` was not sent in time");
        touch(&client).await.unwrap();
        assert_eq!(received(&socket).await, message(ONEWAY, "touch", 2, &[0]));
    })
    .await;
}

#[tokio::test]
async fn headers_of_a_call_stay_and_those_of_a_client_are_refused() {
    within(async {
        let (socket, address) = receiver().await;
        let client = UdpClient::connect(address).await.unwrap();
        let context = Context::new().with_header("tenant", "7");
        let sent: Result<()> = call_with_context(&client, &context, TOUCH, Struct::new()).await;
        sent.unwrap();
        assert_eq!(received(&socket).await, message(ONEWAY, "touch", 1, &[0]));
        for builder in [
            Client::builder().header("tenant", "7"),
            Client::builder().transport(Transport::Header),
        ] {
            let error = builder.connect(format!("udp://{address}")).await.unwrap_err();
            assert_eq!(error.to_string(), "UDP has no place for headers");
        }
    })
    .await;
}

#[cfg(feature = "tls")]
#[tokio::test]
async fn tls_is_refused_rather_than_left_out() {
    let tls = thrift::tls::ClientTls::system();
    // A system without certificates has nothing to refuse with.
    let Ok(tls) = tls else { return };
    let error = Client::builder().tls(tls).connect_lazy("udp://127.0.0.1:1").unwrap_err();
    let text = "cannot connect to udp://127.0.0.1:1: there is no TLS over UDP";
    assert_eq!(error.to_string(), text);
}

#[cfg(feature = "zlib")]
#[tokio::test]
async fn compression_is_refused_rather_than_left_out() {
    let builder = Client::builder().compression(thrift::Compression::Zlib);
    let error = builder.connect_lazy("udp://127.0.0.1:1").unwrap_err();
    assert_eq!(error.to_string(), "messages are not compressed over UDP");
}

#[tokio::test]
async fn a_host_without_an_address_is_an_error() {
    let error = UdpClient::connect("udp://nowhere.invalid:1").await.unwrap_err();
    assert_eq!(error.kind(), Kind::Transport);
    let start = "cannot connect to udp://nowhere.invalid:1: ";
    assert!(error.to_string().starts_with(start), "{error}");
}

#[tokio::test]
async fn a_socket_that_is_not_connected_is_refused() {
    let socket = UdpSocket::bind("127.0.0.1:0").await.unwrap();
    assert_eq!(UdpClient::from_socket(socket).unwrap_err().kind(), Kind::Transport);
    let (receiver, address) = receiver().await;
    let client = UdpClient::from_socket(sender(address).await).unwrap();
    touch(&client).await.unwrap();
    assert_eq!(received(&receiver).await, message(ONEWAY, "touch", 1, &[0]));
}
