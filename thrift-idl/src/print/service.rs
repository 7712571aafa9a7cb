//! Services and functions.

use super::printer::{ARGUMENTS, Brackets, FIELDS, Printer};
use crate::ast::{Function, Service};

const THROWS: Brackets = Brackets { glued: false, ..ARGUMENTS };

impl<'a> Printer<'a> {
    pub(super) fn service(&mut self, item: &'a Service) {
        self.before(item.docs.as_deref(), &item.structured);
        self.word("service");
        self.word(&item.name.text);
        if let Some(parent) = &item.extends {
            self.word("extends");
            self.word(&parent.text);
        }
        self.items(&FIELDS, &item.functions, Self::function);
        self.annotations(&item.annotations);
    }

    fn function(&mut self, function: &'a Function) {
        self.before(function.docs.as_deref(), &function.structured);
        if function.oneway.is_some() {
            self.word("oneway");
        }
        if let Some((qualifier, _)) = function.qualifier {
            self.word(qualifier.keyword());
        }
        match &function.returns {
            Some(ty) => self.ty(ty),
            None => self.word("void"),
        }
        self.word(&function.name.text);
        self.items(&ARGUMENTS, &function.args, Self::argument);
        if function.throws_span.is_some() || !function.throws.is_empty() {
            self.word("throws");
            self.items(&THROWS, &function.throws, Self::argument);
        }
        self.annotations(&function.annotations);
    }
}
