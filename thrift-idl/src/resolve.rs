//! A syntax tree, with the files it includes, into a program.
//!
//! The steps, in order: read includes, declare names, lower types and fields, check what spans
//! several definitions (recursion, inheritance), evaluate constants and defaults, and drop what
//! was wrong. Nothing recurses deeper than types and constants nest, see
//! [`MAX_DEPTH`](crate::MAX_DEPTH); cycles and long chains are handled by [`graph`].

mod across;
mod alias;
mod annotations;
mod assemble;
mod boxes;
mod constant;
mod convert;
mod declared;
mod endless;
mod enumeration;
mod field;
mod graph;
mod index;
mod inherit;
mod lenient;
mod load;
mod members;
mod scope;
mod service;
mod structure;
mod types;
mod value;

use core::mem::take;
use std::path::PathBuf;

use crate::ast::{ConstValue, Definition, Document};
use crate::code::Code;
use crate::diagnostic::{Diagnostic, short};
use crate::loader::Loader;
use crate::program::{Item, ItemId, Program, Type, TypeKind};
use crate::resolve::declared::{Declarations, Declared};
use crate::resolve::index::Index;
use crate::resolve::load::Loaded;
use crate::resolve::members::Members;
use crate::resolve::scope::Scope;
use crate::source::{SourceId, Sources};
use crate::suggest::Hints;
use crate::token::Span;

/// What may differ from run to run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Keep field ids below 1 that are written, like `--allow-neg-keys`.
    pub allow_negative_ids: bool,
    /// Refuse fields without an id, like `-strict`.
    pub strict: bool,
}

/// The file or block to resolve.
#[derive(Clone, Debug)]
pub struct Root {
    /// Its syntax tree.
    pub document: Document,
    /// The input that its spans are in.
    pub source: SourceId,
    /// The prefix of its names, see [`stem`](crate::stem).
    pub stem: String,
    /// Where it is, to find includes beside it; `None` when it is no file.
    pub path: Option<PathBuf>,
}

/// Resolves a syntax tree and all it includes.
///
/// The program holds all that is right, whether or not there are errors. Included files are added
/// to `sources`; their mistakes of every phase are among the diagnostics, which are sorted by
/// place.
#[must_use]
pub fn resolve(
    root: Root,
    options: Options,
    loader: &dyn Loader,
    sources: &mut Sources,
) -> (Program, Vec<Diagnostic>) {
    let (mut files, mut diagnostics) = load::load(root, options, loader, sources);
    let mut declared = Declarations::default();
    let mut written = Vec::new();
    for file in &mut files {
        let definitions = take(&mut file.document.definitions);
        declared.add_file(&definitions);
        for definition in definitions {
            written.push(Some(definition));
        }
    }
    let mut resolver = Resolver::new(&files, &declared, written, options);
    resolver.declare();
    resolver.check_across_files();
    resolver.check_header_annotations();
    resolver.lower_aliases();
    resolver.lower_types();
    resolver.check_endless();
    resolver.mark_boxes();
    resolver.lower_services();
    resolver.check_inheritance();
    resolver.evaluate();
    let items = resolver.finish();
    load::report_missing(&files, &mut diagnostics);
    diagnostics.append(&mut resolver.diagnostics);
    Diagnostic::sort(&mut diagnostics);
    (assemble::program(files, &declared, items), diagnostics)
}

/// The state of a run, filled step by step. Definitions are numbered, see [`Declarations`]; the
/// lists of what is known of each go by these numbers.
struct Resolver<'a> {
    files: &'a [Loaded],
    options: Options,
    /// What names mean, for each file.
    scopes: Vec<Scope<'a>>,
    /// What the definitions are called.
    declared: &'a Declarations,
    /// Which are a second definition of a name, so that no name means them.
    second: Vec<bool>,
    /// What is written, until it is lowered; `None` for a second definition of a name.
    written: Vec<Option<Definition>>,
    /// What became of it so far; what is wrong stays `None`.
    items: Vec<Option<Item>>,
    /// For typedefs of typedefs, the last one of the chain.
    last_alias: Vec<Option<ItemId>>,
    /// Which are structs with a field that holds another struct by value.
    holders: Vec<bool>,
    /// Which an included file has too, and were reported.
    repeated: Vec<bool>,
    /// The keys of annotations that were checked.
    compared: Index<'static>,
    /// Where the names of enum values and fields are found.
    members: Members,
    /// Which were reported already, so that their uses are not.
    broken: Vec<bool>,
    /// Fields that were left out for a mistake of their own, so that their uses are not reported.
    lost_fields: Index<'static>,
    /// For each service, which of its functions a parent has already. They go last, since defaults
    /// know functions by index.
    dropped: Vec<Vec<usize>>,
    /// Default values, evaluated when all types are known.
    defaults: Vec<Pending>,
    hints: Hints,
    diagnostics: Vec<Diagnostic>,
}

