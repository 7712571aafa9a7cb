//! A client that is to be connected when its runtime ends.

use core::future::poll_fn;
use core::pin::pin;
use core::task::{Context as TaskContext, Poll, Waker};
use core::time::Duration;
use std::sync::mpsc;
use std::thread;

use tokio::runtime::{Builder, Runtime};
use tower::{Service, ServiceExt};

use thrift::protocol::Codec;
use thrift::service::Request;
use thrift::tower::ConnectedClient;
use thrift::{Client, Kind, Result, Server};

use crate::support::*;

fn connected(name: &str) -> ConnectedClient {
    ConnectedClient::new(Client::builder().connect_lazy(name).unwrap())
}

fn current_thread() -> Runtime {
    Builder::new_current_thread().enable_all().build().unwrap()
}

/// What a function returns, on a thread of its own: one that never ends does not take the test with it.
fn on_a_thread<T: Send + 'static>(run: impl FnOnce() -> T + Send + 'static) -> T {
    let (ended, told) = mpsc::channel();
    thread::spawn(move || ended.send(run()));
    told.recv_timeout(Duration::from_secs(10)).expect("it panicked, or never ends")
}

fn poll_once(service: &mut ConnectedClient) -> Poll<Result<()>> {
    service.poll_ready(&mut TaskContext::from_waker(Waker::noop()))
}

/// Waits for a client to be connected in a thread that its runtime waits for, and ends the runtime.
fn ended_while_it_waits(runtime: Runtime, mut service: ConnectedClient) -> Result<()> {
    let handle = runtime.handle().clone();
    let (waits, told) = mpsc::channel();
    let waiting = runtime.spawn_blocking(move || {
        handle.block_on(poll_fn(|cx| {
            let ready = service.poll_ready(cx);
            let _ = waits.send(());
            ready
        }))
    });
    told.recv().unwrap();
    drop(runtime);
    current_thread().block_on(waiting).unwrap()
}

fn assert_shutting_down(outcome: Result<()>, name: &str) {
    let error = outcome.unwrap_err();
    assert_eq!(error.kind(), Kind::Transport);
    let expected = format!("cannot connect to {name}: the tokio runtime is shutting down");
    assert_eq!(error.to_string(), expected);
}

#[test]
fn a_runtime_can_end_while_a_client_connects() {
    let name = "mem:layers-connects";
    // Nobody drives the runtime, and so the attempt stays where it is.
    let outcome = on_a_thread(|| ended_while_it_waits(current_thread(), connected(name)));
    assert_shutting_down(outcome, name);
}

#[test]
fn a_runtime_can_end_while_a_client_pauses() {
    let name = "mem:layers-pauses";
    let outcome = on_a_thread(|| {
        let runtime = Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        let mut service = connected(name);
        runtime.block_on(fail_once(&mut service));
        ended_while_it_waits(runtime, service)
    });
    assert_shutting_down(outcome, name);
}

#[test]
fn a_client_is_not_connected_on_a_runtime_that_is_gone() {
    let name = "mem:layers-gone";
    let outcome = on_a_thread(|| {
        let runtime = current_thread();
        let handle = runtime.handle().clone();
        drop(runtime);
        let _entered = handle.enter();
        poll_once(&mut connected(name))
    });
    let Poll::Ready(outcome) = outcome else { panic!("it waits for what is gone") };
    assert_shutting_down(outcome, name);
}

#[test]
fn a_client_that_pauses_survives_its_runtime() {
    let name = "mem:layers-survives";
    let outcomes = on_a_thread(|| {
        let runtime = current_thread();
        let mut service = connected(name);
        runtime.block_on(fail_once(&mut service));
        let handle = runtime.handle().clone();
        drop(runtime);
        let _entered = handle.enter();
        // What it had begun there, and what is begun after.
        [poll_once(&mut service), poll_once(&mut service.clone()), poll_once(&mut service)]
    });
    for outcome in outcomes {
        let Poll::Ready(outcome) = outcome else { panic!("it waits for what is gone") };
        assert_shutting_down(outcome, name);
    }
}

#[test]
fn a_client_is_connected_on_another_runtime_than_one_that_is_gone() {
    let name = "mem:layers-another";
    on_a_thread(move || {
        let mut service = connected(name);
        let gone = current_thread();
        let handle = gone.handle().clone();
        drop(gone);
        {
            let _entered = handle.enter();
            assert!(matches!(poll_once(&mut service), Poll::Ready(Err(_))));
        }
        current_thread().block_on(within(async {
            let server = Server::bind(name).await.unwrap();
            tokio::spawn(server.serve(UsersServer::new(Handler::default())));
            service.ready().await.unwrap();
        }));
    });
}

/// Has a client fail to connect, so that it pauses until the next attempt.
async fn fail_once(service: &mut ConnectedClient) {
    // A call fails with the attempt that it waits for, and the service waits on.
    let call = Request::received("ping", false, Codec::default(), vec![0].into());
    assert!(service.call(call).await.is_err());
    let mut ready = pin!(service.ready());
    let first = poll_fn(|cx| Poll::Ready(ready.as_mut().poll(cx))).await;
    assert!(first.is_pending());
}
