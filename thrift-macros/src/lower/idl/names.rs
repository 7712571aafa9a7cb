//! Names, and paths from where one item stands to another.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use thrift_idl::program::{Annotation, Name};
use thrift_idl::{File, Item as IdlItem, ItemId};

use super::Lowering;
use super::home::Home;
use super::rust;
use crate::case;
use crate::join::append;

/// Where a path stands.
#[derive(Clone, Copy)]
pub(super) struct Scope {
    /// The number of the file; 0 is the one that the macro was given.
    pub(super) file: u32,
    /// The number of the file that it was written in: what is inherited is written again where the
    /// service that inherits it stands.
    pub(super) source: u32,
    /// Whether it stands in the module of a service, one level below the items of the file.
    pub(super) nested: bool,
    pub(super) borrow: Borrow,
}

/// What a type may borrow from.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Borrow {
    /// The message that it is read from, for the lifetime `'a`.
    Message,
    /// Nothing: it is in a constant, or in the signature of a method.
    Nothing,
}

impl Scope {
    /// The same place, where nothing is borrowed.
    pub(super) fn owned(self) -> Self {
        Self { borrow: Borrow::Nothing, ..self }
    }

    /// The lifetime of what is borrowed.
    pub(super) fn lifetime(self) -> TokenStream {
        match self.borrow {
            Borrow::Message => quote!('a),
            Borrow::Nothing => quote!('static),
        }
    }
}

/// The module of an included file: `namespace rs` names it, its stem otherwise.
pub(super) fn module(file: &File, span: Span) -> Ident {
    let name = file.namespace("rs").unwrap_or(&file.stem);
    let last = name.rsplit('.').next().unwrap_or(name);
    case::snake(last, span)
}

/// A name in the case that Rust has for it, unless an annotation says otherwise.
pub(super) fn name(
    convert: fn(&str, Span) -> Ident,
    name: &Name,
    annotations: &[Annotation],
    span: Span,
) -> Ident {
    // A wrong one is reported by `check_annotations`, and left out.
    rust::find(annotations, rust::NAME)
        .and_then(|annotation| case::given(&annotation.value, span))
        .unwrap_or_else(|| convert(&name.text, span))
}

/// The Rust name of an item at the span of the item itself, or of a mention of it.
pub(super) fn item(item: &IdlItem, span: Span) -> Ident {
    match item {
        IdlItem::Struct(item) => name(case::ty, &item.name, &item.annotations, span),
        IdlItem::Enum(item) => name(case::ty, &item.name, &item.annotations, span),
        IdlItem::Typedef(item) => name(case::ty, &item.name, &item.annotations, span),
        IdlItem::Const(item) => name(case::shouty, &item.name, &[], span),
        IdlItem::Service(item) => name(case::ty, &item.name, &item.annotations, span),
    }
}

impl Lowering<'_> {
    /// The path of an item, where it is mentioned.
    pub(super) fn path(&self, scope: Scope, id: ItemId, span: Span) -> TokenStream {
        let ident = item(self.program.item(id), span);
        let prefix = self.prefix(scope, id.file);
        quote!(#prefix #ident)
    }

    /// The path of an item at the words that mention it, `shared.User`.
    pub(super) fn mention(
        &self,
        scope: Scope,
        id: ItemId,
        written: thrift_idl::Span,
    ) -> TokenStream {
        let source = self.program.files[scope.source as usize].source;
        let (first, last) = self.places.ends(source, written);
        let ident = item(self.program.item(id), last);
        let prefix = self.prefix_at(scope, id.file, first);
        quote!(#prefix #ident)
    }

    /// What goes before the name of an item of a file.
    pub(super) fn prefix(&self, scope: Scope, target: u32) -> TokenStream {
        self.prefix_at(scope, target, Span::call_site())
    }

    fn prefix_at(&self, scope: Scope, target: u32, span: Span) -> TokenStream {
        // The modules of files stand beside each other, and beside the items of the first file.
        let nested = usize::from(scope.nested);
        let below = usize::from(scope.file != 0) + nested;
        let up = |modules| {
            let mut up = TokenStream::new();
            for _ in 0..modules {
                append(&mut up, quote!(super::));
            }
            up
        };
        match &self.homes[target as usize] {
            _ if scope.file == target => up(nested),
            Home::Root => up(below),
            Home::Module(module) => {
                let mut module = module.clone();
                module.set_span(span);
                let up = up(below);
                quote!(#up #module::)
            }
            Home::Elsewhere(path, module) => {
                let path = path.below(below);
                let module = module.as_ref().map(|module| quote!(#module::));
                quote!(#path:: #module)
            }
        }
    }
}
