//! Spans of calls, and the traces that go on over them.

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::sync::{Arc, Mutex};

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::subscriber::{DefaultGuard, set_default};
use tracing::{Event, Span, Subscriber};
use tracing_subscriber::layer::{Context as LayerContext, Layer, SubscriberExt};
use tracing_subscriber::registry::{LookupSpan, Registry};

use thrift::protocol::Codec;
use thrift::service::{
    Channel, ChannelExt, Direct, Dispatch, DispatchExt, Headers, Request, Response,
};
use thrift::tower::TraceLayer;
use thrift::tracing::{Propagator, Tracer};
use thrift::{Client, Context, Kind, Server, Transport};

use crate::support::*;

const TRACE: &str = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

/// Keeps the fields of spans, and the spans that events are in.
#[derive(Clone, Default)]
struct Kept(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    spans: Vec<BTreeMap<&'static str, String>>,
    /// The `otel.kind` of the spans that each event is in, from the outermost.
    events: Vec<Vec<String>>,
}

/// The place of a span among those that are kept.
struct Place(usize);

struct Fields<'a>(&'a mut BTreeMap<&'static str, String>);

impl Visit for Fields<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.0.insert(field.name(), format!("{value:?}"));
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.0.insert(field.name(), value.to_owned());
    }
}

impl<S: Subscriber + for<'a> LookupSpan<'a>> Layer<S> for Kept {
    fn on_new_span(&self, attributes: &Attributes<'_>, id: &Id, cx: LayerContext<'_, S>) {
        let mut state = self.0.lock().unwrap();
        let mut fields = BTreeMap::new();
        attributes.record(&mut Fields(&mut fields));
        cx.span(id).unwrap().extensions_mut().insert(Place(state.spans.len()));
        state.spans.push(fields);
    }

    fn on_record(&self, id: &Id, values: &Record<'_>, cx: LayerContext<'_, S>) {
        let mut state = self.0.lock().unwrap();
        let place = cx.span(id).unwrap().extensions().get::<Place>().unwrap().0;
        values.record(&mut Fields(&mut state.spans[place]));
    }

    fn on_event(&self, event: &Event<'_>, cx: LayerContext<'_, S>) {
        let mut state = self.0.lock().unwrap();
        let scope = cx.event_scope(event).into_iter().flatten();
        let places: Vec<_> =
            scope.map(|span| span.extensions().get::<Place>().unwrap().0).collect();
        let kinds = places.iter().rev().map(|place| state.spans[*place]["otel.kind"].clone());
        let kinds = kinds.collect();
        state.events.push(kinds);
    }
}

impl Kept {
    fn start() -> (Self, DefaultGuard) {
        let kept = Self::default();
        let guard = set_default(Registry::default().with(kept.clone()));
        (kept, guard)
    }

    fn take(&self) -> Vec<BTreeMap<&'static str, String>> {
        std::mem::take(&mut self.0.lock().unwrap().spans)
    }
}

