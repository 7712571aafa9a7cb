//! The names of services, where nothing is made of them.

use thrift_idl::ItemId;
use thrift_idl::program::Service as IdlService;

use super::Lowering;
use super::docs::{docs, named};
use super::names::{self, Scope};
use crate::case;
use crate::model::Service;

impl Lowering<'_> {
    pub(super) fn service(&self, scope: Scope, _: ItemId, item: &IdlService) -> Service {
        let span = self.span(scope, item.name.span);
        let ident = names::name(case::ty, &item.name, &item.annotations, span);
        let throws = item.functions.iter().any(|function| !function.throws.is_empty());
        Service {
            docs: named(&item.name, docs(item.docs.as_deref(), &item.annotations)),
            module: throws.then(|| case::service_module(&ident)),
            ident,
        }
    }
}
