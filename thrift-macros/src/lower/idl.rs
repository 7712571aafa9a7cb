//! A resolved IDL to the model.

pub(crate) mod annotations;
mod blank;
mod declaration;
mod described;
mod docs;
mod facts;
mod graph;
mod hidden;
mod home;
mod item;
mod items;
#[cfg(not(feature = "service"))]
mod named_service;
mod names;
mod rust;
#[cfg(feature = "service")]
mod service;
mod types;
mod value;

use core::fmt::Display;

use proc_macro2::{Ident, Span};
use thrift_idl::{File, Item as IdlItem, ItemId, Program, SourceId};

use self::docs::docs;
use self::facts::Facts;
use self::home::Home;
use self::names::{Borrow, Scope};
use crate::ctxt::Ctxt;
use crate::generate::paths::{self, Krate};
use crate::model::{Blank, Item, Model, Module};
use crate::settings::Settings;

/// Where the parts of an IDL stand in the user's source.
pub(crate) trait Places {
    fn span(&self, source: SourceId, span: thrift_idl::Span) -> Span;

    /// The first token and the last: of a dotted name the file and the item.
    fn ends(&self, source: SourceId, span: thrift_idl::Span) -> (Span, Span);

    /// What stands around a message about a place that the compiler cannot underline.
    fn around(&self, source: SourceId, span: thrift_idl::Span) -> Option<(String, String)>;

    /// The path that includes a file.
    fn file(&self, source: SourceId) -> Span;
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
    /// Which structs have a value before they are read, by the numbers of items.
    blanks: Vec<Blank>,
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
    let facts = Facts::of(program);
    let mut lowering = Lowering { cx, krate, program, places, facts, homes, blanks: Vec::new() };
    lowering.blanks = blank::all(&lowering);
    let mut model = Model::default();
    for ((number, file), home) in (0..).zip(&program.files).zip(&lowering.homes) {
        match home {
            Home::Root => {
                model.items = lowering.items(number, file);
                model.places = places_of_items(file);
            }
            Home::Module(ident) => model.modules.push(lowering.module(ident, number, file)),
            Home::Elsewhere(..) => {}
        }
    }
    model
}

/// Where the names of the items of a file are.
fn places_of_items(file: &File) -> Vec<(SourceId, thrift_idl::Span)> {
    file.items.iter().map(|item| (file.source, item.name().span)).collect()
}

impl Lowering<'_> {
    fn module(&self, ident: &Ident, number: u32, file: &File) -> Module {
        let mut ident = ident.clone();
        ident.set_span(paths::at(self.places.file(file.source)));
        Module {
            ident,
            docs: docs(file.docs.as_deref(), &[]),
            items: self.items(number, file),
            places: places_of_items(file),
        }
    }

    fn items(&self, number: u32, file: &File) -> Vec<Item> {
        let scope = Scope { file: number, source: number, nested: false, borrow: Borrow::Message };
        let mut items = Vec::new();
        for (index, item) in (0..).zip(&file.items) {
            items.push(self.item(scope, ItemId { file: number, index }, item));
        }
        items
    }

    fn item(&self, scope: Scope, id: ItemId, item: &IdlItem) -> Item {
        self.check_annotations(scope, item);
        match item {
            IdlItem::Struct(item) => self.structure_or_union(scope, id, item),
            IdlItem::Enum(item) => Item::Enum(self.enumeration(scope, item)),
            IdlItem::Typedef(item) => Item::Alias(self.alias(scope, id, item)),
            IdlItem::Const(item) => Item::Const(self.constant(scope, item)),
            IdlItem::Service(item) => Item::Service(self.service(scope, id, item)),
        }
    }

    /// Reports a mistake in a part of a file.
    fn error(&self, scope: Scope, span: thrift_idl::Span, message: impl Display) {
        let source = self.program.files[scope.source as usize].source;
        let before = self.cx.count();
        self.cx.error(self.places.span(source, span), message);
        self.cx.locate(before, &|| self.places.around(source, span));
    }

    /// The place of a part of a file.
    fn span(&self, scope: Scope, span: thrift_idl::Span) -> Span {
        let source = self.program.files[scope.source as usize].source;
        self.places.span(source, span)
    }
}
