//! Names, and paths from where one item stands to another.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use thrift_idl::program::{Annotation, Field, Name};
use thrift_idl::{File, Item as IdlItem, ItemId};

use super::Lowering;
use crate::case;

/// Where a path stands.
#[derive(Clone, Copy)]
pub(super) struct Scope {
    /// The number of the file; 0 is the one that the macro was given.
    pub(super) file: u32,
    /// Whether it stands in the module of a service, one level below the items of the file.
    pub(super) nested: bool,
}

/// The module of an included file: `namespace rs` names it, its stem otherwise.
pub(super) fn module(file: &File, span: Span) -> Ident {
    let name = file.namespace("rs").unwrap_or(&file.stem);
    let last = name.rsplit('.').next().unwrap_or(name);
    case::snake(last, span)
}

/// The annotation `rust.name`.
fn renaming(annotations: &[Annotation]) -> Option<&Annotation> {
    annotations.iter().find(|annotation| annotation.key == "rust.name")
}

/// A name in the case that Rust has for it, unless an annotation says otherwise.
pub(super) fn name(
    convert: fn(&str, Span) -> Ident,
    name: &Name,
    annotations: &[Annotation],
    span: Span,
) -> Ident {
    // A wrong one is reported by `check_renamings`, and left out.
    renaming(annotations)
        .and_then(|annotation| case::given(&annotation.value, span))
        .unwrap_or_else(|| convert(&name.text, span))
}

/// The annotations of an item and of its parts that have names.
fn annotations(item: &IdlItem) -> Vec<&[Annotation]> {
    let mut all = vec![item.annotations()];
    match item {
        IdlItem::Struct(item) => all.extend(of_fields(&item.fields)),
        IdlItem::Enum(item) => all.extend(item.values.iter().map(|it| it.annotations.as_slice())),
        IdlItem::Service(item) => {
            for function in &item.functions {
                all.push(&function.annotations);
                all.extend(of_fields(&function.args));
                all.extend(of_fields(&function.throws));
            }
        }
        IdlItem::Typedef(_) | IdlItem::Const(_) => {}
    }
    all
}

fn of_fields(fields: &[Field]) -> impl Iterator<Item = &[Annotation]> {
    fields.iter().map(|field| field.annotations.as_slice())
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
    /// Names that annotations give must be names that Rust has.
    pub(super) fn check_renamings(&self, scope: Scope, item: &IdlItem) {
        let all = annotations(item).into_iter().filter_map(renaming);
        for annotation in all {
            let span = self.span(scope, annotation.span);
            if case::given(&annotation.value, span).is_none() {
                let name = &annotation.value;
                self.cx.error(span, format_args!("`{name}` is no identifier of Rust"));
            }
        }
    }

    /// The path of an item, where it is mentioned.
    pub(super) fn path(&self, scope: Scope, id: ItemId, span: Span) -> TokenStream {
        let ident = item(self.program.item(id), span);
        let prefix = self.prefix(scope, id.file);
        quote!(#prefix #ident)
    }

    /// What goes before the name of an item of a file.
    pub(super) fn prefix(&self, scope: Scope, target: u32) -> TokenStream {
        let out = if scope.nested { quote!(super::) } else { TokenStream::new() };
        if scope.file == target {
            return out;
        }
        // The modules of files stand beside each other, and beside the items of the first file.
        let up = if scope.file == 0 { TokenStream::new() } else { quote!(super::) };
        if target == 0 {
            return quote!(#out #up);
        }
        let module = module(&self.program.files[target as usize], Span::call_site());
        quote!(#out #up #module::)
    }
}
