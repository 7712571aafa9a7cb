//! Generated clients and servers over real connections.

use core::net::SocketAddr;
use core::time::Duration;
use std::collections::BTreeMap;
use std::sync::Mutex;

use thrift::{ApplicationKind, Client, Error, Kind, Protocol, Server, ServerHandle, Transport};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

use thrift_tests::hex;

thrift::thrift! {
    exception Refused { 1: i32 code, 2: string message }
    exception Busy { 1: i32 seconds }

    struct Item { 1: string name, 2: i32 count = 1 }
    union Key { 1: i32 number, 2: string text }

    service Base {
        void ping()
        i32 add(1: i32 a, 2: i32 b)
    }

    service Middle extends Base {
        string upper(1: string text)
    }

    service Store extends Middle {
        Item get(1: Key key) throws (1: Refused refused, 2: Busy busy)
        map<string, list<Item>> all(1: list<Item> items = [], 2: i32 limit = -1)
        void fail(1: string how) throws (1: Refused refused)
        oneway void note(1: string line)
        list<string> notes()
    }
}

#[derive(Default)]
struct Handler {
    notes: Mutex<Vec<String>>,
}

impl Base for Handler {
    async fn ping(&self) -> thrift::Result<()> {
        Ok(())
    }

    async fn add(&self, a: i32, b: i32) -> thrift::Result<i32> {
        Ok(a + b)
    }
}

impl Middle for Handler {
    async fn upper(&self, text: String) -> thrift::Result<String> {
        Ok(text.to_uppercase())
    }
}

impl Store for Handler {
    async fn get(&self, key: Key) -> Result<Item, store::GetError> {
        match key {
            Key::Number(code) if code < 0 => Err(Busy { seconds: -code }.into()),
            Key::Number(code) => Err(Refused { code, message: "no numbers".into() }.into()),
            Key::Text(name) => Ok(Item { name, ..Default::default() }),
            Key::Unknown(field) => Err(Error::application(
                ApplicationKind::InvalidProtocol,
                format!("unknown key {field:?}"),
            ))?,
        }
    }

    async fn all(
        &self,
        items: Vec<Item>,
        limit: i32,
    ) -> thrift::Result<BTreeMap<String, Vec<Item>>> {
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        let mut all = BTreeMap::<String, Vec<Item>>::new();
        for item in items.into_iter().take(limit) {
            all.entry(item.name.clone()).or_default().push(item);
        }
        Ok(all)
    }

    async fn fail(&self, how: String) -> Result<(), store::FailError> {
        Err(Error::from(std::io::Error::other(how)).into())
    }

    async fn note(&self, line: String) -> thrift::Result<()> {
        self.notes.lock().unwrap().push(line);
        Err(Error::application(ApplicationKind::InternalError, "nobody hears this"))
    }

    async fn notes(&self) -> thrift::Result<Vec<String>> {
        Ok(self.notes.lock().unwrap().clone())
    }
}

struct Running {
    address: SocketAddr,
    handle: ServerHandle,
}

async fn running() -> Running {
    let server = Server::bind("127.0.0.1:0").await.unwrap();
    let (address, handle) = (server.endpoint().socket_addr().unwrap(), server.handle());
    tokio::spawn(server.serve(StoreServer::new(Handler::default())));
    Running { address, handle }
}

/// Clients of every protocol, framed and unframed.
async fn clients(running: &Running) -> Vec<StoreClient> {
    let mut clients = vec![StoreClient::connect(running.address).await.unwrap()];
    for protocol in Protocol::ALL {
        for transport in [Transport::Framed, Transport::Buffered] {
            let builder = Client::builder().protocol(*protocol).transport(transport);
            clients.push(StoreClient::new(builder.connect(running.address).await.unwrap()));
        }
    }
    clients
}

async fn within<T>(future: impl Future<Output = T>) -> T {
    timeout(Duration::from_secs(20), future).await.expect("an answer within 20 seconds")
}