fn fields(pairs: &[(&'static str, &str)]) -> BTreeMap<&'static str, String> {
    pairs.iter().map(|(name, value)| (*name, (*value).to_owned())).collect()
}

#[tokio::test]
async fn both_ends_of_a_call_have_a_span() {
    within(async {
        let (kept, _guard) = Kept::start();
        let server = Server::bind("127.0.0.1:0").await.unwrap();
        let endpoint = server.endpoint();
        let port = endpoint.socket_addr().unwrap().port().to_string();
        tokio::spawn(server.serve(UsersServer::new(Handler::default()).trace(Tracer::new())));
        let client = Client::connect(&endpoint).await.unwrap();
        let client = UsersClient::new(client.trace(Tracer::new().endpoint(&endpoint)));
        client.find(2).await.unwrap();

        let mut spans = kept.take();
        assert_eq!(
            spans[0],
            fields(&[
                ("otel.name", "Users/find"),
                ("otel.kind", "client"),
                ("rpc.system.name", "thrift"),
                ("rpc.method", "Users/find"),
                ("server.address", "127.0.0.1"),
                ("server.port", &port),
            ])
        );
        assert!(spans[1].remove("network.peer.port").unwrap().parse::<u16>().is_ok());
        assert_eq!(
            spans[1],
            fields(&[
                ("otel.name", "Users/find"),
                ("otel.kind", "server"),
                ("rpc.system.name", "thrift"),
                ("rpc.method", "Users/find"),
                ("network.peer.address", "127.0.0.1"),
            ])
        );
        assert_eq!(spans.len(), 2);
    })
    .await;
}

#[tokio::test]
async fn a_span_says_what_went_wrong() {
    let (kept, _guard) = Kept::start();
    let server = UsersServer::new(Handler::default()).trace(Tracer::new());
    let client = UsersClient::new(Direct::new(server).trace(Tracer::new()));
    client.refuse().await.unwrap_err();
    client.find(1).await.unwrap_err();
    let spans = kept.take();
    for span in &spans[..2] {
        assert_eq!(span["rpc.response.status_code"], "INTERNAL_ERROR");
        assert_eq!(span["error.type"], "INTERNAL_ERROR");
        assert_eq!(span["otel.status_code"], "ERROR");
    }
    for span in &spans[2..] {
        assert_eq!(span["rpc.response.status_code"], "DECLARED_EXCEPTION");
        assert!(!span.contains_key("error.type") && !span.contains_key("otel.status_code"));
    }
    assert_eq!(spans.len(), 4);

    let failing = Scripted::new([Step::Fail(Kind::Closed)]).trace(Tracer::new());
    UsersClient::new(failing).ping().await.unwrap_err();
    let span = kept.take().remove(0);
    assert_eq!(span["error.type"], "closed");
    assert!(!span.contains_key("rpc.response.status_code"));
}

#[tokio::test]
async fn a_method_that_there_is_not_has_no_name() {
    let (kept, _guard) = Kept::start();
    let channel = Direct::new(UsersServer::new(Handler::default()).trace(Tracer::new()));
    let name = "x".repeat(10_000);
    let request = Request::received(&name, false, Codec::default(), vec![0].into());
    channel.send(request).await.unwrap();
    let span = kept.take().remove(0);
    assert_eq!((&*span["otel.name"], &*span["rpc.method"]), ("thrift", "_OTHER"));
    assert_eq!(span["rpc.method_original"], "x".repeat(256));
    assert_eq!(span["error.type"], "UNKNOWN_METHOD");
}

/// Tells `tracing` of its calls, and calls another server.
struct Proxy<C>(C);

impl<C: Channel + 'static> Dispatch for Proxy<C> {
    async fn dispatch(&self, request: Request) -> Option<Response> {
        tracing::info!("forwarded");
        let forwarded = request.with_context(Context::new());
        self.0.send(forwarded).await.unwrap()
    }
}

#[tokio::test]
async fn what_happens_in_a_call_is_in_its_span() {
    let (kept, _guard) = Kept::start();
    let behind = UsersServer::new(Handler::default()).trace(Tracer::new());
    let behind = Direct::new(behind).trace(Tracer::new());
    let channel = Direct::new(Proxy(behind).trace(Tracer::new())).trace(Tracer::new());
    UsersClient::new(channel).ping().await.unwrap();
    assert_eq!(kept.0.lock().unwrap().events, [["client", "server"]]);
    let kinds: Vec<_> = kept.take().iter().map(|span| span["otel.kind"].clone()).collect();
    assert_eq!(kinds, ["client", "server", "client", "server"]);
}

/// The headers that the handler behind a proxy sees, and that are given to the proxy.
async fn behind_a_proxy(context: Context, tracer: Tracer) -> Vec<String> {
    let behind = direct(&Handler::default()).trace(Tracer::new());
    let proxy = Direct::new(Proxy(behind).trace(tracer));
    UsersClient::new(proxy).headers(&context).await.unwrap()
}

#[tokio::test]
async fn a_trace_is_carried_on_to_the_calls_of_a_handler() {
    let traced = || Context::new().with_header("traceparent", TRACE).with_header("tenant", "7");
    let parent = format!("traceparent: {TRACE}");
    // Nobody looks at the spans.
    assert_eq!(behind_a_proxy(traced(), Tracer::new()).await, [&*parent]);
    let (_, _guard) = Kept::start();
    assert_eq!(behind_a_proxy(traced(), Tracer::new()).await, [&*parent]);
    let with_state = traced().with_header("tracestate", "a=1");
    let expected = [&*parent, "tracestate: a=1"];
    assert_eq!(behind_a_proxy(with_state, Tracer::new()).await, expected);
    // What is no trace is not carried on, and neither is one of a call that is over.
    let wrong = Context::new().with_header("traceparent", "00-1-2-3");
    assert!(behind_a_proxy(wrong, Tracer::new()).await.is_empty());
    assert!(behind_a_proxy(Context::new(), Tracer::new()).await.is_empty());
}

/// A client of a new server, in messages with headers.
async fn served(dispatch: impl Dispatch) -> Client {
    let server = Server::bind("127.0.0.1:0").await.unwrap();
    let endpoint = server.endpoint();
    tokio::spawn(server.serve(dispatch));
    Client::builder().transport(Transport::Header).connect(endpoint).await.unwrap()
}

#[tokio::test]
async fn a_trace_goes_on_from_connection_to_connection() {
    within(async {
        let users = UsersServer::new(Handler::default()).trace(Tracer::new());
        let behind = served(users).await.trace(Tracer::new());
        let front = served(Proxy(behind).trace(Tracer::new())).await;
        let client = UsersClient::new(front.trace(Tracer::new()));
        let context = Context::new().with_header("traceparent", TRACE).with_header("tenant", "7");
        let expected = [format!("traceparent: {TRACE}")];
        assert_eq!(client.headers(&context).await.unwrap(), expected);
        assert!(client.headers(&Context::new()).await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_call_that_has_a_trace_keeps_it() {
    struct Own<C>(C);

    impl<C: Channel + 'static> Dispatch for Own<C> {
        async fn dispatch(&self, request: Request) -> Option<Response> {
            let own = Context::new().with_header("traceparent", "mine");
            self.0.send(request.with_context(own)).await.unwrap()
        }
    }

    let behind = direct(&Handler::default()).trace(Tracer::new());
    let client = UsersClient::new(Direct::new(Own(behind).trace(Tracer::new())));
    let context = Context::new().with_header("traceparent", TRACE);
    assert_eq!(client.headers(&context).await.unwrap(), ["traceparent: mine"]);
}

/// Writes down what it is asked to do.
#[derive(Clone, Default)]
struct Written(Arc<Mutex<Vec<String>>>);

impl Propagator for Written {
    fn inject(&self, span: &Span, headers: &mut Headers) {
        assert!(!span.is_disabled());
        headers.insert("traceparent", "injected");
    }

    fn extract(&self, span: &Span, headers: &Headers) {
        assert!(!span.is_disabled());
        let parent = headers.get("traceparent").unwrap_or_default();
        self.0.lock().unwrap().push(parent.to_owned());
    }
}

#[tokio::test]
async fn a_propagator_has_the_last_word() {
    let (_, _guard) = Kept::start();
    let written = Written::default();
    let tracer = || Tracer::new().propagator(written.clone());
    let server = UsersServer::new(Handler::default()).trace(tracer());
    let client = UsersClient::new(Direct::new(server).trace(tracer()));
    let context = Context::new().with_header("traceparent", TRACE);
    assert_eq!(client.headers(&context).await.unwrap(), ["traceparent: injected"]);
    assert_eq!(*written.0.lock().unwrap(), ["injected"]);
}

#[tokio::test]
async fn layers_in_between_make_spans_too() {
    let (kept, _guard) = Kept::start();
    let server = UsersServer::new(Handler::default()).layer(TraceLayer::server(Tracer::new()));
    let channel = Direct::new(server).layer(TraceLayer::client(Tracer::new()));
    let client = UsersClient::new(channel);
    let context = Context::new().with_header("traceparent", TRACE);
    client.headers(&context).await.unwrap();
    client.refuse().await.unwrap_err();
    let spans = kept.take();
    let names: Vec<_> = spans.iter().map(|it| (&*it["otel.kind"], &*it["otel.name"])).collect();
    assert_eq!(
        names,
        [
            ("client", "Users/headers"),
            ("server", "Users/headers"),
            ("client", "Users/refuse"),
            ("server", "Users/refuse"),
        ]
    );
    assert_eq!(spans[2]["error.type"], "INTERNAL_ERROR");
}