/// A default value that waits for its evaluation.
struct Pending {
    item: ItemId,
    place: Place,
    /// The index among the fields of that place.
    field: usize,
    value: ConstValue,
}

/// A list of fields in an item.
#[derive(Clone, Copy)]
enum Place {
    /// Of a struct.
    Fields,
    /// Of the function with this index.
    Args(usize),
    /// Of the function with this index.
    Throws(usize),
}

impl<'a> Resolver<'a> {
    fn new(
        files: &'a [Loaded],
        declared: &'a Declarations,
        written: Vec<Option<Definition>>,
        options: Options,
    ) -> Self {
        let count = declared.all.len();
        Self {
            files,
            options,
            scopes: Vec::new(),
            declared,
            second: vec![false; count],
            written,
            items: unknown(count),
            last_alias: unknown(count),
            holders: vec![false; count],
            repeated: vec![false; count],
            compared: Index::default(),
            members: Members::new(count),
            broken: vec![false; count],
            lost_fields: Index::default(),
            dropped: vec![Vec::new(); count],
            defaults: Vec::new(),
            hints: Hints::default(),
            diagnostics: Vec::new(),
        }
    }

    /// Begins an error in a file.
    fn error(&self, file: u32, code: Code, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic::error(code, span, message).within(self.files[file as usize].source)
    }

    fn warning(&self, file: u32, code: Code, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic::warning(code, span, message).within(self.files[file as usize].source)
    }

    /// Adds the place of the second definition to an error about the first one of a circle.
    fn by_way_of(&self, error: Diagnostic, first: &Declared, cycle: &[usize]) -> Diagnostic {
        for number in cycle {
            let other = &self.declared.all[*number];
            if other.id != first.id {
                let source = self.files[other.id.file as usize].source;
                let via = format!("by way of `{}`", short(&other.name.text));
                return error.label_in(source, other.name.span, via);
            }
        }
        error
    }

    /// The definition of a circle that comes first in the source.
    fn first_of(&self, cycle: &[usize]) -> Option<&'a Declared> {
        // Numbers are in the order of the source.
        let mut first = *cycle.first()?;
        for number in cycle {
            first = first.min(*number);
        }
        Some(&self.declared.all[first])
    }

    fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    fn number(&self, id: ItemId) -> usize {
        self.declared.number(id)
    }

    fn declared(&self, id: ItemId) -> &'a Declared {
        &self.declared.all[self.number(id)]
    }

    fn written(&self, id: ItemId) -> Option<&Definition> {
        self.written[self.number(id)].as_ref()
    }

    fn take_written(&mut self, id: ItemId) -> Option<Definition> {
        let number = self.number(id);
        self.written[number].take()
    }

    fn item(&self, id: ItemId) -> Option<&Item> {
        self.items[self.number(id)].as_ref()
    }

    fn item_mut(&mut self, id: ItemId) -> Option<&mut Item> {
        let number = self.number(id);
        self.items[number].as_mut()
    }

    fn set_item(&mut self, id: ItemId, item: Item) {
        let number = self.number(id);
        self.items[number] = Some(item);
    }

    /// A graph of all definitions, by their numbers: what each of them leads to.
    fn graph(&self, leads_to: &dyn Fn(&Self, ItemId) -> Vec<usize>) -> Vec<Vec<usize>> {
        let mut edges = Vec::with_capacity(self.declared.all.len());
        for declared in &self.declared.all {
            edges.push(leads_to(self, declared.id));
        }
        edges
    }

    /// Follows typedefs.
    fn alias<'t>(&'t self, ty: &'t Type) -> &'t Type {
        let TypeKind::Typedef(id) = ty.kind else { return ty };
        match self.item(self.last_alias[self.number(id)].unwrap_or(id)) {
            Some(Item::Typedef(typedef)) => &typedef.ty,
            _ => ty,
        }
    }

    /// The struct that a value of the type is; what is in a container is held elsewhere.
    fn held_by_value(&self, ty: &Type) -> Option<ItemId> {
        match self.alias(ty).kind {
            TypeKind::Struct(id) => Some(id),
            _ => None,
        }
    }
}

/// A list of what is known of so many things, and nothing is so far.
fn unknown<T>(count: usize) -> Vec<Option<T>> {
    let mut list = Vec::with_capacity(count);
    for _ in 0..count {
        list.push(None);
    }
    list
}

#[cfg(test)]
mod tests;
