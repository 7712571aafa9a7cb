//! Clients that send garbage, too little, too much or nothing, beside one that behaves: it must not
//! notice, and the memory of the server must be what it was when they are gone.
//!
//! The server is a process of its own, so that its memory is measured and nobody else's.

#![cfg(target_os = "linux")]

mod support;

use core::time::Duration;
use std::iter::repeat_with;
use std::time::Instant;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::{sleep, timeout};

use thrift_tests::bad_peers::{call, call_with_number, oneway, reply};

use self::support::*;

#[tokio::test]
async fn garbage() {
    let lines = [
        &b"\xff\xff\xff\xff\xff\xff\xff\xff"[..],
        b"\x80\x02\0\x01\0\0\0\x04echo\0\0\0\x01\0",
        b"\0\0\0\x10\x80\x02\0\x01\0\0\0\x04echo\0\0\0\x01\0",
        b"\x82\x3f\x01\x04echo\0",
        b"[2,\"echo\",1,1,{}]",
        b"\x16\x03\x01\x02\0\x01\0\x01\xfc\x03\x03",
        b"SSH-2.0-OpenSSH_9.6\r\n",
        b"\0\0\0\x05\x80\x01\0\x02\0",
        b"\x80\x01\0\x01\x7f\xff\xff\xffecho",
        b"\x82\x21\x01\xff\xff\xff\xff\x07echo",
    ];
    during(|server| async move {
        for line in lines.iter().cycle() {
            let mut stream = server.connect().await;
            // The server may have closed it before all is written.
            let _ = stream.write_all(line).await;
            stream.shutdown().await.ok();
            let mut rest = Vec::new();
            let _ = timeout(Duration::from_secs(5), stream.read_to_end(&mut rest)).await.unwrap();
            sleep(Duration::from_millis(1)).await;
        }
    })
    .await;
}

#[tokio::test]
async fn half_frames() {
    during(|server| async move {
        let whole = call("echo", &"x".repeat(1000));
        let mut streams = Vec::new();
        for _ in 0..300 {
            let mut stream = server.connect().await;
            stream.write_all(&whole[..500]).await.unwrap();
            streams.push(stream);
        }
        keep(streams).await;
    })
    .await;
}

#[tokio::test]
async fn huge_frames() {
    during(|server| async move {
        let mut streams = Vec::new();
        loop {
            for length in [i32::MAX, i32::MIN, -1, 0, 1 << 30, 100_000_000] {
                let mut stream = server.connect().await;
                let _ = stream.write_all(&[&length.to_be_bytes()[..], &[0x80, 1]].concat()).await;
                assert_closed(&mut stream).await;
            }
            // As long as is allowed, and never sent.
            if streams.len() < 300 {
                let mut stream = server.connect().await;
                stream.write_all(b"\x01\0\0\0\x80\x01\0\x01").await.unwrap();
                streams.push(stream);
            }
            sleep(Duration::from_millis(2)).await;
        }
    })
    .await;
}

#[tokio::test]
async fn a_thousand_that_write_a_byte_a_second() {
    during(|server| async move {
        let whole = call("echo", "slowly");
        let mut streams = Vec::new();
        for _ in 0..1000 {
            streams.push(server.connect().await);
        }
        for byte in &whole {
            let second = Instant::now();
            for some in streams.chunks_mut(10) {
                write_each(some, *byte).await;
                sleep(Duration::from_millis(5)).await;
            }
            sleep(Duration::from_secs(1).saturating_sub(second.elapsed())).await;
        }
        keep(streams).await;
    })
    .await;
}

async fn write_each(streams: &mut [TcpStream], byte: u8) {
    for stream in streams {
        stream.write_all(&[byte]).await.unwrap();
    }
}

#[tokio::test]
async fn some_that_never_read() {
    during(|server| async move {
        let mut streams = Vec::new();
        for _ in 0..50 {
            let mut stream = server.connect().await;
            let calls = repeat_with(|| call_with_number("large", 1_000_000)).take(100);
            stream.write_all(&calls.flatten().collect::<Vec<u8>>()).await.unwrap();
            streams.push(stream);
        }
        keep(streams).await;
    })
    .await;
}

#[tokio::test]
async fn ten_thousand_that_are_idle() {
    /// For each, with what the handler's call and the task of the connection took.
    const MOST_KIB: usize = 8;
    const COUNT: usize = 10_000;

    let _alone = alone().await;
    let server = Server::start().await;
    let before = server.memory();
    let p99 = server.p99().await;
    let idle = Process::start(&["idle", &server.address, &COUNT.to_string()]).await;
    let each = (server.memory() - before) / COUNT;
    println!("{each} KiB for each idle connection");
    assert!(each <= MOST_KIB, "{each} KiB for each idle connection");
    server.assert_as_good_as(p99).await;
    idle.end().await;
    server.end().await;
}

#[tokio::test]
async fn calls_that_fail_leave_their_connection_in_step() {
    let server = Server::start().await;
    let mut stream = server.connect().await;
    for _ in 0..3 {
        // An unknown method, whose arguments are skipped; a oneway call that fails, without a word.
        let calls = [call("nonsense", "x"), oneway("fail"), oneway("nonsense"), call("echo", "y")];
        stream.write_all(&calls.concat()).await.unwrap();
        let length = stream.read_u32().await.unwrap() as usize;
        let mut exception = vec![0; length];
        stream.read_exact(&mut exception).await.unwrap();
        let text = String::from_utf8_lossy(&exception);
        assert!(text.contains("unknown method `nonsense`"), "{text}");
        let mut answer = vec![0; reply("echo", "y").len()];
        stream.read_exact(&mut answer).await.unwrap();
        assert_eq!(answer, reply("echo", "y"));
    }
    server.end().await;
}

/// Reads until the server closes the connection.
async fn assert_closed(stream: &mut TcpStream) {
    let mut rest = Vec::new();
    let ended = timeout(Duration::from_secs(5), stream.read_to_end(&mut rest)).await;
    // Whether it closes or resets is a matter of what it left unread.
    let _ = ended.expect("the server closes the connection");
}

async fn keep(streams: Vec<TcpStream>) {
    core::future::pending::<()>().await;
    drop(streams);
}
