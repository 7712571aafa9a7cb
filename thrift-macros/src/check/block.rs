//! Rules of all that an IDL declares.

use core::mem;

use syn::ext::IdentExt;
use thrift_idl::{SourceId, Span};

#[cfg(feature = "service")]
use super::service;
use super::{ANNOTATION, Names, enumeration, structure, union};
use crate::case;
use crate::ctxt::Ctxt;
use crate::lower::idl::Places;
use crate::model::{Item, Model, Service};

/// Checks all that a block declares.
pub(crate) fn block(cx: &Ctxt, model: &mut Model, places: &dyn Places) {
    let remedy = "rename one of the files, or give it a `namespace rs`";
    let mut modules = Names { remedy, ..Names::new(cx) };
    model.modules.retain(|module| modules.add(&module.ident, &module.ident.unraw().to_string()));
    let located = Located { cx, places, of_items: mem::take(&mut model.places) };
    items(&located, &mut model.items, Names { remedy: ANNOTATION, ..modules });
    for module in &mut model.modules {
        let located = Located { cx, places, of_items: mem::take(&mut module.places) };
        items(&located, &mut module.items, Names::new(cx));
    }
}

/// Where the items are of which something is reported.
struct Located<'a> {
    cx: &'a Ctxt,
    places: &'a dyn Places,
    of_items: Vec<(SourceId, Span)>,
}

impl Located<'_> {
    /// Checks an item. What is wrong inside of it, the message names; and that is not far.
    fn check<T>(&self, index: usize, check: impl FnOnce() -> T) -> T {
        let before = self.cx.count();
        let result = check();
        self.cx.locate(before, &|| {
            let (source, span) = self.of_items.get(index)?;
            self.places.around(*source, *span)
        });
        result
    }
}

fn items(located: &Located<'_>, items: &mut Vec<Item>, modules: Names<'_>) {
    let cx = located.cx;
    // Constants have no annotations.
    let values = Names { remedy: "rename one of them", ..Names::new(cx) };
    let mut spaces = Spaces { types: modules, values };
    let mut all: Vec<_> = mem::take(items).into_iter().enumerate().collect();
    all.retain(|(index, item)| located.check(*index, || spaces.add(item)));
    for (index, item) in &mut all {
        located.check(*index, || match item {
            Item::Struct(item) => structure(cx, item),
            Item::Union(item) => union(cx, item),
            Item::Enum(item) => enumeration(cx, item),
            #[cfg(feature = "service")]
            Item::Service(item) => service(cx, item),
            #[cfg(not(feature = "service"))]
            Item::Service(_) => {}
            Item::Alias(_) | Item::Const(_) => {}
        });
    }
    items.extend(all.into_iter().map(|(_, item)| item));
}

/// The name spaces of a Rust module.
struct Spaces<'a> {
    /// Types, traits and modules.
    types: Names<'a>,
    /// Constants, and the constructors of enums, which are functions.
    values: Names<'a>,
}

impl Spaces<'_> {
    fn add(&mut self, item: &Item) -> bool {
        let (ident, docs) = match item {
            Item::Struct(item) => (&item.ident, &item.docs),
            Item::Union(item) => (&item.ident, &item.docs),
            Item::Enum(item) => (&item.ident, &item.docs),
            Item::Alias(item) => (&item.ident, &item.docs),
            Item::Const(item) => (&item.ident, &item.docs),
            Item::Service(item) => (&item.ident, &item.docs),
        };
        let name = docs.description.name.clone();
        let name = &name.unwrap_or_else(|| ident.unraw().to_string());
        match item {
            Item::Struct(_) | Item::Union(_) | Item::Alias(_) => self.types.add(ident, name),
            Item::Enum(_) => self.types.add(ident, name) && self.values.add(ident, name),
            Item::Const(_) => self.values.add(ident, name),
            Item::Service(item) => self.add_service(item, name),
        }
    }

    fn add_service(&mut self, item: &Service, name: &str) -> bool {
        let ident = &item.ident;
        // Whether or not the core crate has all of them: no feature may upset an IDL.
        let made = [case::client, case::server, case::blocking_client, case::mock];
        let types = self.types.add(ident, name)
            && made.iter().all(|made| self.types.add(&made(ident), name));
        types && item.module.as_ref().is_none_or(|module| self.types.add(module, name))
    }
}
