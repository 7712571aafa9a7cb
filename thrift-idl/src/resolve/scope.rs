//! What names mean in a file, rows S2, I6 and C3.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::Resolver;
use super::declared::{Declared, Kind};
use crate::code::Code;
use crate::program::ItemId;
use crate::suggest::nearest;

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
        self.report(error.label(first.name.span, format!("the {} is here", first.keyword())));
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

    /// The nearest name of a type or service, for one that does not exist.
    pub(super) fn near_type(&mut self, file: u32, name: &str) -> Option<String> {
        self.hints = self.hints.checked_sub(1)?;
        let scope = &self.scopes[file as usize];
        let Some((prefix, last)) = name.rsplit_once('.') else {
            let base = crate::keyword::KEYWORDS.into_iter().filter(|word| is_type(word));
            let all = scope.types.keys().copied().chain(base);
            return nearest(name, sorted(all)).map(str::to_owned);
        };
        let Some(files) = scope.prefixes.get(prefix) else {
            let near = nearest(prefix, sorted(scope.prefixes.keys().copied()))?;
            return Some(format!("{near}.{last}"));
        };
        let all = files.iter().flat_map(|file| self.scopes[*file].types.keys().copied());
        nearest(last, sorted(all)).map(|near| format!("{prefix}.{near}"))
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

    /// The nearest name of a constant, for one that does not exist.
    pub(super) fn near_value(&self, file: u32, name: &str) -> Option<String> {
        let constants = self.scopes[file as usize].constants.keys().copied();
        nearest(name, sorted(constants)).map(str::to_owned)
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

/// In a fixed order, so that of two names equally near always the same is proposed.
fn sorted<'n>(names: impl Iterator<Item = &'n str>) -> Vec<&'n str> {
    let mut names: Vec<_> = names.collect();
    names.sort_unstable();
    names
}

fn is_type(word: &str) -> bool {
    crate::ast::Base::from_name(word).is_some() || matches!(word, "list" | "set" | "map")
}