/// What a raw peer gets for what it sends.
async fn exchange(running: &Running, sent: &[u8], reply: usize) -> Vec<u8> {
    within(async {
        let mut stream = TcpStream::connect(running.address).await.unwrap();
        stream.write_all(sent).await.unwrap();
        let mut received = vec![0; reply];
        stream.read_exact(&mut received).await.unwrap();
        received
    })
    .await
}

#[tokio::test]
async fn methods_are_called_and_inherited() {
    let running = running().await;
    for client in clients(&running).await {
        within(client.ping()).await.unwrap();
        assert_eq!(within(client.add(2, -5)).await.unwrap(), -3);
        assert_eq!(within(client.upper("hé".into())).await.unwrap(), "HÉ");
        let item = within(client.get(Key::Text("tea".into()))).await.unwrap();
        assert_eq!(item, Item { name: "tea".into(), count: 1 });
        let items = vec![item.clone(), Item { count: 2, ..item.clone() }, Item::default()];
        let all = within(client.all(items, 2)).await.unwrap();
        assert_eq!(
            all,
            BTreeMap::from([("tea".into(), vec![item.clone(), Item { count: 2, ..item }])])
        );
    }
}

#[tokio::test]
async fn declared_exceptions_arrive_as_what_they_are() {
    let running = running().await;
    for client in clients(&running).await {
        let error = within(client.get(Key::Number(7))).await.unwrap_err();
        assert_eq!(error.to_string(), "no numbers");
        assert!(matches!(error, store::GetError::Refused(Refused { code: 7, .. })), "{error:?}");
        let error = within(client.get(Key::Number(-3))).await.unwrap_err();
        assert!(matches!(error, store::GetError::Busy(Busy { seconds: 3 })), "{error:?}");
    }
}

#[tokio::test]
async fn other_errors_arrive_as_application_exceptions() {
    let running = running().await;
    for client in clients(&running).await {
        let error = within(client.fail("the disk is full".into())).await.unwrap_err();
        let store::FailError::Thrift(error) = error else { panic!("{error:?}") };
        assert_eq!(error.kind(), Kind::Application(ApplicationKind::InternalError));
        assert!(error.to_string().contains("the disk is full"), "{error}");
        within(client.ping()).await.unwrap();
    }
}

#[tokio::test]
async fn oneway_calls_are_executed_and_never_answered() {
    let running = running().await;
    for (index, client) in clients(&running).await.into_iter().enumerate() {
        for line in ["a", "b"] {
            within(client.note(line.into())).await.unwrap();
        }
        let wanted = 2 * (index + 1);
        assert_eq!(within(notes(&client, wanted)).await.len(), wanted);
    }
}

