//! What came of the checks.

use core::fmt::Debug;
use core::future::ready;

use thrift::{Error, Kind, Result};

use crate::cross::Exit;

/// The longest part of a value that is shown, in characters.
const SHOWN: usize = 300;

/// What came of the checks of one connection.
///
/// ```
/// use thrift_tests::cross::idl::ThriftTestClient;
/// use thrift_tests::cross::{Exit, Handler, Report, check_thrift_test, services};
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> thrift::Result<()> {
/// let server = thrift::Server::bind("mem:report").await?;
/// tokio::spawn(server.serve(services(Handler::new())));
///
/// let client = ThriftTestClient::connect("mem:report").await?;
/// let mut report = Report::new();
/// check_thrift_test(&client, &mut report).await;
/// assert_eq!(report.exit(), Exit::SUCCESS);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, Default)]
pub struct Report {
    exit: Exit,
    /// The group that is under way.
    group: Exit,
    checks: usize,
    failures: Vec<String>,
    /// Whether the server has stopped to answer, so that waiting for it again is of no use.
    silent: bool,
}

impl Report {
    /// One of no checks.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The groups that failed.
    pub fn exit(&self) -> Exit {
        self.exit
    }

    /// How many checks there were.
    #[must_use]
    pub fn checks(&self) -> usize {
        self.checks
    }

    /// What went wrong, in words.
    #[must_use]
    pub fn failures(&self) -> &[String] {
        &self.failures
    }

    /// The checks that follow are those of a group.
    pub(super) fn group(&mut self, group: Exit) {
        self.group = group;
    }

    /// Checks that a call has this answer.
    pub(super) async fn answers<T: PartialEq + Debug>(
        &mut self,
        call: impl Into<String>,
        answer: impl Future<Output = Result<T>>,
        wanted: &T,
    ) {
        let right = |answer: &Result<T>| answer.as_ref().is_ok_and(|found| found == wanted);
        self.check(call, answer, right, || shown(wanted)).await;
    }

    /// Checks that a call fails in one of these ways.
    pub(super) async fn fails<T: Debug>(
        &mut self,
        call: impl Into<String>,
        answer: impl Future<Output = Result<T>>,
        wanted: fn(Kind) -> bool,
    ) {
        let right = |answer: &Result<T>| answer.as_ref().is_err_and(|error| wanted(error.kind()));
        self.check(call, answer, right, || "an application exception".to_owned()).await;
    }

    /// Checks what is no answer.
    pub(super) async fn holds(&mut self, what: &str, holds: bool) {
        let right = |answer: &Result<bool>| matches!(answer, Ok(true));
        self.check(what, ready(Ok(holds)), right, || shown(&true)).await;
    }

    async fn check<T: Debug>(
        &mut self,
        call: impl Into<String>,
        answer: impl Future<Output = Result<T>>,
        right: impl FnOnce(&Result<T>) -> bool,
        wanted: impl FnOnce() -> String,
    ) {
        self.checks += 1;
        if self.silent {
            // What is not executed counts as what failed.
            self.exit |= self.group;
            return;
        }
        let answer = answer.await;
        if right(&answer) {
            return;
        }
        self.exit |= self.group;
        if answer.as_ref().is_err_and(|error| error.kind() == Kind::Timeout) {
            self.exit |= Exit::TIMEOUT;
            self.silent = true;
        }
        let found = answer.map_or_else(|error| failed(&error), |found| shown(&found));
        self.failures.push(format!("{}: {} expected, found {found}", call.into(), wanted()));
    }
}

fn failed(error: &Error) -> String {
    format!("the error `{error}`")
}

/// A value, or as much of it as tells what it is.
fn shown(value: &impl Debug) -> String {
    let text = format!("{value:?}");
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}… of {} bytes", &text[..end], text.len()),
        None => text,
    }
}
