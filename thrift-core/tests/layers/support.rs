//! A service, its handler, and channels that fail.

use core::future::pending;
use core::time::Duration;
use std::sync::{Arc, Mutex};

use tokio::sync::Semaphore;

use thrift::protocol::Codec;
use thrift::service::{Channel, Direct, Request, Response};
use thrift::{ApplicationKind, Context, Error, Kind, Result};

thrift::thrift! {
    exception NotFound { 1: i32 id }

    service Base {
        string ping() (rust.idempotent)
    }

    service Users extends Base {
        /** Finds Ada, who has an even id. */
        string find(1: i32 id) throws (1: NotFound missing) (rust.idempotent)
        /** Is answered when the test lets it. */
        i32 wait(1: i32 id)
        i32 count(1: list<string> names) (rust.idempotent)
        string crash()
        string refuse()
        /** The headers of the call. */
        list<string> headers() (rust.context)
        oneway void touch(1: i32 id)
    }
}

/// A handler of which the test sees what it does.
#[derive(Clone, Default)]
pub(crate) struct Handler {
    pub(crate) gate: Arc<Gate>,
    pub(crate) called: Arc<Mutex<Vec<&'static str>>>,
}

/// Lets calls go on one by one, and tells when they wait.
pub(crate) struct Gate {
    waiting: Semaphore,
    open: Semaphore,
}

impl Default for Gate {
    fn default() -> Self {
        Self { waiting: Semaphore::new(0), open: Semaphore::new(0) }
    }
}

impl Gate {
    /// Waits until a call waits.
    pub(crate) async fn waiting(&self) {
        self.waiting.acquire().await.unwrap().forget();
    }

    /// Lets a call go on.
    pub(crate) fn open(&self) {
        self.open.add_permits(1);
    }
}

impl Handler {
    /// What was called since the test last looked.
    pub(crate) fn take(&self) -> Vec<&'static str> {
        std::mem::take(&mut self.called.lock().unwrap())
    }

    fn note(&self, method: &'static str) {
        self.called.lock().unwrap().push(method);
    }
}

impl Base for Handler {
    async fn ping(&self) -> Result<String> {
        self.note("ping");
        Ok("pong".to_owned())
    }
}

impl Users for Handler {
    async fn find(&self, id: i32) -> Result<String, users::FindError> {
        self.note("find");
        if id % 2 == 0 { Ok("Ada".to_owned()) } else { Err(NotFound { id }.into()) }
    }

    async fn wait(&self, id: i32) -> Result<i32> {
        self.note("wait");
        self.gate.waiting.add_permits(1);
        self.gate.open.acquire().await.unwrap().forget();
        Ok(id)
    }

    async fn count(&self, names: Vec<String>) -> Result<i32> {
        self.note("count");
        Ok(i32::try_from(names.iter().map(String::len).sum::<usize>()).unwrap())
    }

    async fn crash(&self) -> Result<String> {
        self.note("crash");
        panic!("a handler that panics, as this test wants")
    }

    async fn refuse(&self) -> Result<String> {
        self.note("refuse");
        Err(Error::application(ApplicationKind::InternalError, "the disk is full"))
    }

    async fn headers(&self, cx: &Context) -> Result<Vec<String>> {
        self.note("headers");
        Ok(shown(cx))
    }

    async fn touch(&self, _: i32) -> Result<()> {
        self.note("touch");
        Ok(())
    }
}

/// The headers of a context, as `name: value`.
pub(crate) fn shown(cx: &Context) -> Vec<String> {
    let shown = |(name, value)| format!("{name}: {}", String::from_utf8_lossy(value));
    cx.headers().iter().map(shown).collect()
}

/// A channel to a handler in this process.
pub(crate) fn direct(handler: &Handler) -> Direct<UsersServer<Handler>> {
    Direct::new(UsersServer::new(handler.clone()))
}

/// Fails a test that hangs.
pub(crate) async fn within<F: Future>(test: F) -> F::Output {
    tokio::time::timeout(Duration::from_secs(20), test).await.expect("the test hangs")
}

/// A channel that does as it is told, one call after the other, and counts them.
#[derive(Clone, Default)]
pub(crate) struct Scripted {
    pub(crate) calls: Arc<Mutex<usize>>,
    script: Arc<Mutex<Vec<Step>>>,
}

#[derive(Clone, Copy)]
pub(crate) enum Step {
    Fail(Kind),
    Hang,
    Answer,
}

impl Scripted {
    pub(crate) fn new(steps: impl IntoIterator<Item = Step>) -> Self {
        let mut steps: Vec<_> = steps.into_iter().collect();
        steps.reverse();
        Self { calls: Arc::default(), script: Arc::new(Mutex::new(steps)) }
    }

    pub(crate) fn calls(&self) -> usize {
        *self.calls.lock().unwrap()
    }
}

impl Channel for Scripted {
    fn codec(&self) -> Codec {
        Codec::default()
    }

    async fn send(&self, request: Request) -> Result<Option<Response>> {
        *self.calls.lock().unwrap() += 1;
        let step = self.script.lock().unwrap().pop();
        match step {
            Some(Step::Fail(kind)) => Err(Error::new(kind, "as the test wants")),
            Some(Step::Hang) => pending().await,
            Some(Step::Answer) | None => direct(&Handler::default()).send(request).await,
        }
    }
}
