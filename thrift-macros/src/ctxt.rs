//! The collector of mistakes.

use core::cell::RefCell;
use core::fmt::Display;
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