/// The calls of a connection run concurrently, so the notes may take a moment.
async fn notes(client: &StoreClient, wanted: usize) -> Vec<String> {
    loop {
        let notes = client.notes().await.unwrap();
        if notes.len() >= wanted {
            return notes;
        }
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn many_calls_share_a_connection() {
    let running = running().await;
    for client in clients(&running).await {
        let calls = (0..500).map(|number| {
            let client = client.clone();
            tokio::spawn(async move { (number, client.add(number, 1).await.unwrap()) })
        });
        for call in calls.collect::<Vec<_>>() {
            let (number, sum) = within(call).await.unwrap();
            assert_eq!(sum, number + 1);
        }
    }
}

#[tokio::test]
async fn an_unknown_method_is_answered_and_leaves_the_connection_in_step() {
    let running = running().await;
    // `zap` with a struct of a string and a list; then `ping`.
    let calls = hex::bytes(
        "80010001 00000003 7a6170 00000009 | 0b0001 00000002 6869 | 0f0002 08 00000001 00000001 00
         80010001 00000004 70696e67 0000000a 00",
    );
    let exception = hex::bytes(
        "80010003 00000003 7a6170 00000009
         0b0001 00000014 756e6b6e6f776e206d6574686f6420607a617060 080002 00000001 00",
    );
    let reply = hex::bytes("80010002 00000004 70696e67 0000000a 00");
    let expected = [exception, reply].concat();
    assert_eq!(exchange(&running, &calls, expected.len()).await, expected);
}

#[tokio::test]
async fn bad_arguments_are_answered_and_leave_the_connection_in_step() {
    let running = running().await;
    // `upper` with a string that is not UTF-8; then `ping`.
    let calls = hex::bytes(
        "80010001 00000005 7570706572 00000001 | 0b0001 00000001 ff 00
         80010001 00000004 70696e67 00000002 00",
    );
    let text =
        b"the arguments cannot be read: text: byte 7: the string is not UTF-8 from its byte 0 on";
    let mut expected = hex::bytes("80010003 00000005 7570706572 00000001 0b0001");
    expected.extend(u32::try_from(text.len()).unwrap().to_be_bytes());
    expected.extend(text);
    expected.extend(hex::bytes("080002 00000007 00 | 80010002 00000004 70696e67 00000002 00"));
    assert_eq!(exchange(&running, &calls, expected.len()).await, expected);
}

#[tokio::test]
async fn health_checks_of_envoy_are_answered() {
    let running = running().await;
    // Each as Envoy 1.40 writes it, with a byte behind the arguments, and what is to come back.
    let checks = [
        (
            "00000012 80010001 00000004 70696e67 00000000 00 00",
            "00000011 80010002 00000004 70696e67 00000000 00",
        ),
        ("0000000a 8221 00 04 70696e67 00 00", "00000009 8241 00 04 70696e67 00"),
        (
            "00000020 0fff0000 00000000 00010000 0000 80010001 00000004 70696e67 00000000 00 00",
            "0000001f 0fff0000 00000000 00010000 0000 80010002 00000004 70696e67 00000000 00",
        ),
        (
            "00000018 0fff0000 00000000 00010200 0000 8221 00 04 70696e67 00 00",
            "00000017 0fff0000 00000000 00010200 0000 8241 00 04 70696e67 00",
        ),
    ];
    for (sent, wanted) in checks {
        // Twice, since the connection is used again.
        let (sent, wanted) = (hex::bytes(sent).repeat(2), hex::bytes(wanted).repeat(2));
        let received = exchange(&running, &sent, wanted.len()).await;
        assert_eq!(received, wanted, "to {sent:02x?}");
    }
    // No other byte may follow.
    let sent = hex::bytes("00000012 80010001 00000004 70696e67 00000000 00 01");
    let received = exchange(&running, &sent, 8).await;
    assert_eq!(received[4..], hex::bytes("80010003"));
}

#[tokio::test]
async fn absent_arguments_have_their_defaults_and_others_are_skipped() {
    let running = running().await;
    // `add` with the field 2 only, and an unknown field 9, in an old header and a frame.
    let call = hex::bytes("0000001e | 00000003 616464 01 00000005 | 0c0009 00 080002 00000007 00");
    let call = [&(u32::try_from(call.len()).unwrap() - 4).to_be_bytes(), &call[4..]].concat();
    let reply = hex::bytes("00000014 | 00000003 616464 02 00000005 | 080000 00000007 00");
    let mut reply = reply;
    let length = u32::try_from(reply.len()).unwrap() - 4;
    reply[..4].copy_from_slice(&length.to_be_bytes());
    assert_eq!(exchange(&running, &call, reply.len()).await, reply);
}

#[tokio::test]
async fn garbage_ends_its_own_connection_only() {
    let running = running().await;
    let client = StoreClient::connect(running.address).await.unwrap();
    for garbage in [&b"HELO localhost\r\n"[..], &[0xff; 64], &[0; 64]] {
        let mut stream = TcpStream::connect(running.address).await.unwrap();
        stream.write_all(garbage).await.unwrap();
        let mut rest = Vec::new();
        let closed = within(stream.read_to_end(&mut rest)).await;
        assert!(closed.is_err() || rest.is_empty(), "{garbage:?} was answered {rest:?}");
        within(client.ping()).await.unwrap();
    }
}

#[tokio::test]
async fn a_result_that_the_client_does_not_know_is_an_error() {
    mod newer {
        thrift::thrift! {
            exception Newer { 1: string message }
            service Store { i32 add(1: i32 a, 2: i32 b) throws (7: Newer newer) }
        }
    }
    use newer::Store as _;

    struct Throws;
    impl newer::Store for Throws {
        async fn add(&self, _: i32, _: i32) -> Result<i32, newer::store::AddError> {
            Err(newer::Newer { message: "new".into() }.into())
        }
    }
    let server = Server::bind("127.0.0.1:0").await.unwrap();
    let address = server.endpoint().socket_addr().unwrap();
    tokio::spawn(server.serve(newer::StoreServer::new(Throws)));

    let client = StoreClient::connect(address).await.unwrap();
    let error = within(Base::add(&client, 1, 2)).await.unwrap_err();
    assert_eq!(error.kind(), Kind::Application(ApplicationKind::MissingResult));
    assert_eq!(error.to_string(), "byte 15: the result has only field 7, which is not declared");

    let client = newer::StoreClient::connect(address).await.unwrap();
    let error = within(client.add(1, 2)).await.unwrap_err();
    assert!(matches!(error, newer::store::AddError::Newer(_)), "{error:?}");
}

#[tokio::test]
async fn code_and_idl_serve_each_other() {
    #[thrift::service]
    trait Sums {
        async fn add(&self, a: i32, b: i32) -> thrift::Result<i32>;
        #[thrift(name = "upper")]
        async fn shout(&self, #[thrift(id = 1)] words: String) -> thrift::Result<String>;
    }
    let running = running().await;
    let client = SumsClient::connect(running.address).await.unwrap();
    assert_eq!(within(client.add(1, 2)).await.unwrap(), 3);
    assert_eq!(within(client.shout("x".into())).await.unwrap(), "X");
}

#[tokio::test]
async fn the_client_is_the_service() {
    async fn sum(service: &impl Base) -> i32 {
        service.add(20, 22).await.unwrap()
    }
    let running = running().await;
    let client = StoreClient::connect(running.address).await.unwrap();
    assert_eq!(within(sum(&client)).await, 42);
    assert_eq!(within(sum(&Handler::default())).await, 42);
}

#[tokio::test]
async fn calls_after_shutdown_fail() {
    let running = running().await;
    let client = StoreClient::connect(running.address).await.unwrap();
    within(client.ping()).await.unwrap();
    within(running.handle.shutdown()).await;
    let error = within(client.ping()).await.unwrap_err();
    assert_eq!(error.kind(), Kind::Closed, "{error}");
    assert!(StoreClient::connect(running.address).await.is_err());
}

/// Calls, and their answers.
struct Conversation {
    calls: Vec<Vec<u8>>,
    replies: Vec<Vec<u8>>,
}

/// Calls of `add(1, -1)`, `zap`, `note("é")` and `ping` that Apache Thrift's Python library 0.25
/// wrote, in each protocol, and what its servers answer.
fn conversations() -> [Conversation; 3] {
    let binary = (
        [
            "80010001 00000003 616464 ffffffff | 080001 00000001 080002 ffffffff 00",
            "80010001 00000003 7a6170 0000012c | 0f0001 0c 00000001 020001 01 00 00",
            "80010004 00000004 6e6f7465 00000007 | 0b0001 00000002 c3a9 00",
            "80010001 00000004 70696e67 00000002 | 00",
        ],
        [
            "80010002 00000003 616464 ffffffff | 080000 00000000 00",
            "80010003 00000003 7a6170 0000012c | 0b0001 00000014
             756e6b6e6f776e206d6574686f6420607a617060 080002 00000001 00",
            "80010002 00000004 70696e67 00000002 | 00",
        ],
    );
    let compact = (
        [
            "82 21 ffffffff0f 03 616464 | 15 02 15 01 00",
            "82 21 ac02 03 7a6170 | 19 1c 11 00 00",
            "82 81 07 04 6e6f7465 | 18 02 c3a9 00",
            "82 21 02 04 70696e67 | 00",
        ],
        [
            "82 41 ffffffff0f 03 616464 | 05 00 00 00",
            "82 61 ac02 03 7a6170 | 18 14 756e6b6e6f776e206d6574686f6420607a617060 15 02 00",
            "82 41 02 04 70696e67 | 00",
        ],
    );
    let json = (
        [
            r#"[1,"add",1,-1,{"1":{"i32":1},"2":{"i32":-1}}]"#,
            r#"[1,"zap",1,300,{"1":{"lst":["rec",1,{"1":{"tf":1}}]}}]"#,
            r#"[1,"note",4,7,{"1":{"str":"é"}}]"#,
            r#"[1,"ping",1,2,{}]"#,
        ],
        [
            r#"[1,"add",2,-1,{"0":{"i32":0}}]"#,
            r#"[1,"zap",3,300,{"1":{"str":"unknown method `zap`"},"2":{"i32":1}}]"#,
            r#"[1,"ping",2,2,{}]"#,
        ],
    );
    let conversation = |(calls, replies): ([&str; 4], [&str; 3]), bytes: fn(&str) -> Vec<u8>| {
        Conversation { calls: calls.map(bytes).to_vec(), replies: replies.map(bytes).to_vec() }
    };
    [
        conversation(binary, hex::bytes),
        conversation(compact, hex::bytes),
        conversation(json, |text| text.as_bytes().to_vec()),
    ]
}

fn frame(message: &[u8]) -> Vec<u8> {
    [&u32::try_from(message.len()).unwrap().to_be_bytes(), message].concat()
}

#[tokio::test]
async fn every_protocol_is_spoken_to_the_byte() {
    let running = running().await;
    for Conversation { calls, replies } in conversations() {
        let expected = replies.concat();
        assert_eq!(exchange(&running, &calls.concat(), expected.len()).await, expected);
        let framed: Vec<u8> = calls.iter().flat_map(|call| frame(call)).collect();
        let expected: Vec<u8> = replies.iter().flat_map(|reply| frame(reply)).collect();
        assert_eq!(exchange(&running, &framed, expected.len()).await, expected);
    }
}

#[tokio::test]
async fn every_message_may_be_of_another_protocol() {
    let running = running().await;
    let calls = conversations().map(|conversation| conversation.calls.concat()).concat();
    let expected = conversations().map(|conversation| conversation.replies.concat()).concat();
    assert_eq!(exchange(&running, &calls, expected.len()).await, expected);
}

#[tokio::test]
async fn a_union_travels_from_one_protocol_into_another() {
    mod newer {
        thrift::thrift! {
            union Key { 1: i32 number, 2: string text, 3: map<bool, list<string>> both }
            service Store { Key same(1: Key key) }
        }
    }
    use newer::Store as _;

    thrift::thrift! {
        union Key { 1: i32 number, 2: string text }
        service Proxy { Key same(1: Key key) }
    }

    /// A store of a newer release.
    struct Newer;
    impl newer::Store for Newer {
        async fn same(&self, key: newer::Key) -> thrift::Result<newer::Key> {
            Ok(key)
        }
    }

    /// Passes calls on, and does not know what is in them.
    struct Through<C>(C);
    impl<C: Proxy> Proxy for Through<C> {
        async fn same(&self, key: Key) -> thrift::Result<Key> {
            self.0.same(key).await
        }
    }

    let server = Server::bind("127.0.0.1:0").await.unwrap();
    let behind = server.endpoint().socket_addr().unwrap();
    tokio::spawn(server.serve(newer::StoreServer::new(Newer)));
    for (one, other) in
        Protocol::ALL.iter().flat_map(|one| Protocol::ALL.iter().map(move |other| (*one, *other)))
    {
        let connection = Client::builder().protocol(other).connect(behind).await.unwrap();
        let server = Server::bind("127.0.0.1:0").await.unwrap();
        let address = server.endpoint().socket_addr().unwrap();
        tokio::spawn(server.serve(ProxyServer::new(Through(ProxyClient::new(connection)))));
        let connection = Client::builder().protocol(one).connect(address).await.unwrap();
        let client = newer::StoreClient::new(connection);
        let key = newer::Key::Both([(true, vec!["é\n".to_owned()]), (false, vec![])].into());
        assert_eq!(within(client.same(key.clone())).await.unwrap(), key, "{one:?} {other:?}");
    }
}
