//! What two programs agree on that know the same IDL.

use core::time::Duration;
use std::sync::Arc;

use tokio::task::JoinSet;
use tokio::time::{Instant, sleep};

use super::{Checked, equal, is_application, shown};
use crate::conformance::conformance::{AdmitError, GreetError};
use crate::conformance::{
    Base as _, Busy, Color, Conformance as _, ConformanceClient, Defaults, Everything, NotFriendly,
    sample,
};

/// How long three notifications may take.
const PATIENCE: Duration = Duration::from_secs(2);

/// How many calls are under way at once.
const AT_ONCE: i64 = 100;

pub(super) async fn echo(service: &ConformanceClient) -> Checked {
    let sent = sample::everything();
    let found = service.echo(sent.clone()).await.map_err(shown("echo"))?;
    equal("echo", &found, &sent)
}

pub(super) async fn bool_list(service: &ConformanceClient) -> Checked {
    let sent = Everything { flags: vec![true, false, true], ..sample::everything() };
    let found = service.echo(sent.clone()).await.map_err(shown("echo"))?;
    equal("echo with flags", &found, &sent)
}

/// Bits are compared, but those of a NaN, of which there are many.
pub(super) async fn doubles(service: &ConformanceClient) -> Checked {
    echo_bits(service, sample::doubles()).await
}

pub(super) async fn negative_zero(service: &ConformanceClient) -> Checked {
    echo_bits(service, vec![-0.0]).await
}

/// Compares bits, by which -0.0 is not 0.
async fn echo_bits(service: &ConformanceClient, sent: Vec<f64>) -> Checked {
    let found = service.echo_doubles(sent.clone()).await.map_err(shown("echo_doubles"))?;
    let bits = |doubles: &[f64]| -> Vec<u64> {
        doubles
            .iter()
            .map(|double| if double.is_nan() { u64::MAX } else { double.to_bits() })
            .collect()
    };
    if bits(&found) == bits(&sent) {
        return Ok(());
    }
    Err(format!("echo_doubles: {sent:?} expected, found {found:?}"))
}

/// Each call gets its own answer, however they are mixed on a connection.
pub(super) async fn arguments(service: &ConformanceClient) -> Checked {
    let found = service.subtract(50, 8).await.map_err(shown("subtract"))?;
    equal("subtract(50, 8)", &found, &42)?;
    let service = Arc::new(service.clone());
    let mut calls = JoinSet::new();
    for number in 0..AT_ONCE {
        let service = Arc::clone(&service);
        calls.spawn(async move {
            let found = service.subtract(2 * number, number).await.map_err(shown("subtract"))?;
            equal("one of many calls of subtract", &found, &number)
        });
    }
    while let Some(call) = calls.join_next().await {
        call.map_err(|error| error.to_string())??;
    }
    Ok(())
}

pub(super) async fn defaults(service: &ConformanceClient) -> Checked {
    let found = service.defaults().await.map_err(shown("defaults"))?;
    equal("defaults", &found, &Defaults::default())
}

pub(super) async fn exceptions(service: &ConformanceClient) -> Checked {
    let found = service.greet("World".to_owned()).await.map_err(shown("greet"))?;
    equal("greet(World)", &found, &"Hello, World!".to_owned())?;
    match service.greet("enemy".to_owned()).await {
        Err(GreetError::NotFriendly(found)) => {
            equal("greet(enemy)", &found, &refusal(7, "go away"))?;
        }
        other => return Err(format!("greet(enemy): NotFriendly expected, found {other:?}")),
    }
    ping_after("greet(enemy)", service).await?;
    match service.greet("crowd".to_owned()).await {
        Err(GreetError::Busy(found)) => {
            equal("greet(crowd)", &found, &Busy { seconds: 30, color: Some(Color::GREEN) })?;
        }
        other => return Err(format!("greet(crowd): Busy expected, found {other:?}")),
    }
    ping_after("greet(crowd)", service).await?;
    service.admit(0).await.map_err(shown("admit(0)"))?;
    match service.admit(3).await {
        Err(AdmitError::NotFriendly(found)) => equal("admit(3)", &found, &refusal(3, "refused"))?,
        other => return Err(format!("admit(3): NotFriendly expected, found {other:?}")),
    }
    ping_after("admit(3)", service).await
}

pub(super) async fn failure(service: &ConformanceClient) -> Checked {
    match service.greet("boom".to_owned()).await {
        Err(GreetError::Thrift(error)) => is_application("greet(boom)", &error)?,
        other => return Err(format!("greet(boom): an error expected, found {other:?}")),
    }
    ping_after("greet(boom)", service).await
}

/// Nothing says when a server has executed a oneway call.
pub(super) async fn oneway(service: &ConformanceClient) -> Checked {
    let before = service.notifications().await.map_err(shown("notifications"))?;
    for _ in 0..3 {
        service.notify("event".to_owned()).await.map_err(shown("notify"))?;
    }
    let start = Instant::now();
    loop {
        let now = service.notifications().await.map_err(shown("notifications"))?;
        if now == before.wrapping_add(3) {
            return Ok(());
        }
        if start.elapsed() > PATIENCE {
            return Err(format!("notify: 3 calls after {before} made {now} notifications"));
        }
        sleep(Duration::from_millis(5)).await;
    }
}

pub(super) async fn large(service: &ConformanceClient) -> Checked {
    let sent = sample::blob(1 << 20);
    let found = service.echo_blob(sent.clone().into()).await.map_err(shown("echo_blob"))?;
    if found != sent {
        return Err(format!("echo_blob: {} bytes came back as {} others", sent.len(), found.len()));
    }
    let found = service.sum((0..100_000).collect()).await.map_err(shown("sum"))?;
    equal("sum", &found, &4_999_950_000)
}

pub(super) async fn ping_after(call: &str, service: &ConformanceClient) -> Checked {
    service.ping().await.map_err(|error| format!("ping after {call}: {error}"))
}

fn refusal(code: i32, reason: &str) -> NotFriendly {
    NotFriendly { code, reason: reason.to_owned() }
}
