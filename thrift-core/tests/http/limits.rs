//! What clients may ask for.

use core::time::Duration;

use thrift::server::Config;
use thrift::{Limits, Server};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::{sleep, timeout};

use crate::support::*;

/// A call of `echo` with so many bytes in all.
fn call(length: usize) -> Vec<u8> {
    let fixed = message(CALL, "echo", 1, &[]).len() + 8;
    let text = vec![b'x'; length - fixed];
    let count = u32::try_from(text.len()).unwrap().to_be_bytes();
    message(CALL, "echo", 1, &[&b"\x0b\0\x01"[..], &count, &text, &[0]].concat())
}

fn config() -> Config {
    Config::default().with_limits(Limits::NETWORK.with_message(1000))
}

#[tokio::test]
async fn a_message_may_be_as_long_as_the_limit_and_no_longer() {
    within(async {
        let at_most = call(1000);
        let too_long = call(1001);
        let parts = |message: &[u8]| chunked(&message.chunks(300).collect::<Vec<_>>());
        for request in [post("", &at_most), parts(&at_most)] {
            let (mut stream, _visitor, _serving) = desk_at(config());
            assert_eq!(exchange(&mut stream, &request).await.body.len(), 1000);
            check_echo(&mut stream).await;
        }
        for request in [post("", &too_long), parts(&too_long)] {
            let (mut stream, visitor, _serving) = desk_at(config());
            let response = exchange(&mut stream, &request).await;
            assert_eq!(response.status(), 413);
            assert!(response.text().ends_with(" bytes is over the limit of 1000"));
            assert!(visitor.is_idle());
        }
    })
    .await;
}

#[tokio::test]
async fn a_length_over_the_limit_is_refused_before_its_bytes_arrive() {
    within(async {
        for length in ["1001", "1000000", "9223372036854775807"] {
            let (mut stream, _visitor, _serving) = desk_at(config());
            let head = format!("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: {length}\r\n\r\n");
            let response = exchange(&mut stream, head.as_bytes()).await;
            let text = format!("a body of {length} bytes is over the limit of 1000");
            assert_eq!((response.status(), response.text()), (413, text.as_str()));
            expect_end(&mut stream).await;
        }
    })
    .await;
}

#[tokio::test]
async fn a_head_that_is_too_long_is_refused() {
    within(async {
        for field in [format!("A: {}\r\n", "x".repeat(66_000)), "A: 1\r\n".repeat(1000)] {
            let (mut stream, visitor, _serving) = desk_at(Config::default());
            let request = post(&field, &message(CALL, "echo", 1, &[0]));
            // The rest of it need not be read.
            let _ = stream.write_all(&request).await;
            let mut start = [0; 13];
            stream.read_exact(&mut start).await.unwrap();
            assert_eq!(&start, b"HTTP/1.1 431 ");
            assert!(visitor.is_idle());
        }
        let (mut stream, _visitor, _serving) = desk_at(Config::default());
        let field = format!("A: {}\r\n", "x".repeat(60_000));
        let request = post(&field, &message(CALL, "echo", 1, &[0]));
        assert_eq!(exchange(&mut stream, &request).await.status(), 200);
    })
    .await;
}

#[tokio::test]
async fn long_messages_pass() {
    within(async {
        let (mut stream, _visitor, _serving) = desk_at(Config::default());
        for length in [1 << 14, 1 << 17, 1 << 20, 16 << 20] {
            let call = call(length);
            let (mut reading, mut writing) = tokio::io::split(&mut stream);
            let request = post("", &call);
            let (response, written) = tokio::join!(read(&mut reading), writing.write_all(&request));
            written.unwrap();
            assert_eq!(response.body.len(), length);
            assert!(response.body[20..] == call[20..], "{length}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_call_that_waits_for_its_handler_alone_keeps_memory_from_nobody() {
    within(async {
        let server = Server::bind("127.0.0.1:0").await.unwrap().max_bytes_in_flight(100_000);
        let address = server.endpoint().socket_addr().unwrap();
        let (desk, mut visitor) = desk();
        tokio::spawn(server.serve(desk));
        let call = call(256 * 1024);
        let request = post("", &call);

        // The first long message has its turn, and the others wait for it behind the slow call.
        let mut greedy = TcpStream::connect(address).await.unwrap();
        greedy.write_all(&request[..200_000]).await.unwrap();
        sleep(Duration::from_millis(100)).await;
        let mut slow = TcpStream::connect(address).await.unwrap();
        slow.write_all(&post("", &message(CALL, "wait", 1, &[0]))).await.unwrap();
        visitor.started("wait").await;
        let patient = (0..16).map(|_| {
            let request = request.clone();
            tokio::spawn(async move {
                let stream = TcpStream::connect(address).await.unwrap();
                let (mut reading, mut writing) = stream.into_split();
                let (response, written) =
                    tokio::join!(read(&mut reading), writing.write_all(&request));
                written.unwrap();
                response.body.len()
            })
        });
        let patient: Vec<_> = patient.collect();
        sleep(Duration::from_millis(100)).await;
        drop(greedy);
        for patient in patient {
            assert_eq!(patient.await.unwrap(), call.len());
        }
        visitor.let_one();
        assert_eq!(answer(&mut slow).await, message(REPLY, "wait", 1, &[0]));
    })
    .await;
}

#[tokio::test]
async fn long_messages_wait_for_memory_and_short_ones_do_not() {
    within(async {
        let server = Server::bind("127.0.0.1:0").await.unwrap().max_bytes_in_flight(100_000);
        let address = server.endpoint().socket_addr().unwrap();
        let (desk, _visitor) = desk();
        tokio::spawn(server.serve(desk));
        let call = call(256 * 1024);
        let request = post("", &call);

        let mut greedy = TcpStream::connect(address).await.unwrap();
        greedy.write_all(&request[..200_000]).await.unwrap();
        let mut patient = TcpStream::connect(address).await.unwrap();
        let (mut reading, mut writing) = patient.split();
        let whole_call = async {
            let (response, written) = tokio::join!(read(&mut reading), writing.write_all(&request));
            written.unwrap();
            response
        };
        let mut whole_call = core::pin::pin!(whole_call);
        assert!(timeout(Duration::from_millis(100), whole_call.as_mut()).await.is_err());

        let mut short = TcpStream::connect(address).await.unwrap();
        check_echo(&mut short).await;

        drop(greedy);
        assert_eq!(whole_call.await.body.len(), call.len());
    })
    .await;
}
