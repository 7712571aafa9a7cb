//! Futures that run beside a connection, in its task.

use core::pin::Pin;
use core::task::{Context, Poll};
use std::sync::{Arc, Mutex, PoisonError, Weak};

use futures_util::StreamExt;
use futures_util::stream::FuturesUnordered;
use hyper::rt::Executor;

type Task<'a> = Pin<Box<dyn Future<Output = ()> + Send + 'a>>;

/// Tasks that came since they were last looked at.
type Queue<'a> = Mutex<Vec<Task<'a>>>;

/// Futures that run beside a connection: dropping it drops them.
pub(super) struct Tasks<'a> {
    new: Arc<Queue<'a>>,
    running: FuturesUnordered<Task<'a>>,
}

/// Adds to the [`Tasks`] of a connection.
///
/// It does not keep them: it is part of the futures among them.
#[derive(Clone)]
pub(super) struct Spawner<'a>(Weak<Queue<'a>>);

impl<'a> Tasks<'a> {
    pub(super) fn new() -> Self {
        Self { new: Arc::default(), running: FuturesUnordered::new() }
    }

    pub(super) fn spawner(&self) -> Spawner<'a> {
        Spawner(Arc::downgrade(&self.new))
    }

    /// Runs them as far as they go; whether any came or ended.
    pub(super) fn poll_all(&mut self, cx: &mut Context<'_>) -> bool {
        let new = core::mem::take(&mut *self.new.lock().unwrap_or_else(PoisonError::into_inner));
        let mut moved = !new.is_empty();
        self.running.extend(new);
        while let Poll::Ready(Some(())) = self.running.poll_next_unpin(cx) {
            moved = true;
        }
        moved
    }

    pub(super) fn is_empty(&self) -> bool {
        self.running.is_empty()
    }
}

impl<'a, F: Future<Output = ()> + Send + 'a> Executor<F> for Spawner<'a> {
    fn execute(&self, task: F) {
        // Without its connection there is nothing to run for.
        let Some(new) = self.0.upgrade() else { return };
        new.lock().unwrap_or_else(PoisonError::into_inner).push(Box::pin(task));
    }
}
