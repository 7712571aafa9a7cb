//! Calls in a closed loop: each caller makes its next call when the last one is answered.

mod meter;
pub mod threads;

use core::future::Future;
use core::net::SocketAddr;
use core::time::Duration;
use std::sync::Arc;
use std::time::Instant;

use tokio::task::JoinSet;

use self::meter::Meter;
use crate::case::Payload;
use crate::error::Result;

/// What is to be called, and for how long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Load {
    pub payload: Payload,
    pub concurrency: usize,
    /// How long calls are counted; a third of that goes before, uncounted.
    pub time: Duration,
    pub address: SocketAddr,
    /// The process that serves.
    pub server: u32,
}

/// Sends values to be echoed.
pub trait Caller<V>: Send + 'static {
    /// Makes one call.
    fn call(&mut self, value: V) -> impl Future<Output = Result<V>> + Send;
}

impl Load {
    /// Lets all callers call at the same time, and tells what was counted.
    ///
    /// # Errors
    ///
    /// Fails when a call does, or when another value comes back than the one that was sent.
    pub async fn run<V, C>(&self, value: V, callers: Vec<C>) -> Result<()>
    where
        V: Clone + PartialEq + Send + 'static,
        C: Caller<V>,
    {
        let meter = Arc::new(Meter::new(self)?);
        let mut tasks = JoinSet::new();
        for caller in callers {
            tasks.spawn(repeat(caller, value.clone(), Arc::clone(&meter)));
        }
        while let Some(ended) = tasks.join_next().await {
            ended??;
        }
        meter.tell()
    }
}

async fn repeat<V, C>(mut caller: C, value: V, meter: Arc<Meter>) -> Result<()>
where
    V: Clone + PartialEq,
    C: Caller<V>,
{
    meter::check(caller.call(value.clone()).await? == value)?;
    let mut before = Instant::now();
    while meter.goes_on(before) {
        caller.call(value.clone()).await?;
        before = meter.count(before);
    }
    Ok(())
}
