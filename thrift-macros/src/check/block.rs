//! Rules of all that an IDL declares.

use syn::ext::IdentExt;

use super::{ANNOTATION, Names, enumeration, service, structure, union};
use crate::case;
use crate::ctxt::Ctxt;
use crate::model::{Item, Model, Service};

/// Checks all that a block declares.
pub(crate) fn block(cx: &Ctxt, model: &mut Model) {
    let remedy = "rename one of the files, or give it a `namespace rs`";
    let mut modules = Names { remedy, ..Names::new(cx) };
    model.modules.retain(|module| modules.add(&module.ident, &module.ident.unraw().to_string()));
    items(cx, &mut model.items, Names { remedy: ANNOTATION, ..modules });
    for module in &mut model.modules {
        items(cx, &mut module.items, Names::new(cx));
    }
}

fn items(cx: &Ctxt, items: &mut Vec<Item>, modules: Names<'_>) {
    // Constants have no annotations.
    let values = Names { remedy: "rename one of them", ..Names::new(cx) };
    let mut spaces = Spaces { types: modules, values };
    items.retain(|item| spaces.add(item));
    for item in items {
        match item {
            Item::Struct(item) => structure(cx, item),
            Item::Union(item) => union(cx, item),
            Item::Enum(item) => enumeration(cx, item),
            Item::Service(item) => service(cx, item),
            Item::Alias(_) | Item::Const(_) => {}
        }
    }
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
