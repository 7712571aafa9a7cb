//! What becomes of handlers whose clients are gone.

use thrift::server::Config;
use thrift::service::Headers;
use tokio::io::AsyncWriteExt;

use crate::support::*;

#[tokio::test]
async fn a_handler_is_dropped_when_its_client_leaves() {
    within(async {
        let (handler, mut seen) = shown(Headers::new());
        let (mut stream, serving) = serve(Config::default(), handler);
        stream.write_all(&post("", &message(CALL, "f", 1, &[0]))).await.unwrap();
        let context = seen.contexts.recv().await.unwrap();
        assert!(!context.is_cancelled());
        drop(stream);
        seen.dropped.recv().await.unwrap();
        // What it left running is told.
        context.cancelled().await;
        assert!(context.is_cancelled());
        assert!(serving.await.unwrap().is_err());
    })
    .await;
}

#[tokio::test]
async fn a_oneway_call_goes_on_when_its_client_leaves() {
    within(async {
        let (handler, mut seen) = shown(Headers::new());
        let (mut stream, serving) = serve(Config::default(), handler);
        let oneway = post("", &message(ONEWAY, "f", 1, &[0]));
        assert_eq!(exchange(&mut stream, &oneway).await.status(), 200);
        let context = seen.contexts.recv().await.unwrap();
        drop(stream);
        for _ in 0..10 {
            tokio::task::yield_now().await;
        }
        assert!(!context.is_cancelled() && !serving.is_finished());
        seen.gate.add_permits(1);
        serving.await.unwrap().unwrap();
        assert!(seen.dropped.try_recv().is_err());
    })
    .await;
}

#[tokio::test]
async fn an_answered_call_has_nobody_who_waits() {
    within(async {
        let (handler, mut seen) = shown(Headers::new());
        let (mut stream, _serving) = serve(Config::default(), handler);
        stream.write_all(&post("", &message(CALL, "f", 1, &[0]))).await.unwrap();
        let context = seen.contexts.recv().await.unwrap();
        seen.gate.add_permits(1);
        answer(&mut stream).await;
        context.cancelled().await;
    })
    .await;
}
