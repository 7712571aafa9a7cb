//! A resolved IDL to the model.

mod annotations;
mod docs;
mod facts;
mod graph;
mod home;
mod item;
mod names;
mod service;
mod value;

use proc_macro2::{Ident, Span, TokenStream};
use thrift_idl::{File, Item as IdlItem, ItemId, Program, Type as IdlType, TypeKind};

use self::docs::docs;
use self::facts::Facts;
use self::home::Home;
use self::names::Scope;
use crate::ctxt::Ctxt;
use crate::generate::paths::{self, Krate};
use crate::model::{Item, Model, Module, Type};
use crate::settings::Settings;

/// Where the parts of an IDL stand in the user's source.
pub(crate) trait Places {
    fn span(&self, source: thrift_idl::SourceId, span: thrift_idl::Span) -> Span;

    /// The first token and the last: of a dotted name the file and the item.
    fn ends(&self, source: thrift_idl::SourceId, span: thrift_idl::Span) -> (Span, Span);

    /// The path that includes a file.
    fn file(&self, source: thrift_idl::SourceId) -> Span;
}

/// All that lowering reads.
struct Lowering<'a> {
    cx: &'a Ctxt,
    krate: &'a Krate,
    program: &'a Program,
    places: &'a dyn Places,
    facts: Facts<'a>,
    /// Where the items of each file are.
    homes: Vec<Home>,
}

/// A program that was resolved without errors, or with its wrong parts left out.
pub(crate) fn program(
    cx: &Ctxt,
    settings: &Settings,
    program: &Program,
    places: &dyn Places,
) -> Model {
    let krate = &settings.krate;
    let homes = home::of_files(cx, program, &settings.externs);
    let lowering = Lowering { cx, krate, program, places, facts: Facts::of(program), homes };
    let mut model = Model { items: Vec::new(), modules: Vec::new() };
    for ((number, file), home) in (0..).zip(&program.files).zip(&lowering.homes) {
        match home {
            Home::Root => model.items = lowering.items(number, file),
            Home::Module(ident) => model.modules.push(lowering.module(ident, number, file)),
            Home::Elsewhere(..) => {}
        }
    }
    model
}

impl Lowering<'_> {
    fn module(&self, ident: &Ident, number: u32, file: &File) -> Module {
        let mut ident = ident.clone();
        ident.set_span(paths::at(self.places.file(file.source)));
        Module { ident, docs: docs(file.docs.as_deref(), &[]), items: self.items(number, file) }
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
        let blamed = if self.is_elsewhere(ty) { span } else { Span::call_site() };
        Type { rust: self.rust_type(scope, ty, span), span: blamed }
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
                self.mention(scope, *id, ty.span)
            }
        }
    }

    /// Whether a type has in it one that the user declares. Any other has an encoding, so that
    /// nothing of its codec needs its place; and what an editor finds there should be the type.
    fn is_elsewhere(&self, ty: &IdlType) -> bool {
        match &ty.kind {
            TypeKind::List(item) | TypeKind::Set(item) => self.is_elsewhere(item),
            TypeKind::Map(key, value) => self.is_elsewhere(key) || self.is_elsewhere(value),
            TypeKind::Struct(id) | TypeKind::Enum(id) | TypeKind::Typedef(id) => {
                matches!(self.homes[id.file as usize], Home::Elsewhere(..))
            }
            _ => false,
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
