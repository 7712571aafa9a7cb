//! The trace of the call that is being answered, for the calls that are made meanwhile.

use core::cell::RefCell;
use core::future::poll_fn;
use core::pin::Pin;
use std::sync::Arc;

use super::trace_context::TraceContext;

thread_local! {
    static CURRENT: RefCell<Option<Arc<TraceContext>>> = const { RefCell::new(None) };
}

/// The trace that calls made here belong to.
pub(super) fn current() -> Option<Arc<TraceContext>> {
    CURRENT.with_borrow(Clone::clone)
}

/// Runs a future as a part of a trace, if there is one; what it spawns is none.
pub(super) fn within<F: Future>(
    trace: Option<Arc<TraceContext>>,
    mut future: Pin<&mut F>,
) -> impl Future<Output = F::Output> {
    poll_fn(move |cx| {
        let _scope = enter(trace.clone());
        future.as_mut().poll(cx)
    })
}

/// Makes a trace that of this thread, as long as the guard lives; without one, nothing changes.
pub(super) fn enter(trace: Option<Arc<TraceContext>>) -> Scope {
    match trace {
        Some(trace) => Scope { before: CURRENT.replace(Some(trace)), entered: true },
        None => Scope { before: None, entered: false },
    }
}

/// Puts back what was current before.
pub(super) struct Scope {
    before: Option<Arc<TraceContext>>,
    entered: bool,
}

impl Drop for Scope {
    fn drop(&mut self) {
        if self.entered {
            CURRENT.set(self.before.take());
        }
    }
}
