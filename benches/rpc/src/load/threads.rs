//! The same for calls that block: a thread for each caller.

use std::thread;
use std::time::Instant;

use super::Load;
use super::meter::{self, Meter};
use crate::error::Result;

/// Sends values to be echoed.
pub trait BlockingCaller<V>: Send {
    /// Makes one call.
    ///
    /// # Errors
    ///
    /// Fails when the call does.
    fn call(&mut self, value: V) -> Result<V>;
}

impl Load {
    /// As [`run`](Self::run).
    ///
    /// # Errors
    ///
    /// As [`run`](Self::run).
    pub fn run_threads<V, C>(&self, value: &V, callers: Vec<C>) -> Result<()>
    where
        V: Clone + PartialEq + Send + Sync,
        C: BlockingCaller<V>,
    {
        let meter = &Meter::new(self)?;
        thread::scope(|scope| {
            let start = |caller| scope.spawn(move || repeat(caller, value, meter));
            let threads: Vec<_> = callers.into_iter().map(start).collect();
            for thread in threads {
                thread.join().map_err(|_| "a caller panicked")??;
            }
            meter.tell()
        })
    }
}

fn repeat<V, C>(mut caller: C, value: &V, meter: &Meter) -> Result<()>
where
    V: Clone + PartialEq,
    C: BlockingCaller<V>,
{
    meter::check(caller.call(value.clone())? == *value)?;
    let mut before = Instant::now();
    while meter.goes_on(before) {
        caller.call(value.clone())?;
        before = meter.count(before);
    }
    Ok(())
}
