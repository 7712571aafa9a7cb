//! Several services on one connection, in every protocol and transport.

use core::net::SocketAddr;
use core::time::Duration;
use std::sync::{Arc, Mutex};

use thrift::service::Multiplexed;
use thrift::{ApplicationKind, Client, Kind, Protocol, Server, Transport};
use thrift_tests::hex;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::timeout;

thrift::thrift! {
    exception Overflow { 1: string message }

    service Calculator {
        i32 add(1: i32 a, 2: i32 b) throws (1: Overflow overflow)
    }

    service Notes {
        /** Of the same name as that of the other service. */
        string add(1: string line)
        oneway void forget(1: string line)
        list<string> all()
    }
}

#[derive(Clone, Default)]
struct Handler {
    lines: Arc<Mutex<Vec<String>>>,
}

impl Calculator for Handler {
    async fn add(&self, a: i32, b: i32) -> Result<i32, calculator::AddError> {
        a.checked_add(b).ok_or_else(|| Overflow { message: format!("{a} + {b}") }.into())
    }
}

impl Notes for Handler {
    async fn add(&self, line: String) -> thrift::Result<String> {
        self.lines.lock().unwrap().push(line.clone());
        Ok(line)
    }

    async fn forget(&self, line: String) -> thrift::Result<()> {
        self.lines.lock().unwrap().retain(|kept| *kept != line);
        Ok(())
    }

    async fn all(&self) -> thrift::Result<Vec<String>> {
        Ok(self.lines.lock().unwrap().clone())
    }
}

fn services() -> Multiplexed {
    let handler = Handler::default();
    Multiplexed::new()
        .add("Calculator", CalculatorServer::new(handler.clone()))
        .add("Notes", NotesServer::new(handler))
}

async fn serve(services: Multiplexed) -> SocketAddr {
    let server = Server::bind("127.0.0.1:0").await.unwrap();
    let address = server.endpoint().socket_addr().unwrap();
    tokio::spawn(server.serve(services));
    address
}

/// Connections of every protocol, framed and unframed.
async fn connections(address: SocketAddr) -> Vec<Client> {
    let mut connections = Vec::new();
    for protocol in Protocol::ALL {
        for transport in [Transport::Framed, Transport::Buffered] {
            let builder = Client::builder().protocol(*protocol).transport(transport);
            connections.push(builder.connect(address).await.unwrap());
        }
    }
    connections
}

async fn within<T>(future: impl Future<Output = T>) -> T {
    timeout(Duration::from_secs(20), future).await.expect("an answer within 20 seconds")
}

#[tokio::test]
async fn services_of_one_connection_are_told_apart() {
    for connection in connections(serve(services()).await).await {
        let calculator = CalculatorClient::new(connection.service("Calculator"));
        let notes = NotesClient::new(connection.service("Notes"));
        let line = "a line".to_owned();
        let (sum, added) =
            within(async { tokio::join!(calculator.add(1, 2), notes.add(line.clone())) }).await;
        assert_eq!(sum.unwrap(), 3);
        assert_eq!(added.unwrap(), line);
        let error = within(calculator.add(i32::MAX, 1)).await.unwrap_err();
        assert!(matches!(error, calculator::AddError::Overflow(_)), "{error}");
        assert_eq!(within(notes.all()).await.unwrap(), ["a line"]);
        // Oneway calls are of a service too, and are not answered.
        within(notes.forget(line)).await.unwrap();
        let is_forgotten = async {
            while !notes.all().await.unwrap().is_empty() {
                tokio::task::yield_now().await;
            }
        };
        within(is_forgotten).await;
    }
}

#[tokio::test]
async fn other_services_are_refused_and_those_that_are_there_named() {
    for connection in connections(serve(services()).await).await {
        let services = "there are `Calculator`, `Notes`";
        for (client, told) in [
            (connection.service("Nothing"), "unknown service `Nothing`"),
            (connection.service("calculator"), "unknown service `calculator`"),
            (connection.service(""), "unknown service ``"),
            (connection.clone(), "the call of `all` names no service"),
        ] {
            let notes = NotesClient::new(client);
            // Nobody is told of a oneway call, and the connection stays in step.
            within(notes.forget("a line".into())).await.unwrap();
            let error = within(notes.all()).await.unwrap_err();
            assert_eq!(error.kind(), Kind::Application(ApplicationKind::UnknownMethod));
            assert_eq!(error.to_string(), format!("{told}: {services}"));
        }
        let wrong = NotesClient::new(connection.service("Calculator"));
        let error = within(wrong.all()).await.unwrap_err();
        assert_eq!(error.to_string(), "unknown method `all`");
    }
}

#[tokio::test]
async fn the_default_answers_clients_of_one_service() {
    let services = services().default_service(CalculatorServer::new(Handler::default()));
    for connection in connections(serve(services).await).await {
        let plain = CalculatorClient::new(connection.clone());
        assert_eq!(within(plain.add(1, 2)).await.unwrap(), 3);
        let named = CalculatorClient::new(connection.service("Calculator"));
        assert_eq!(within(named.add(3, 4)).await.unwrap(), 7);
        let unknown = CalculatorClient::new(connection.service("Other"));
        assert!(within(unknown.add(5, 6)).await.is_err());
    }
}

#[tokio::test]
async fn replies_do_not_name_the_service() {
    let address = serve(services()).await;
    for (call, reply) in [
        (
            // `Calculator:add`, of 1 and 2
            "80010001 0000000e 43616c63756c61746f723a616464 0000012c \
             080001 00000001 080002 00000002 00",
            "80010002 00000003 616464 0000012c 080000 00000003 00",
        ),
        (
            "82 21 ac02 0e 43616c63756c61746f723a616464 15 02 15 04 00",
            "82 41 ac02 03 616464 05 00 06 00",
        ),
    ] {
        let reply = hex::bytes(reply);
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(&hex::bytes(call)).await.unwrap();
        let mut received = vec![0; reply.len()];
        within(stream.read_exact(&mut received)).await.unwrap();
        assert_eq!(received, reply);
    }
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(br#"[1,"Notes:no",1,7,{}]"#).await.unwrap();
    let mut received = [0; 8];
    within(stream.read_exact(&mut received)).await.unwrap();
    assert_eq!(received, *br#"[1,"no","#);
}

#[tokio::test]
async fn calls_name_the_service_and_any_reply_to_the_method_is_taken() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let connection = Client::builder().transport(Transport::Buffered);
    let connection = within(connection.connect(address)).await.unwrap();
    let (mut peer, _) = within(listener.accept()).await.unwrap();
    let client = CalculatorClient::new(connection.service("Calculator"));
    for (name, is_taken) in [("add", true), ("Calculator:add", true), ("Other:add", false)] {
        let call = client.add(1, 2);
        let answer = async {
            let mut received = vec![0; 41];
            peer.read_exact(&mut received).await.unwrap();
            assert_eq!(received[8..22], *b"Calculator:add");
            let (_, seqid) = received.split_at(22);
            let mut reply = hex::bytes("80010002 000000");
            reply.push(u8::try_from(name.len()).unwrap());
            reply.extend(name.as_bytes());
            reply.extend(&seqid[..4]);
            reply.extend(hex::bytes("080000 00000003 00"));
            peer.write_all(&reply).await.unwrap();
        };
        let (sum, ()) = within(async { tokio::join!(call, answer) }).await;
        assert_eq!(sum.is_ok_and(|sum| sum == 3), is_taken, "{name}");
    }
}
