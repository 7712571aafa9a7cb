//! Who is told of datagrams that are dropped.

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::sync::{Arc, Mutex};

use metrics::{
    Counter, CounterFn, Gauge, Histogram, Key, KeyName, Metadata, SharedString, Unit,
    set_default_local_recorder,
};
use tokio::net::UdpSocket;
use tracing::field::{Field, Visit};
use tracing::subscriber::set_default;
use tracing::{Event, Level, Subscriber};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt};
use tracing_subscriber::registry::Registry;

use thrift::UdpServer;
use thrift::metrics::Recorder;

use crate::support::*;

/// What is no call.
const GARBAGE: &[u8] = b"\x82\x21\0";

/// Has a server drop a datagram; where that comes from.
async fn drop_one(server: UdpServer) -> String {
    let socket = UdpSocket::bind("127.0.0.1:0").await.unwrap();
    socket.connect(server.endpoint().socket_addr().unwrap()).await.unwrap();
    socket.send(GARBAGE).await.unwrap();
    let handle = server.handle();
    let users = UsersServer::new(Handler::default());
    let (ended, ()) = tokio::join!(server.serve(users), handle.shutdown());
    ended.unwrap();
    socket.local_addr().unwrap().to_string()
}

/// Keeps the fields of events.
#[derive(Clone, Default)]
struct Events(Arc<Mutex<Vec<BTreeMap<&'static str, String>>>>);

struct Fields(BTreeMap<&'static str, String>);

impl Visit for Fields {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.0.insert(field.name(), format!("{value:?}"));
    }
}

impl<S: Subscriber> Layer<S> for Events {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        let metadata = event.metadata();
        if metadata.target() == "thrift" {
            assert_eq!(*metadata.level(), Level::DEBUG);
            let mut fields = Fields(BTreeMap::new());
            event.record(&mut fields);
            self.0.lock().unwrap().push(fields.0);
        }
    }
}

#[tokio::test]
async fn a_datagram_that_is_dropped_is_an_event() {
    within(async {
        let events = Events::default();
        let _guard = set_default(Registry::default().with(events.clone()));
        let peer = drop_one(UdpServer::bind("127.0.0.1:0").await.unwrap()).await;
        let expected = BTreeMap::from([
            ("length", GARBAGE.len().to_string()),
            ("message", "datagram dropped".to_owned()),
            ("peer", peer),
            ("reason", "the datagram ends inside of a message".to_owned()),
        ]);
        assert_eq!(*events.0.lock().unwrap(), [expected]);
    })
    .await;
}

/// Keeps counts, by name and labels.
#[derive(Clone, Default)]
struct Counts(Arc<Mutex<BTreeMap<String, u64>>>);

struct Named(String, Counts);

impl CounterFn for Named {
    fn increment(&self, value: u64) {
        *self.1.0.lock().unwrap().entry(self.0.clone()).or_default() += value;
    }

    fn absolute(&self, _: u64) {
        panic!("nobody knows how many there were before");
    }
}

impl metrics::Recorder for Counts {
    fn describe_counter(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}
    fn describe_gauge(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}
    fn describe_histogram(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}

    fn register_counter(&self, key: &Key, _: &Metadata<'_>) -> Counter {
        let labels: Vec<_> =
            key.labels().map(|it| format!("{}={}", it.key(), it.value())).collect();
        let name = format!("{} {}", key.name(), labels.join(" "));
        Counter::from_arc(Arc::new(Named(name, self.clone())))
    }

    fn register_gauge(&self, _: &Key, _: &Metadata<'_>) -> Gauge {
        Gauge::noop()
    }

    fn register_histogram(&self, _: &Key, _: &Metadata<'_>) -> Histogram {
        Histogram::noop()
    }
}

#[tokio::test]
async fn datagrams_that_are_dropped_are_counted() {
    within(async {
        let counts = Counts::default();
        let _guard = set_default_local_recorder(&counts);
        let recorder = Recorder::new().server("agent.example", 6831);
        drop_one(UdpServer::bind("127.0.0.1:0").await.unwrap().observe(recorder)).await;
        let name = "thrift.server.dropped_datagrams server.address=agent.example server.port=6831 \
                    error.type=truncated";
        assert_eq!(*counts.0.lock().unwrap(), BTreeMap::from([(name.to_owned(), 1)]));
    })
    .await;
}
