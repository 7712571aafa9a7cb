//! Clients and servers over streams that fail.

use core::time::Duration;

use tokio::io::duplex;
use tokio::task::JoinHandle;

use thrift::testing::{Faulty, Flow};
use thrift::{Client, Error, Kind, Protocol, Transport, server};

use crate::support::*;

const SECOND: Duration = Duration::from_secs(1);

/// What happens on the way to the server, and on the way back.
struct Faults {
    seed: u64,
    there: Flow,
    back: Flow,
}

impl Faults {
    fn new() -> Self {
        Self { seed: 0, there: Flow::new(), back: Flow::new() }
    }
}

/// A client and a server that speak over a stream that fails, at the side of the client.
fn connect(
    protocol: Protocol,
    transport: Transport,
    faults: Faults,
) -> (UsersClient<thrift::Connection>, Handler, JoinHandle<thrift::Result<()>>) {
    let (ours, theirs) = duplex(256);
    let handler = Handler::default();
    let users = UsersServer::new(handler.clone());
    let serving = tokio::spawn(async move {
        server::serve_connection(theirs, &users, server::Config::default()).await
    });
    let stream = Faulty::new(ours, faults.seed).writing(faults.there).reading(faults.back);
    let builder = Client::builder().protocol(protocol).transport(transport);
    let connection = builder.call_timeout(5 * SECOND).attach(stream);
    (UsersClient::new(connection), handler, serving)
}

fn every_kind() -> impl Iterator<Item = (Protocol, Transport)> {
    let transports = [Transport::Framed, Transport::Buffered, Transport::Header];
    let kinds = Protocol::ALL.iter().flat_map(move |protocol| transports.map(|it| (*protocol, it)));
    kinds.filter(|kind| *kind != (Protocol::Json, Transport::Header))
}

/// Makes calls of all kinds, at once, and checks what comes of them.
async fn calls_are_right(client: &UsersClient<thrift::Connection>) {
    let names: Vec<_> = (0..40).map(|length| "x".repeat(length)).collect();
    let (found, missing, counted, touched) =
        tokio::join!(client.find(2), client.find(7), client.count(names), client.touch(1),);
    assert_eq!(found.unwrap(), "Ada");
    assert!(matches!(missing, Err(users::FindError::Missing(NotFound { id: 7 }))));
    assert_eq!(counted.unwrap(), 780);
    touched.unwrap();
}

#[tokio::test]
async fn calls_are_right_however_bytes_come() {
    within(async {
        for (protocol, transport) in every_kind() {
            for size in [1, 2, 3, 5, 7, 64] {
                let pieces = || Flow::new().pieces(size..=size);
                let faults = Faults { seed: 0, there: pieces(), back: pieces() };
                let (client, _, serving) = connect(protocol, transport, faults);
                calls_are_right(&client).await;
                drop(client);
                serving.await.unwrap().unwrap();
            }
        }
    })
    .await;
}

#[tokio::test(start_paused = true)]
async fn calls_are_right_however_late_bytes_come() {
    for seed in 0..20 {
        for (protocol, transport) in every_kind() {
            let slow = || Flow::new().pieces(1..=200).delay(Duration::ZERO..=SECOND / 50);
            let faults = Faults { seed, there: slow(), back: slow() };
            let (client, _, serving) = connect(protocol, transport, faults);
            calls_are_right(&client).await;
            drop(client);
            serving.await.unwrap().unwrap();
        }
    }
}

/// Makes one call; whether all was right.
async fn call(protocol: Protocol, transport: Transport, faults: Faults) -> Result<bool, Error> {
    let (client, _, serving) = connect(protocol, transport, faults);
    let answer = client.count(vec!["Ada".to_owned(), "Eve".to_owned()]).await;
    drop(client);
    // It may fail, and never panics.
    let _ = serving.await.unwrap();
    answer.map(|count| count == 6)
}

/// How many bytes a call is there or back, by cutting it off everywhere before.
async fn cut_everywhere(flows: impl Fn(Flow) -> Faults, kind: (Protocol, Transport)) -> u64 {
    for bytes in 0..1000 {
        match call(kind.0, kind.1, flows(Flow::new().cut_after(bytes))).await {
            Ok(right) => {
                assert!(right && bytes > 10);
                return bytes;
            }
            Err(error) => assert_eq!(error.kind(), Kind::Closed, "{kind:?}, {bytes}: {error}"),
        }
    }
    panic!("a call is never so long")
}

fn there(there: Flow) -> Faults {
    Faults { there, ..Faults::new() }
}

fn back(back: Flow) -> Faults {
    Faults { back, ..Faults::new() }
}

#[tokio::test(start_paused = true)]
async fn a_connection_that_breaks_anywhere_closes_its_call() {
    for kind in every_kind() {
        // What is written last may arrive although the connection breaks then.
        cut_everywhere(back, kind).await;
        let (protocol, transport) = kind;
        for bytes in 0..20 {
            let error = call(protocol, transport, there(Flow::new().cut_after(bytes))).await;
            assert_eq!(error.unwrap_err().kind(), Kind::Closed, "{kind:?}, {bytes}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_byte_that_changes_anywhere_harms_nothing_but_its_call() {
    for kind in every_kind() {
        let length = cut_everywhere(back, kind).await.max(80);
        let mut wrong = 0;
        for byte in 0..length {
            for mask in [0x01, 0x10, 0x80, 0xff] {
                wrong += corrupted(kind, byte, mask).await;
            }
        }
        assert!(wrong > 100, "{kind:?}: {wrong}");
    }
}

/// Makes a call with a wrong byte on the way there, and one with a wrong byte on the way back; how many
/// were not right.
async fn corrupted(kind: (Protocol, Transport), byte: u64, mask: u8) -> usize {
    let mut wrong = 0;
    for flows in [there, back] {
        // An error or another value, in time; the server goes on until it is left.
        let answer = call(kind.0, kind.1, flows(Flow::new().corrupt(byte, mask)));
        let answer = tokio::time::timeout(120 * SECOND, answer).await;
        let answer = answer.unwrap_or_else(|_| panic!("{kind:?}, byte {byte}: it hangs"));
        wrong += usize::from(!matches!(answer, Ok(true)));
    }
    wrong
}

#[tokio::test(start_paused = true)]
async fn a_connection_that_goes_silent_anywhere_times_out() {
    for (protocol, transport) in every_kind() {
        for bytes in 0..12 {
            for flows in [there, back] {
                let error = call(protocol, transport, flows(Flow::new().stall_after(bytes))).await;
                assert_eq!(error.unwrap_err().kind(), Kind::Timeout);
            }
        }
    }
}

#[tokio::test]
async fn a_connection_that_breaks_closes_all_calls_on_it() {
    within(async {
        for (protocol, transport) in every_kind() {
            // Two calls are there, and the third one is not.
            let faults = back(Flow::new().cut_after(1));
            let (client, handler, serving) = connect(protocol, transport, faults);
            let open = async {
                handler.gate.waiting().await;
                handler.gate.waiting().await;
                handler.gate.open();
            };
            let (first, second, ()) = tokio::join!(client.wait(1), client.wait(2), open);
            for error in [first.unwrap_err(), second.unwrap_err()] {
                assert_eq!(error.kind(), Kind::Closed, "{error}");
            }
            assert_eq!(client.ping().await.unwrap_err().kind(), Kind::Closed);
            handler.gate.open();
            let _ = serving.await.unwrap();
        }
    })
    .await;
}
