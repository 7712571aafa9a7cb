//! Durations of calls, as the crate `metrics` is told of them.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use metrics::{
    Counter, Gauge, Histogram, HistogramFn, Key, KeyName, Metadata, SharedString, Unit,
    set_default_local_recorder,
};

use thrift::metrics::Recorder;
use thrift::protocol::Codec;
use thrift::service::{Channel, ChannelExt, Direct, DispatchExt, Request};

use crate::support::*;

/// Keeps what it is told, by name and labels.
#[derive(Clone, Default)]
struct Kept(Arc<Mutex<Told>>);

#[derive(Default)]
struct Told {
    histograms: BTreeMap<String, Vec<f64>>,
    units: BTreeMap<String, Option<Unit>>,
}

impl Kept {
    fn take(&self) -> Vec<(String, Vec<f64>)> {
        std::mem::take(&mut self.0.lock().unwrap().histograms).into_iter().collect()
    }

    /// What histograms there are, without their values.
    fn names(&self) -> Vec<String> {
        self.take().into_iter().map(|(name, _)| name).collect()
    }
}

impl metrics::Recorder for Kept {
    fn describe_counter(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}
    fn describe_gauge(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}

    fn describe_histogram(&self, name: KeyName, unit: Option<Unit>, _: SharedString) {
        self.0.lock().unwrap().units.insert(name.as_str().to_owned(), unit);
    }

    fn register_counter(&self, _: &Key, _: &Metadata<'_>) -> Counter {
        Counter::noop()
    }

    fn register_gauge(&self, _: &Key, _: &Metadata<'_>) -> Gauge {
        Gauge::noop()
    }

    fn register_histogram(&self, key: &Key, _: &Metadata<'_>) -> Histogram {
        let labels = key.labels().filter(|label| label.key() != "rpc.system.name");
        let labels: Vec<_> = labels.map(|it| format!("{}={}", it.key(), it.value())).collect();
        let name = format!("{} {}", key.name(), labels.join(" "));
        Histogram::from_arc(Arc::new(Named(name, self.clone())))
    }
}

struct Named(String, Kept);

impl HistogramFn for Named {
    fn record(&self, value: f64) {
        self.1.0.lock().unwrap().histograms.entry(self.0.clone()).or_default().push(value);
    }
}

#[tokio::test]
async fn durations_are_told_by_method_and_outcome() {
    let kept = Kept::default();
    let _guard = set_default_local_recorder(&kept);
    let server = UsersServer::new(Handler::default()).observe(Recorder::new());
    let client = Direct::new(server).observe(Recorder::new().server("users.example", 9090));
    let client = UsersClient::new(client);
    client.find(2).await.unwrap();
    client.find(4).await.unwrap();
    let told = kept.take();
    let names: Vec<_> = told.iter().map(|(name, values)| (&**name, values.len())).collect();
    let at = "server.address=users.example server.port=9090";
    assert_eq!(
        names,
        [
            (&*format!("rpc.client.call.duration rpc.method=Users/find {at}"), 2),
            ("rpc.server.call.duration rpc.method=Users/find", 2),
        ]
    );
    assert!(
        told.iter().flat_map(|(_, values)| values).all(|seconds| (0.0..10.0).contains(seconds))
    );
    assert_eq!(
        kept.0.lock().unwrap().units,
        BTreeMap::from([
            ("rpc.client.call.duration".to_owned(), Some(Unit::Seconds)),
            ("rpc.server.call.duration".to_owned(), Some(Unit::Seconds)),
        ])
    );

    client.find(1).await.unwrap_err();
    client.refuse().await.unwrap_err();
    let code = "rpc.response.status_code";
    assert_eq!(
        kept.names(),
        [
            format!(
                "rpc.client.call.duration rpc.method=Users/find {at} {code}=DECLARED_EXCEPTION"
            ),
            format!(
                "rpc.client.call.duration rpc.method=Users/refuse {at} {code}=INTERNAL_ERROR error.type=INTERNAL_ERROR"
            ),
            format!("rpc.server.call.duration rpc.method=Users/find {code}=DECLARED_EXCEPTION"),
            format!(
                "rpc.server.call.duration rpc.method=Users/refuse {code}=INTERNAL_ERROR error.type=INTERNAL_ERROR"
            ),
        ]
    );
}

#[tokio::test]
async fn names_that_peers_make_up_are_one() {
    let kept = Kept::default();
    let _guard = set_default_local_recorder(&kept);
    let channel = Direct::new(UsersServer::new(Handler::default()).observe(Recorder::new()));
    for name in ["a", "b", "c"] {
        for oneway in [false, true] {
            let request = Request::received(name, oneway, Codec::default(), vec![0].into());
            channel.send(request).await.unwrap();
        }
    }
    let told = kept.take();
    assert_eq!(told.len(), 2);
    assert!(
        told.iter().all(|(name, values)| name.contains("rpc.method=_OTHER") && values.len() == 3)
    );
}

#[tokio::test]
async fn sizes_are_told_if_they_are_asked_for() {
    let kept = Kept::default();
    let _guard = set_default_local_recorder(&kept);
    let channel = direct(&Handler::default()).observe(Recorder::new().with_sizes());
    let client = UsersClient::new(channel);
    client.find(2).await.unwrap();
    client.touch(2).await.unwrap();
    let sizes: Vec<_> =
        kept.take().into_iter().filter(|(name, _)| name.contains(".size")).collect();
    assert_eq!(
        sizes,
        [
            ("rpc.client.request.size rpc.method=Users/find".to_owned(), vec![8.0]),
            ("rpc.client.request.size rpc.method=Users/touch".to_owned(), vec![8.0]),
            ("rpc.client.response.size rpc.method=Users/find".to_owned(), vec![11.0]),
        ]
    );
    assert_eq!(kept.0.lock().unwrap().units["rpc.client.request.size"], Some(Unit::Bytes));
}
