//! What names mean in a file, rows S2, I6 and C3.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use super::Resolver;
use super::declared::{Declared, Kind};
use super::load::Visible;
use crate::code::Code;
use crate::diagnostic::short;
use crate::keyword::KEYWORDS;
use crate::program::{Item, ItemId};
use crate::token::Span;

/// How many files may be included under one prefix.
const MOST_OF_A_PREFIX: usize = 64;

/// The names of one file.
#[derive(Default)]
pub(super) struct Scope<'a> {
    /// Types and services, which share their names.
    types: HashMap<&'a str, ItemId>,
    constants: HashMap<&'a str, ItemId>,
    /// The files that a prefix stands for: direct includes only.
    prefixes: HashMap<&'a str, Vec<usize>>,
    /// The files whose names have another prefix than that of the file, by the one they lost.
    renamed: HashMap<&'a str, &'a str>,
    /// Words of definitions that could not be read.
    unread: HashSet<&'a str>,
    /// The lengths of all prefixes, also of the file itself and of files that are missing.
    lengths: HashSet<usize>,
}

/// What a name in a value means.
#[derive(Clone, Copy)]
pub(super) enum Named<'n> {
    Const(ItemId),
    /// A value of this enum, by its name.
    EnumValue(ItemId, &'n str),
}

impl<'a> Resolver<'a> {
    /// Gives every definition its name; a second one of a name has none, and goes.
    pub(super) fn declare(&mut self) {
        let files = self.files;
        for (file, loaded) in (0..).zip(files) {
            let mut scope = Scope { lengths: loaded.prefix_lengths(), ..Scope::default() };
            scope.unread.extend(loaded.document.unread.iter().map(String::as_str));
            scope.types.reserve(self.declared[file as usize].len());
            let mut crowded: HashSet<&str> = HashSet::new();
            for Visible { prefix, file: target, span } in &loaded.visible {
                if *prefix != files[*target].stem {
                    scope.renamed.insert(&files[*target].stem, prefix);
                }
                let files = scope.prefixes.entry(prefix).or_default();
                if files.len() < MOST_OF_A_PREFIX {
                    files.push(*target);
                } else if crowded.insert(prefix) {
                    self.crowded(file, prefix, *span);
                }
            }
            for (index, declared) in (0..).zip(&self.declared[file as usize]) {
                let id = ItemId { file, index };
                let names = match declared.kind {
                    Kind::Const => &mut scope.constants,
                    _ => &mut scope.types,
                };
                match names.entry(&declared.name.text) {
                    Entry::Vacant(entry) => {
                        entry.insert(id);
                    }
                    Entry::Occupied(entry) => {
                        let first = self.declared(*entry.get());
                        self.duplicate(file, first, declared);
                        self.take_written(id);
                    }
                }
            }
            self.scopes.push(scope);
        }
    }

    /// A name is looked for in all files of its prefix, so that there cannot be too many.
    fn crowded(&mut self, file: u32, prefix: &str, span: Span) {
        let message = format!(
            "more than {MOST_OF_A_PREFIX} files are included under the prefix `{}`",
            short(prefix)
        );
        let error = self.error(file, Code::AmbiguousName, span, message);
        self.report(
            error.help("include files under prefixes of their own: `include \"…\" as name`"),
        );
    }

    fn duplicate(&mut self, file: u32, first: &Declared, second: &Declared) {
        let name = &second.name;
        let message = format!("`{}` is already defined in this file", name.text);
        let error = self.error(file, Code::DuplicateName, name.span, message);
        let label = format!("the {} is here", first.keyword());
        self.report(error.label(first.name.span, label).help("give one of them another name"));
    }

    /// Finds a type or service: in the file itself, or with the prefix of a direct include.
    pub(super) fn find_type(&self, file: u32, name: &str) -> Option<ItemId> {
        let scope = &self.scopes[file as usize];
        match name.rsplit_once('.') {
            None => scope.types.get(name).copied(),
            Some((prefix, name)) => {
                let files = scope.prefixes.get(prefix)?;
                files.iter().find_map(|file| self.scopes[*file].types.get(name).copied())
            }
        }
    }

    /// The nearest name of a type, for one that does not exist.
    pub(super) fn near_type(&self, file: u32, name: &str) -> Option<String> {
        self.near_definition(file, name, false)
    }

    /// The nearest name of a service, for one that does not exist.
    pub(super) fn near_service(&self, file: u32, name: &str) -> Option<String> {
        self.near_definition(file, name, true)
    }

    fn near_definition(&self, file: u32, name: &str, services: bool) -> Option<String> {
        let scope = &self.scopes[file as usize];
        let Some((prefix, last)) = name.rsplit_once('.') else {
            let base = KEYWORDS.into_iter().filter(|word| !services && is_type(word));
            let all = self.defined(file as usize, services).chain(base);
            return self.hints.nearest(name, all).map(str::to_owned);
        };
        let Some(files) = scope.prefixes.get(prefix) else {
            if let Some(renamed) = self.renamed_prefix(file, prefix) {
                return Some(format!("{renamed}.{last}"));
            }
            let near = self.hints.nearest(prefix, scope.prefixes.keys().copied())?;
            return Some(format!("{near}.{last}"));
        };
        let all = files.iter().flat_map(|file| self.defined(*file, services));
        self.hints.nearest(last, all).map(|near| format!("{prefix}.{near}"))
    }

