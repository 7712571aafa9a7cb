//! What a server does with datagrams that are no calls, and with more than it can execute.

use core::sync::atomic::{AtomicUsize, Ordering};
use std::sync::Arc;

use tokio::sync::Semaphore;

use super::*;

#[tokio::test]
async fn what_is_no_call_is_dropped_and_told_and_the_calls_between_arrive() {
    within(async {
        let mut served = serve(|server| server).await;
        let socket = sender(served.address).await;
        let good = message(ONEWAY, "touch", 1, &[0]);
        let long = [&[11, 0, 1, 0x7f, 0xff, 0xff, 0xff][..], b"short"].concat();
        for (datagram, reason) in [
            (vec![], "the datagram ends inside of a message"),
            (vec![0x80], "the datagram ends inside of a message"),
            (good[..good.len() - 1].to_vec(), "the datagram ends inside of a message"),
            ([&good[..], b"\0"].concat(), "the datagram goes on behind its message: bytes left: 1"),
            (good.repeat(2), "the datagram goes on behind its message: bytes left: 18"),
            (frame(&good), "the datagram has a frame around its message"),
            (
                header_frame(1, &[("a", "b")], &good),
                "the datagram has a frame with a header around its message",
            ),
            (message(REPLY, "touch", 1, &[0]), "the message is no call"),
            (message(EXCEPTION, "touch", 1, &exception("no", 6)), "the message is no call"),
            (message(9, "touch", 1, &[0]), "byte 3: no message type has the number 9"),
            (
                message(ONEWAY, "touch", 1, &long),
                "the message is longer than the limit of 16777216 bytes",
            ),
            (
                message(ONEWAY, &"f".repeat(1025), 1, &[0]),
                "byte 4: method name length of 1025 is over the limit of 1024",
            ),
            (
                message(ONEWAY, "touch", 1, &[12, 0, 1].repeat(100)),
                "more than 64 levels of nesting",
            ),
        ] {
            send(&socket, &datagram).await;
            let (length, _, found) = served.dropped.recv().await.unwrap();
            assert_eq!((length, &*found), (datagram.len(), reason));
            send(&socket, &good).await;
            served.visitor.started("touch").await;
        }
        assert_eq!(served.shutdown().await.dropped_datagrams, 13);
    })
    .await;
}

/// Tells which methods it executes.
struct Named(mpsc::UnboundedSender<String>);

impl Dispatch for Named {
    async fn dispatch(&self, request: Request) -> Option<Response> {
        self.0.send(request.method().to_owned()).unwrap();
        None
    }
}

#[tokio::test]
async fn any_bytes_are_dropped_without_harm() {
    within(async {
        let (sender_of_names, mut names) = mpsc::unbounded_channel();
        let (sender_of_reasons, mut reasons) = mpsc::unbounded_channel();
        let server = UdpServer::bind("127.0.0.1:0").await.unwrap();
        let server = server.observe(Journal(sender_of_reasons));
        let address = server.endpoint().socket_addr().unwrap();
        tokio::spawn(server.serve(Named(sender_of_names)));
        let socket = sender(address).await;
        let good = message(ONEWAY, "touch", 1, &number(7));
        let (mut executed, mut dropped) = (0, 0);
        for at in 0..good.len() {
            for with in 0..=u8::MAX {
                let mut datagram = good.clone();
                datagram[at] = with;
                send(&socket, &datagram).await;
                // What becomes of it, so that no buffer is ever full.
                tokio::select! {
                    Some(_) = names.recv() => executed += 1,
                    Some(_) = reasons.recv() => dropped += 1,
                }
            }
        }
        // Most letters of the name may be others, and so may the sequence id and the number.
        assert!(executed > 2000 && dropped > 2000, "{executed} {dropped}");
        send(&socket, &good).await;
        assert_eq!(names.recv().await.as_deref(), Some("touch"));
    })
    .await;
}

#[tokio::test]
async fn a_datagram_over_the_limit_is_dropped_with_its_length() {
    within(async {
        let mut served = serve(|server| server.max_datagram(100)).await;
        let socket = sender(served.address).await;
        let around = message(ONEWAY, "touch", 1, &[]).len();
        let call = |length: usize| {
            let text = vec![b'x'; length - around - 8];
            let size = u32::try_from(text.len()).unwrap().to_be_bytes();
            message(ONEWAY, "touch", 1, &[&[11, 0, 1][..], &size, &text, &[0]].concat())
        };
        send(&socket, &call(100)).await;
        served.visitor.started("touch").await;
        for length in [101, 1500, 65_507] {
            send(&socket, &call(length)).await;
            let (found, kind, reason) = served.dropped.recv().await.unwrap();
            assert_eq!((found, kind), (length, Kind::Limit));
            assert_eq!(reason, format!("datagram length of {length} is over the limit of 100"));
        }
        let mut served = serve(|server| server).await;
        send(&sender(served.address).await, &call(65_507)).await;
        served.visitor.started("touch").await;
    })
    .await;
}

