//! The collector of mistakes.

use core::cell::RefCell;
use core::fmt::Display;
#[cfg(feature = "idl")]
use core::fmt::Write;
use std::thread;

use proc_macro2::{Span, TokenStream};

use crate::join::each;

/// Collects every mistake in one macro input, so that the user sees all of them at once.
pub(crate) struct Ctxt {
    /// `None` once they are reported.
    errors: RefCell<Option<Vec<syn::Error>>>,
}

impl Ctxt {
    pub(crate) fn new() -> Self {
        Self { errors: RefCell::new(Some(Vec::new())) }
    }

    /// Reports a mistake at the token that is wrong.
    pub(crate) fn error(&self, span: Span, message: impl Display) {
        self.syn_error(syn::Error::new(span, message));
    }

    /// Reports a mistake that syn found.
    pub(crate) fn syn_error(&self, error: syn::Error) {
        if let Some(errors) = self.errors.borrow_mut().as_mut() {
            errors.push(error);
        }
    }

    /// Says of all mistakes but so many at first where in a text they are, since the compiler cannot
    /// underline that: what stands around the first lines of their messages.
    #[cfg(feature = "idl")]
    pub(crate) fn locate(&self, first: usize, around: &dyn Fn() -> Option<(String, String)>) {
        let mut errors = self.errors.borrow_mut();
        let Some(errors) = errors.as_mut().and_then(|errors| errors.get_mut(first..)) else {
            return;
        };
        let around = if errors.is_empty() { None } else { around() };
        let Some((before, behind)) = around else { return };
        for error in errors {
            let message = error.to_string();
            let mut lines = message.lines();
            let mut shown =
                format!("{before}error: {}\n{behind}", lines.next().unwrap_or_default());
            for line in lines {
                // Writing to a string cannot fail.
                let _ = writeln!(shown, "  {line}");
            }
            *error = syn::Error::new(error.span(), shown.trim_end());
        }
    }

    /// How many mistakes were reported so far.
    pub(crate) fn count(&self) -> usize {
        self.errors.borrow().as_ref().map_or(0, Vec::len)
    }

    /// The `compile_error!` calls to append to the expansion; empty when all is well.
    pub(crate) fn finish(self) -> TokenStream {
        let errors = self.errors.borrow_mut().take().unwrap_or_default();
        each(&errors, &syn::Error::to_compile_error)
    }
}

impl Drop for Ctxt {
    fn drop(&mut self) {
        let reported = self.errors.get_mut().is_none();
        assert!(reported || thread::panicking(), "mistakes were found but not reported");
    }
}