    /// The names of the services of a file, or those of its types.
    fn defined(&self, file: usize, services: bool) -> impl Iterator<Item = &'a str> {
        let types = self.scopes[file].types.iter();
        let fits = move |id| {
            self.hints.spend();
            services == (self.declared(id).kind == Kind::Service)
        };
        types.filter(move |(_, id)| fits(**id)).map(|(name, _)| *name)
    }

    /// Finds a constant or a value of an enum (rows C3, E7). Here the file's own prefix counts.
    pub(super) fn find_value<'n>(&self, file: u32, name: &'n str) -> Option<Named<'n>> {
        // Prefixes may have dots, and so may the values of enums.
        self.own_value(file as usize, name).or_else(|| {
            self.splits(file, name).find_map(|(prefix, rest)| {
                let mut files = self.prefixed(file, prefix);
                files.find_map(|file| self.own_value(file, rest))
            })
        })
    }

    /// A name as a prefix and what follows it, wherever the prefix is as long as one that there is.
    fn splits<'n>(&self, file: u32, name: &'n str) -> impl Iterator<Item = (&'n str, &'n str)> {
        let lengths = &self.scopes[file as usize].lengths;
        let dots = name.match_indices('.').filter(|(at, _)| lengths.contains(at));
        dots.map(|(at, _)| (&name[..at], &name[at + 1..]))
    }

    /// A constant or a value of an enum that a file defines.
    fn own_value<'n>(&self, file: usize, name: &'n str) -> Option<Named<'n>> {
        let scope = &self.scopes[file];
        let Some((head, value)) = name.split_once('.') else {
            return scope.constants.get(name).copied().map(Named::Const);
        };
        let id = *scope.types.get(head)?;
        let is_value = self.declared(id).kind == Kind::Enum && self.member(id, value).is_some();
        is_value.then_some(Named::EnumValue(id, value))
    }

    /// Tells whether a name would be from a file that is missing, which is an error then.
    pub(super) fn is_missing(&self, file: u32, name: &str) -> bool {
        let missing = &self.files[file as usize].missing;
        let found = self.splits(file, name).find_map(|(prefix, _)| missing.get(prefix));
        if let Some(missing) = found {
            missing.used.set(true);
        }
        found.is_some() || self.is_unread(file, name)
    }

    /// Tells whether a name would be defined by something that could not be read, and was reported.
    fn is_unread(&self, file: u32, name: &str) -> bool {
        let unread = |file: usize, name: &str| {
            let first = name.split_once('.').map_or(name, |(first, _)| first);
            self.scopes[file].unread.contains(first)
        };
        unread(file as usize, name)
            || self
                .splits(file, name)
                .any(|(prefix, rest)| self.prefixed(file, prefix).any(|file| unread(file, rest)))
    }

    /// The prefix that an include gave to a file instead of its own.
    pub(super) fn renamed_prefix(&self, file: u32, prefix: &str) -> Option<String> {
        self.scopes[file as usize].renamed.get(prefix).map(|renamed| short(renamed))
    }

    /// Tells whether names with this prefix are those of an included file.
    pub(super) fn is_prefix(&self, file: u32, prefix: &str) -> bool {
        self.scopes[file as usize].prefixes.contains_key(prefix)
    }

    /// Another file with the prefix of a name, which defines a type of that name too.
    pub(super) fn rival(&self, file: u32, name: &str, found: ItemId) -> Option<ItemId> {
        let (prefix, name) = name.rsplit_once('.')?;
        let files = self.scopes[file as usize].prefixes.get(prefix)?;
        let all = files.iter().filter_map(|file| self.scopes[*file].types.get(name).copied());
        all.into_iter().find(|id| *id != found)
    }

    /// The prefixes that stand for several files, in the order of the first file of each.
    pub(super) fn shared_prefixes(&self, file: usize) -> Vec<(&'a str, Vec<usize>)> {
        let prefixes = &self.scopes[file].prefixes;
        let shared = self.files[file].visible.iter().filter_map(|visible| {
            let files = prefixes.get(visible.prefix.as_str())?;
            let is_first = files.len() > 1 && files.first() == Some(&visible.file);
            is_first.then(|| (visible.prefix.as_str(), files.clone()))
        });
        shared.collect()
    }

    /// The types and services of a file.
    pub(super) fn types(&self, file: usize) -> &HashMap<&'a str, ItemId> {
        &self.scopes[file].types
    }

    /// The nearest name of a constant or a value of an enum, for one that does not exist.
    pub(super) fn near_value(&self, file: u32, name: &str) -> Option<String> {
        if let Some((prefix, rest)) = name.split_once('.')
            && let Some(renamed) = self.renamed_prefix(file, prefix)
        {
            return Some(format!("{renamed}.{rest}"));
        }
        let scope = &self.scopes[file as usize];
        let Some((head, last)) = name.rsplit_once('.') else {
            let near = self.hints.nearest(name, scope.constants.keys().copied());
            return near.map(str::to_owned);
        };
        let replaced = |near: &str| format!("{head}.{near}");
        if let Some(files) = scope.prefixes.get(head) {
            let constants = files.iter().flat_map(|file| self.scopes[*file].constants.keys());
            return self.hints.nearest(last, constants.copied()).map(replaced);
        }
        match self.find_type(file, head).map(|id| self.item(id)) {
            Some(Some(Item::Enum(item))) => {
                let values = item.values.iter().map(|value| value.name.text.as_str());
                self.hints.nearest(last, values).map(replaced)
            }
            Some(_) => None,
            None => self.near_type(file, head).map(|near| format!("{near}.{last}")),
        }
    }

    fn prefixed(&self, file: u32, prefix: &str) -> impl Iterator<Item = usize> {
        let included = self.scopes[file as usize].prefixes.get(prefix).into_iter().flatten();
        let own = (self.files[file as usize].stem == prefix).then_some(file as usize);
        included.copied().chain(own)
    }
}

fn is_type(word: &str) -> bool {
    crate::ast::Base::from_name(word).is_some() || matches!(word, "list" | "set" | "map")
}
