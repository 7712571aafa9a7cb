//! A resolved IDL to the model.

mod annotations;
mod docs;
mod facts;
mod graph;
mod item;
mod names;
mod service;
mod value;

use proc_macro2::{Span, TokenStream};
use thrift_idl::{File, Item as IdlItem, ItemId, Program, Type as IdlType, TypeKind};

use self::docs::docs;
use self::facts::Facts;
use self::names::Scope;
use crate::ctxt::Ctxt;
use crate::generate::paths::Krate;
use crate::model::{Item, Model, Module, Type};

/// Where the parts of an IDL stand in the user's source.
pub(crate) trait Places {
    fn span(&self, source: thrift_idl::SourceId, span: thrift_idl::Span) -> Span;
}

/// All that lowering reads.
struct Lowering<'a> {
    cx: &'a Ctxt,
    krate: &'a Krate,
    program: &'a Program,
    places: &'a dyn Places,
    facts: Facts,
}

/// A program that was resolved without errors, or with its wrong parts left out.
pub(crate) fn program(cx: &Ctxt, krate: &Krate, program: &Program, places: &dyn Places) -> Model {
    let lowering = Lowering { cx, krate, program, places, facts: Facts::of(program) };
    let mut files = (0..).zip(&program.files);
    let items = files.next().map(|(number, file)| lowering.items(number, file));
    let modules = files.map(|(number, file)| lowering.module(number, file));
    Model { items: items.unwrap_or_default(), modules: modules.collect() }
}

impl Lowering<'_> {
    fn module(&self, number: u32, file: &File) -> Module {
        let file_start = thrift_idl::Span::new(0, 0);
        Module {
            ident: names::module(file, self.places.span(file.source, file_start)),
            docs: docs(file.docs.as_deref(), &[]),
            items: self.items(number, file),
        }
    }

    fn items(&self, number: u32, file: &File) -> Vec<Item> {
        let scope = Scope { file: number, nested: false };
        (0..)
            .zip(&file.items)
            .map(|(index, item)| self.item(scope, ItemId { file: number, index }, item))
            .collect()
    }

    fn item(&self, scope: Scope, id: ItemId, item: &IdlItem) -> Item {
        self.check_annotations(scope, item);
        self.check_values(scope, item);
        match item {
            IdlItem::Struct(item) => self.structure_or_union(scope, id, item),
            IdlItem::Enum(item) => Item::Enum(self.enumeration(scope, item)),
            IdlItem::Typedef(item) => Item::Alias(self.alias(scope, item)),
            IdlItem::Const(item) => Item::Const(self.constant(scope, item)),
            IdlItem::Service(item) => Item::Service(self.service(scope, id, item)),
        }
    }

    /// The place of a part of the file that is being lowered.
    fn span(&self, scope: Scope, span: thrift_idl::Span) -> Span {
        let source = self.program.files[scope.file as usize].source;
        self.places.span(source, span)
    }

    /// The Rust type of a Thrift type.
    fn ty(&self, scope: Scope, ty: &IdlType) -> Type {
        let span = self.span(scope, ty.span);
        Type { rust: self.rust_type(scope, ty, span), span }
    }

    fn rust_type(&self, scope: Scope, ty: &IdlType, span: Span) -> TokenStream {
        let builtin = |name: &str| self.krate.builtin(name, span);
        match &ty.kind {
            TypeKind::Bool => builtin("bool"),
            TypeKind::I8 => builtin("i8"),
            TypeKind::I16 => builtin("i16"),
            TypeKind::I32 => builtin("i32"),
            TypeKind::I64 => builtin("i64"),
            TypeKind::Double => builtin("f64"),
            TypeKind::String => builtin("String"),
            TypeKind::Binary => builtin("Bytes"),
            TypeKind::Uuid => self.uuid(span),
            TypeKind::List(item) => {
                let (list, item) = (builtin("Vec"), self.ty(scope, item).rust);
                quote::quote!(#list<#item>)
            }
            TypeKind::Set(item) => {
                let set = if self.ordered(scope, item) { "BTreeSet" } else { "Vec" };
                let (set, item) = (builtin(set), self.ty(scope, item).rust);
                quote::quote!(#set<#item>)
            }
            TypeKind::Map(key, value) => {
                let is_ordered = self.ordered(scope, key);
                let (key, value) = (self.ty(scope, key).rust, self.ty(scope, value).rust);
                if is_ordered {
                    let map = builtin("BTreeMap");
                    quote::quote!(#map<#key, #value>)
                } else {
                    let list = builtin("Vec");
                    quote::quote!(#list<#value>)
                }
            }
            TypeKind::Struct(id) | TypeKind::Enum(id) | TypeKind::Typedef(id) => {
                self.path(scope, *id, span)
            }
        }
    }

    fn uuid(&self, span: Span) -> TokenStream {
        if !cfg!(feature = "uuid") {
            self.cx
                .error(span, "the type `uuid` needs the feature `uuid` of the crate `thrift-core`");
        }
        self.krate.builtin("Uuid", span)
    }

    /// Elements of sets and keys of maps need an order, and a `double` has none in Rust. What is
    /// refused becomes a list, so that it is one error.
    fn ordered(&self, scope: Scope, ty: &IdlType) -> bool {
        let is_ordered = !self.facts.has_double(ty);
        if !is_ordered {
            let span = self.span(scope, ty.span);
            self.cx.error(span, "a `double` inside an element of a set or a key of a map is not supported: it has no total order in Rust");
        }
        is_ordered
    }
}
