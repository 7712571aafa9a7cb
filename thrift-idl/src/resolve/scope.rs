//! What names mean in a file, rows S2, I6 and C3.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::Resolver;
use super::declared::{Declared, Kind};
use crate::code::Code;
use crate::keyword::KEYWORDS;
use crate::program::{Item, ItemId};

/// No file has a longer name.
const LONGEST_FILE_NAME: usize = 255;

/// The names of one file.
#[derive(Default)]
pub(super) struct Scope<'a> {
    /// Types and services, which share their names.
    types: HashMap<&'a str, ItemId>,
    constants: HashMap<&'a str, ItemId>,
    /// The files that a prefix stands for: direct includes only.
    prefixes: HashMap<&'a str, Vec<usize>>,
}

/// What a name in a value means.
#[derive(Clone, Copy)]
pub(super) enum Named {
    Const(ItemId),
    /// A value of this enum; the last part of the name is its name.
    EnumValue(ItemId),
}

impl<'a> Resolver<'a> {
    /// Gives every definition its name; a second one of a name has none, and goes.
    pub(super) fn declare(&mut self) {
        let files = self.files;
        for (file, loaded) in (0..).zip(files) {
            let mut scope = Scope::default();
            scope.types.reserve(self.declared[file as usize].len());
            for (prefix, target) in &loaded.visible {
                scope.prefixes.entry(prefix).or_default().push(*target);
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

    /// Tells whether a name is of an included file that could not be read, which was reported.
    pub(super) fn is_unread(&self, file: u32, name: &str) -> bool {
        let unread = &self.files[file as usize].unread;
        !unread.is_empty()
            && name
                .match_indices('.')
                .take_while(|(at, _)| *at <= LONGEST_FILE_NAME)
                .any(|(at, _)| unread.contains(&name[..at]))
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
            let near = self.hints.nearest(prefix, scope.prefixes.keys().copied())?;
            return Some(format!("{near}.{last}"));
        };
        let all = files.iter().flat_map(|file| self.defined(*file, services));
        self.hints.nearest(last, all).map(|near| format!("{prefix}.{near}"))
    }

    /// The names of the services of a file, or those of its types.
    fn defined(&self, file: usize, services: bool) -> impl Iterator<Item = &'a str> {
        let types = self.scopes[file].types.iter();
        let fits = move |id| services == (self.declared(id).kind == Kind::Service);
        types.filter(move |(_, id)| fits(**id)).map(|(name, _)| *name)
    }

    /// Finds a constant or a value of an enum (rows C3, E7). Here the file's own prefix counts.
    pub(super) fn find_value(&self, file: u32, name: &str) -> Option<Named> {
        let scope = &self.scopes[file as usize];
        let Some((head, last)) = name.rsplit_once('.') else {
            return scope.constants.get(name).copied().map(Named::Const);
        };
        let local = self.enum_value(file as usize, head, last);
        let included = || {
            let mut files = self.prefixed(file, head);
            files.find_map(|file| self.scopes[file].constants.get(last).copied()).map(Named::Const)
        };
        let value_of_included = || {
            let (prefix, name) = head.rsplit_once('.')?;
            self.prefixed(file, prefix).find_map(|file| self.enum_value(file, name, last))
        };
        local.or_else(included).or_else(value_of_included)
    }

    /// The nearest name of a constant or a value of an enum, for one that does not exist.
    pub(super) fn near_value(&self, file: u32, name: &str) -> Option<String> {
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

    fn enum_value(&self, file: usize, name: &str, value: &str) -> Option<Named> {
        let id = *self.scopes[file].types.get(name)?;
        let is_value = self.declared(id).kind == Kind::Enum && self.member(id, value).is_some();
        is_value.then_some(Named::EnumValue(id))
    }
}

fn is_type(word: &str) -> bool {
    crate::ast::Base::from_name(word).is_some() || matches!(word, "list" | "set" | "map")
}