/// Panics where it should only look.
struct Clumsy;

impl Observer for Clumsy {
    fn call_ended(&self, _: &Call, _: &End) {}

    fn datagram_dropped(&self, _: &DroppedDatagram) {
        panic!("an observer that panics, as this test wants");
    }
}

#[tokio::test]
async fn an_observer_that_panics_does_not_end_the_server() {
    within(async {
        let mut served = serve(|server| server.observe(Clumsy)).await;
        let socket = sender(served.address).await;
        send(&socket, b"garbage").await;
        send(&socket, &message(CALL, "echo", 1, &[0])).await;
        send(&socket, &message(ONEWAY, "touch", 1, &[0])).await;
        served.visitor.started("touch").await;
        assert_eq!(served.shutdown().await.dropped_datagrams, 2);
    })
    .await;
}

/// Counts the calls that are executed, and those that are so at once.
#[derive(Default)]
struct Crowd {
    here: AtomicUsize,
    most: AtomicUsize,
    all: AtomicUsize,
}

struct Crowded {
    crowd: Arc<Crowd>,
    gate: Arc<Semaphore>,
    started: mpsc::UnboundedSender<()>,
}

impl Dispatch for Crowded {
    async fn dispatch(&self, _: Request) -> Option<Response> {
        let Crowd { here, most, all } = &*self.crowd;
        most.fetch_max(here.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
        all.fetch_add(1, Ordering::SeqCst);
        self.started.send(()).unwrap();
        drop(self.gate.acquire().await.unwrap());
        here.fetch_sub(1, Ordering::SeqCst);
        None
    }
}

/// A server of three calls at once, none of which ends before the gate is opened.
async fn crowded() -> (UdpServer, Crowded, mpsc::UnboundedReceiver<()>) {
    let server = UdpServer::bind("127.0.0.1:0").await.unwrap().max_in_flight(3);
    let (started, receiver) = mpsc::unbounded_channel();
    let (crowd, gate) = (Arc::new(Crowd::default()), Arc::new(Semaphore::new(0)));
    (server, Crowded { crowd, gate, started }, receiver)
}

#[tokio::test]
async fn calls_beyond_the_limit_wait_in_the_buffer_of_the_system() {
    within(async {
        let (server, handler, mut started) = crowded().await;
        let (crowd, gate) = (Arc::clone(&handler.crowd), Arc::clone(&handler.gate));
        let address = server.endpoint().socket_addr().unwrap();
        tokio::spawn(server.serve(handler));
        let socket = sender(address).await;
        for seqid in 0..100 {
            send(&socket, &message(ONEWAY, "touch", seqid, &[0])).await;
        }
        for _ in 0..3 {
            started.recv().await.unwrap();
        }
        gate.add_permits(1);
        for _ in 3..100 {
            started.recv().await.unwrap();
        }
        assert_eq!(crowd.most.load(Ordering::SeqCst), 3);
    })
    .await;
}

#[tokio::test]
async fn a_flood_is_held_by_nobody() {
    within(async {
        let (server, handler, mut started) = crowded().await;
        let (crowd, gate) = (Arc::clone(&handler.crowd), Arc::clone(&handler.gate));
        let (address, handle) = (server.endpoint().socket_addr().unwrap(), server.handle());
        let serving = tokio::spawn(server.serve_with_shutdown(handler, pending()));
        let socket = sender(address).await;
        // 150 MB, of which the system keeps some hundred kilobytes.
        let body = [&[11, 0, 1, 0, 0, 0xea, 0x60][..], &vec![b'x'; 60_000], &[0]].concat();
        let call = message(ONEWAY, "touch", 1, &body);
        for _ in 0..2500 {
            send(&socket, &call).await;
        }
        for _ in 0..3 {
            started.recv().await.unwrap();
        }
        assert!(started.is_empty());
        assert_eq!(crowd.all.load(Ordering::SeqCst), 3);
        gate.add_permits(1);
        handle.shutdown().await;
        let shutdown = serving.await.unwrap().unwrap();
        assert_eq!((shutdown.cut_connections, shutdown.dropped_datagrams), (0, 0));
        assert_eq!(crowd.most.load(Ordering::SeqCst), 3);
        let all = crowd.all.load(Ordering::SeqCst);
        assert!((3..2500).contains(&all), "{all}");
    })
    .await;
}
