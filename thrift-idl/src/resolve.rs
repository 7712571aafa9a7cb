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
mod inherit;
mod lenient;
mod load;
mod members;
mod scope;
mod seen;
mod service;
mod table;
mod types;
mod value;

use core::mem::take;
use std::collections::HashSet;
use std::path::PathBuf;

use crate::ast::{ConstValue, Definition, Document};
use crate::code::Code;
use crate::diagnostic::{Diagnostic, short};
use crate::loader::Loader;
use crate::program::{Item, ItemId, Program, Type, TypeKind};
use crate::resolve::declared::Declared;
use crate::resolve::load::Loaded;
use crate::resolve::members::Members;
use crate::resolve::scope::Scope;
use crate::resolve::table::Table;
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
    let definitions: Vec<Vec<Definition>> =
        files.iter_mut().map(|file| take(&mut file.document.definitions)).collect();
    let declared: Vec<Vec<Declared>> =
        definitions.iter().map(|file| file.iter().map(Declared::of).collect()).collect();
    let mut resolver = Resolver::new(&files, &declared, definitions, options);
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
    (assemble::program(files, items), diagnostics)
}

/// The state of a run, filled step by step.
struct Resolver<'a> {
    files: &'a [Loaded],
    options: Options,
    /// What names mean, for each file.
    scopes: Vec<Scope<'a>>,
    /// What each definition is called; an [`ItemId`] is an index here.
    declared: &'a [Vec<Declared>],
    /// What is written, until it is lowered; `None` for a second definition of a name.
    written: Vec<Vec<Option<Definition>>>,
    /// What became of it so far; what is wrong stays `None`.
    items: Vec<Vec<Option<Item>>>,
    /// For typedefs of typedefs, the last one of the chain.
    last_alias: Table<ItemId>,
    /// The structs with a field that holds another struct by value, in order.
    holders: Vec<ItemId>,
    /// Definitions that an included file has too, and that were reported.
    repeated: Table<()>,
    /// The keys of annotations that were checked.
    compared: HashSet<String>,
    /// Where the names of enum values and fields are found.
    members: Members,
    /// Definitions that were reported already, so that their uses are not.
    broken: Table<()>,
    /// Fields that were left out for a mistake of their own, so that their uses are not reported.
    lost_fields: HashSet<(ItemId, String)>,
    /// Types that two included files define, in the files where it was reported already.
    ambiguous: HashSet<(u32, ItemId)>,
    /// Functions that a parent has already. They go last, since defaults know functions by index.
    dropped: HashSet<(ItemId, String)>,
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

/// Definitions, numbered.
struct Nodes {
    ids: Vec<ItemId>,
    /// For each definition its number, or [`Nodes::NONE`].
    numbers: Vec<Vec<u32>>,
}

impl Nodes {
    const NONE: u32 = u32::MAX;

    fn number(&self, id: ItemId) -> Option<usize> {
        let number = self.numbers[id.file as usize][id.index as usize];
        (number != Self::NONE).then_some(number as usize)
    }
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
        declared: &'a [Vec<Declared>],
        definitions: Vec<Vec<Definition>>,
        options: Options,
    ) -> Self {
        Self {
            files,
            options,
            scopes: Vec::new(),
            declared,
            written: definitions.into_iter().map(|d| d.into_iter().map(Some).collect()).collect(),
            items: declared.iter().map(|file| file.iter().map(|_| None).collect()).collect(),
            last_alias: Table::default(),
            holders: Vec::new(),
            repeated: Table::default(),
            compared: HashSet::new(),
            members: Members::default(),
            broken: Table::default(),
            lost_fields: HashSet::new(),
            ambiguous: HashSet::new(),
            dropped: HashSet::new(),
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
    fn by_way_of(&self, error: Diagnostic, cycle: &[ItemId]) -> Diagnostic {
        let first = cycle.iter().min();
        let Some(other) = cycle.iter().find(|id| Some(*id) != first) else { return error };
        let (source, via) = (self.files[other.file as usize].source, &self.declared(*other).name);
        error.label_in(source, via.span, format!("by way of `{}`", short(&via.text)))
    }

    fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    fn declared(&self, id: ItemId) -> &'a Declared {
        &self.declared[id.file as usize][id.index as usize]
    }

    fn written(&self, id: ItemId) -> Option<&Definition> {
        self.written[id.file as usize][id.index as usize].as_ref()
    }

    fn take_written(&mut self, id: ItemId) -> Option<Definition> {
        self.written[id.file as usize][id.index as usize].take()
    }

    fn item(&self, id: ItemId) -> Option<&Item> {
        self.items[id.file as usize][id.index as usize].as_ref()
    }

    fn item_mut(&mut self, id: ItemId) -> Option<&mut Item> {
        self.items[id.file as usize][id.index as usize].as_mut()
    }

    fn set_item(&mut self, id: ItemId, item: Item) {
        self.items[id.file as usize][id.index as usize] = Some(item);
    }

    /// Every definition, in order.
    fn ids(&self) -> Vec<ItemId> {
        let files = (0..).zip(self.declared);
        files
            .flat_map(|(file, items)| {
                (0..).zip(items).map(move |(index, _)| ItemId { file, index })
            })
            .collect()
    }

    /// The definitions of a kind as nodes of a graph.
    fn nodes(&self, keep: &dyn Fn(ItemId) -> bool) -> Nodes {
        let mut nodes = Nodes { ids: Vec::new(), numbers: Vec::new() };
        let mut next = 0..Nodes::NONE;
        for (file, items) in (0..).zip(self.declared) {
            let number = |(index, _)| {
                let id = ItemId { file, index };
                let number = if keep(id) { next.next() } else { None };
                nodes.ids.extend(number.map(|_| id));
                number.unwrap_or(Nodes::NONE)
            };
            let numbers = (0..).zip(items).map(number).collect();
            nodes.numbers.push(numbers);
        }
        nodes
    }

    /// Follows typedefs.
    fn alias<'t>(&'t self, ty: &'t Type) -> &'t Type {
        let TypeKind::Typedef(id) = &ty.kind else { return ty };
        match self.item(*self.last_alias.get(*id).unwrap_or(id)) {
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

    fn holder_nodes(&self) -> Nodes {
        self.nodes(&|id| self.holders.binary_search(&id).is_ok())
    }
}

#[cfg(test)]
mod tests;
