//! Futures that are driven to their end on the thread that waits for it.

use core::mem;
use core::pin::{Pin, pin};
use core::task::{Context, Poll, Waker};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::task::Wake;
use std::time::Instant;

/// Waits for a future.
///
/// This is all that there is of a runtime: a future that needs the timers or sockets of one will not
/// find them.
///
/// ```
/// assert_eq!(thrift::blocking::block_on(async { 1 + 1 }), 2);
/// ```
pub fn block_on<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    // Most are done when they are asked first: those need nobody to wake.
    if let Poll::Ready(done) = future.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        return done;
    }
    let signal = Arc::new(Signal::default());
    let waker = Waker::from(Arc::clone(&signal));
    loop {
        if let Poll::Ready(done) = future.as_mut().poll(&mut Context::from_waker(&waker)) {
            return done;
        }
        signal.wait(None);
    }
}

/// Why a future is waited for no longer.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Outcome<T> {
    Done(T),
    /// Its time is over.
    Late,
    /// [`Signal::cut`] was called.
    Cut,
}

/// Waits for a future up to some time, or until it is cut off.
///
/// It is dropped in either case, before this returns.
pub(super) fn run<F: Future>(
    future: F,
    signal: &Arc<Signal>,
    end: Option<Instant>,
) -> Outcome<F::Output> {
    let waker = Waker::from(Arc::clone(signal));
    let mut future = pin!(future);
    loop {
        if let Poll::Ready(done) = poll(future.as_mut(), &waker) {
            return Outcome::Done(done);
        }
        match signal.wait(end) {
            Wait::Woken => {}
            Wait::Over => return Outcome::Late,
            Wait::Cut => return Outcome::Cut,
        }
    }
}

fn poll<F: Future>(future: Pin<&mut F>, waker: &Waker) -> Poll<F::Output> {
    future.poll(&mut Context::from_waker(waker))
}

/// What a thread that waits for a future is woken by.
///
/// Not the token of [`std::thread::park`]: a future may use that itself, and take it for its own.
#[derive(Debug, Default)]
pub(super) struct Signal {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    woken: bool,
    cut: bool,
}

enum Wait {
    Woken,
    Over,
    Cut,
}

impl Signal {
    /// Has whoever waits give up, now and from now on.
    pub(super) fn cut(&self) {
        self.lock().cut = true;
        self.changed.notify_one();
    }

    fn wait(&self, end: Option<Instant>) -> Wait {
        let mut state = self.lock();
        loop {
            if state.cut {
                return Wait::Cut;
            }
            if mem::take(&mut state.woken) {
                return Wait::Woken;
            }
            let left = end.map(|end| end.saturating_duration_since(Instant::now()));
            state = match left {
                Some(left) if left.is_zero() => return Wait::Over,
                Some(left) => {
                    let waited = self.changed.wait_timeout(state, left);
                    waited.unwrap_or_else(PoisonError::into_inner).0
                }
                None => self.changed.wait(state).unwrap_or_else(PoisonError::into_inner),
            };
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // Nothing that runs under the lock panics.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Wake for Signal {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        self.lock().woken = true;
        self.changed.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use core::future::{pending, poll_fn};
    use core::time::Duration;
    use std::sync::mpsc;
    use std::thread;

    use super::*;

    /// Is done when another thread says so, and has been asked at least twice.
    fn done_elsewhere() -> impl Future<Output = u32> {
        let (wakers, received) = mpsc::channel::<Waker>();
        let done = Arc::new(Mutex::new(0));
        let shared = Arc::clone(&done);
        thread::spawn(move || {
            // The first is that of nobody.
            for waker in received.iter().take(2) {
                *shared.lock().unwrap() += 1;
                waker.wake();
            }
        });
        poll_fn(move |cx| match *done.lock().unwrap() {
            2 => Poll::Ready(2),
            _ => {
                let _ = wakers.send(cx.waker().clone());
                Poll::Pending
            }
        })
    }

    #[test]
    fn a_future_is_asked_again_when_it_is_woken() {
        assert_eq!(block_on(done_elsewhere()), 2);
        let signal = Arc::new(Signal::default());
        assert_eq!(run(done_elsewhere(), &signal, None), Outcome::Done(2));
    }

    #[test]
    fn a_future_that_parks_its_thread_is_woken_all_the_same() {
        let mut asked = false;
        let parking = poll_fn(|cx| {
            if asked {
                return Poll::Ready(());
            }
            asked = true;
            cx.waker().wake_by_ref();
            // It would take the token if waking gave one.
            thread::park_timeout(Duration::from_millis(1));
            Poll::Pending
        });
        let signal = Arc::new(Signal::default());
        assert_eq!(run(parking, &signal, None), Outcome::Done(()));
    }

    #[test]
    fn nobody_is_waited_for_longer_than_allowed() {
        let signal = Arc::new(Signal::default());
        let end = Instant::now() + Duration::from_millis(10);
        assert_eq!(run(pending::<()>(), &signal, Some(end)), Outcome::Late);
        assert!(Instant::now() >= end);
        // A future that is done at once needs no time.
        assert_eq!(run(async { 1 }, &signal, Some(end)), Outcome::Done(1));
    }

    #[test]
    fn who_is_cut_off_gives_up() {
        let signal = Arc::new(Signal::default());
        let waiting = thread::spawn({
            let signal = Arc::clone(&signal);
            move || run(pending::<()>(), &signal, None)
        });
        signal.cut();
        assert_eq!(waiting.join().unwrap(), Outcome::Cut);
    }
}
