//! A handler that tells what it does, and waits when it is to.

use std::sync::Arc;

use tokio::sync::{Semaphore, mpsc};

use thrift::service::{Dispatch, Request, Response, ResponseKind, answer_unknown};

/// A handler that returns its arguments, at once or when it is let.
pub(crate) struct Desk {
    started: mpsc::UnboundedSender<String>,
    gate: Arc<Semaphore>,
}

/// The test's side of a [`Desk`].
pub(crate) struct Visitor {
    started: mpsc::UnboundedReceiver<String>,
    gate: Arc<Semaphore>,
}

pub(crate) fn desk() -> (Desk, Visitor) {
    let (sender, receiver) = mpsc::unbounded_channel();
    let gate = Arc::new(Semaphore::new(0));
    let desk = Desk { started: sender, gate: Arc::clone(&gate) };
    (desk, Visitor { started: receiver, gate })
}

impl Visitor {
    /// Waits until a method is executed.
    pub(crate) async fn started(&mut self, method: &str) {
        assert_eq!(self.started.recv().await.as_deref(), Some(method));
    }

    /// Whether no method was executed that the test has not seen.
    pub(crate) fn is_idle(&self) -> bool {
        self.started.is_empty()
    }

    /// Lets one waiting handler go on.
    pub(crate) fn let_one(&self) {
        self.gate.add_permits(1);
    }
}

impl Dispatch for Desk {
    async fn dispatch(&self, request: Request) -> Option<Response> {
        let _ = self.started.send(request.method().to_owned());
        match request.method() {
            "echo" => Some(Response::new(ResponseKind::Reply, request.arguments().clone())),
            "wait" => {
                self.gate.acquire().await.unwrap().forget();
                Some(Response::new(ResponseKind::Reply, request.arguments().clone()))
            }
            "touch" => None,
            "ponder" => {
                self.gate.acquire().await.unwrap().forget();
                None
            }
            "panic" => panic!("a handler that panics, as this test wants"),
            _ => answer_unknown(&request),
        }
    }
}
