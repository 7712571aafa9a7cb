//! What is printed, and how the program ends.

use std::io::{self, ErrorKind, Write};
use std::process::ExitCode;

use thrift_idl::{Diagnostic, Sources};

use crate::args::Usage;

/// So many diagnostics are shown in one run; whoever has more mends these first.
const LIMIT: usize = 100;

/// How the program ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// No errors.
    Good = 0,
    /// The IDL has errors.
    Errors = 1,
    /// The call is wrong, or something cannot be read or written.
    Failed = 2,
}

/// Standard output and standard error.
#[derive(Default)]
pub(crate) struct Console {
    shown: usize,
    hidden: usize,
    /// Why standard output takes no more.
    closed: Option<io::Error>,
}

impl Console {
    /// Prints a result. Once the reader is gone, as behind `| head`, the rest is not written.
    pub(crate) fn print(&mut self, text: &str) {
        if self.closed.is_none() {
            self.closed = io::stdout().write_all(text.as_bytes()).err();
        }
    }

    /// Shows diagnostics, as long as there are not too many: then errors before warnings.
    pub(crate) fn show<'d>(
        &mut self,
        diagnostics: impl IntoIterator<Item = &'d Diagnostic>,
        sources: &Sources,
    ) {
        let mut all: Vec<_> = diagnostics.into_iter().collect();
        let room = LIMIT - self.shown;
        if all.len() > room {
            all.sort_by_key(|diagnostic| !diagnostic.is_error());
            self.hidden += all.len() - room;
            all.truncate(room);
        }
        self.shown += all.len();
        for diagnostic in all {
            complain(&diagnostic.render(sources));
        }
    }

    /// Says what was not shown or written, and makes the exit status.
    pub(crate) fn finish(mut self, exit: Exit) -> ExitCode {
        if self.hidden > 0 {
            complain(&format!("… and {} more\n", self.hidden));
        }
        if self.closed.is_none() {
            self.closed = io::stdout().flush().err();
        }
        let failed = self.closed.take().filter(|error| error.kind() != ErrorKind::BrokenPipe);
        let exit = match failed {
            Some(error) => {
                complain(&format!("error: cannot write to standard output: {error}\n"));
                Exit::Failed
            }
            None => exit,
        };
        ExitCode::from(exit as u8)
    }
}

/// Says what went wrong. There is nobody to tell when that cannot be said.
pub(crate) fn complain(text: &str) {
    let _ = io::stderr().write_all(text.as_bytes());
}

/// Says what is wrong with the call.
pub(crate) fn usage(usage: &Usage) -> Exit {
    complain(&format!("error: {}\n", usage.message));
    if let Some(near) = usage.near {
        complain(&format!("  help: did you mean `{near}`?\n"));
    }
    complain("  help: `thrift-idl --help` shows how it is called\n");
    Exit::Failed
}
