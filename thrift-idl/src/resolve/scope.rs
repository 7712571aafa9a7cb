//! What names mean in a file, rows S2, I6 and C3.

use super::Resolver;
use super::declared::{Declared, Kind, file_number};
use super::index::{Index, Key};
use super::load::Visible;
use crate::code::Code;
use crate::diagnostic::short;
use crate::keyword::KEYWORDS;
use crate::program::{Item, ItemId};
use crate::suggest::Search;
use crate::token::Span;

/// How many files may be included under one prefix.
const MOST_OF_A_PREFIX: usize = 64;

/// The names of one file.
#[derive(Default)]
pub(super) struct Scope<'a> {
    /// Types and services, which share their names, by the numbers of their definitions.
    types: Index<'a>,
    constants: Index<'a>,
    /// The prefixes of direct includes, in the order of the first of each.
    pub(super) prefixes: Vec<Prefix<'a>>,
    /// Where among these each is.
    places: Index<'a>,
    /// Which of the visible files have another prefix than that of the file, by the one they lost.
    renamed: Index<'a>,
    /// Which of the missing files have this prefix.
    missing: Index<'a>,
    /// Words of definitions that could not be read.
    unread: Index<'a>,
    /// Whether a prefix has so many bytes, also that of the file itself and of one that is missing.
    lengths: Vec<bool>,
    /// Types that two included files define, if it was reported already.
    pub(super) ambiguous: Index<'a>,
}

/// What some names begin with, and the files that they may be from.
pub(super) struct Prefix<'a> {
    pub(super) name: &'a str,
    pub(super) files: Vec<usize>,
    /// Whether there were too many.
    crowded: bool,
}

/// What a name in a value means.
#[derive(Clone, Copy)]
pub(super) enum Named<'n> {
    Const(ItemId),
    /// A value of this enum, by its name.
    EnumValue(ItemId, &'n str),
}

impl Scope<'_> {
    fn add_length(&mut self, prefix: &str) {
        if self.lengths.len() <= prefix.len() {
            self.lengths.resize(prefix.len() + 1, false);
        }
        self.lengths[prefix.len()] = true;
    }
}

impl<'a> Resolver<'a> {
    /// Gives every definition its name; a second one of a name has none, and goes.
    pub(super) fn declare(&mut self) {
        for file in 0..self.files.len() {
            let mut scope = Scope::default();
            self.declare_prefixes(file, &mut scope);
            for word in &self.files[file].document.unread {
                scope.unread.first(Key::name(word), 0);
            }
            self.declare_names(file, &mut scope);
            self.scopes.push(scope);
        }
    }

    fn declare_prefixes(&mut self, file: usize, scope: &mut Scope<'a>) {
        let loaded = &self.files[file];
        scope.add_length(&loaded.stem);
        for (number, missing) in loaded.missing.iter().enumerate() {
            scope.missing.first(Key::name(&missing.prefix), number);
            scope.add_length(&missing.prefix);
        }
        for (number, Visible { prefix, file: target, span }) in loaded.visible.iter().enumerate() {
            scope.add_length(prefix);
            let stem = &self.files[*target].stem;
            if prefix != stem {
                scope.renamed.last(Key::name(stem), number);
            }
            let place = scope.places.first(Key::name(prefix), scope.prefixes.len());
            if place == scope.prefixes.len() {
                scope.prefixes.push(Prefix { name: prefix, files: Vec::new(), crowded: false });
            }
            let known = &mut scope.prefixes[place];
            if known.files.len() < MOST_OF_A_PREFIX {
                known.files.push(*target);
            } else if !known.crowded {
                known.crowded = true;
                self.crowded(file_number(file), prefix, *span);
            }
        }
    }

    fn declare_names(&mut self, file: usize, scope: &mut Scope<'a>) {
        for number in self.declared.of_file(file) {
            let declared = &self.declared.all[number];
            let names = match declared.kind {
                Kind::Const => &mut scope.constants,
                _ => &mut scope.types,
            };
            let first = names.first(Key::name(&declared.name.text), number);
            if first != number {
                self.duplicate(declared.id.file, &self.declared.all[first], declared);
                self.second[number] = true;
                self.written[number] = None;
            }
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
        let Some((prefix, name)) = name.rsplit_once('.') else {
            return self.type_in(file as usize, name);
        };
        for file in self.files_of(file, prefix)? {
            let found = self.type_in(*file, name);
            if found.is_some() {
                return found;
            }
        }
        None
    }

    /// The type or service that a file defines.
    pub(super) fn type_in(&self, file: usize, name: &str) -> Option<ItemId> {
        let number = self.scopes[file].types.named(name)?;
        Some(self.declared.all[number].id)
    }

    /// The files that are included under a prefix.
    fn files_of(&self, file: u32, prefix: &str) -> Option<&[usize]> {
        let scope = &self.scopes[file as usize];
        let place = scope.places.named(prefix)?;
        Some(&scope.prefixes[place].files)
    }

    /// The nearest name of a type, for one that does not exist.
    pub(super) fn near_type(&self, file: u32, name: &str) -> Option<String> {
        self.near_definition(file, name, Wanted::Type)
    }

    /// The nearest name of a service, for one that does not exist.
    pub(super) fn near_service(&self, file: u32, name: &str) -> Option<String> {
        self.near_definition(file, name, Wanted::Service)
    }

    fn near_definition(&self, file: u32, name: &str, wanted: Wanted) -> Option<String> {
        let Some((prefix, last)) = name.rsplit_once('.') else {
            let mut search = self.hints.search(name)?;
            self.look_in(&mut search, file as usize, wanted)?;
            for word in KEYWORDS {
                if wanted == Wanted::Type && is_type(word) {
                    search.look_at(word)?;
                }
            }
            return search.nearest().map(str::to_owned);
        };
        if self.is_prefix(file, prefix) {
            return self.near_of(file, prefix, last, wanted);
        }
        if let Some(renamed) = self.renamed_prefix(file, prefix) {
            return Some(format!("{renamed}.{last}"));
        }
        let mut search = self.hints.search(prefix)?;
        for known in &self.scopes[file as usize].prefixes {
            search.look_at(known.name)?;
        }
        search.nearest().map(|near| format!("{near}.{last}"))
    }

    /// The nearest name with a prefix of an include.
    fn near_of(&self, file: u32, prefix: &str, name: &str, wanted: Wanted) -> Option<String> {
        let mut search = self.hints.search(name)?;
        for file in self.files_of(file, prefix)? {
            self.look_in(&mut search, *file, wanted)?;
        }
        search.nearest().map(|near| format!("{prefix}.{near}"))
    }

    /// Looks at the names that a file defines; `None` when there is no work left to give.
    fn look_in(&self, search: &mut Search<'_, 'a>, file: usize, wanted: Wanted) -> Option<()> {
        for number in self.declared.of_file(file) {
            let declared = &self.declared.all[number];
            let kind = match declared.kind {
                Kind::Service => Wanted::Service,
                Kind::Const => Wanted::Const,
                Kind::Struct(_) | Kind::Enum | Kind::Typedef => Wanted::Type,
            };
            if kind == wanted && !self.second[number] {
                search.look_at(&declared.name.text)?;
            } else {
                search.pass()?;
            }
        }
        Some(())
    }

    /// Finds a constant or a value of an enum (rows C3, E7). Here the file's own prefix counts.
    pub(super) fn find_value<'n>(&self, file: u32, name: &'n str) -> Option<Named<'n>> {
        // Prefixes may have dots, and so may the values of enums.
        let own = self.own_value(file as usize, name);
        if own.is_some() {
            return own;
        }
        for (prefix, rest) in &self.splits(file, name) {
            for file in &self.prefixed(file, prefix) {
                let found = self.own_value(*file, rest);
                if found.is_some() {
                    return found;
                }
            }
        }
        None
    }

    /// A name as a prefix and what follows it, wherever the prefix is as long as one that there is.
    fn splits<'n>(&self, file: u32, name: &'n str) -> Vec<(&'n str, &'n str)> {
        let lengths = &self.scopes[file as usize].lengths;
        let mut splits = Vec::new();
        for at in 0..name.len().min(lengths.len()) {
            if lengths[at] && name.as_bytes()[at] == b'.' {
                splits.push((&name[..at], &name[at + 1..]));
            }
        }
        splits
    }

    /// A constant or a value of an enum that a file defines.
    fn own_value<'n>(&self, file: usize, name: &'n str) -> Option<Named<'n>> {
        let Some((head, value)) = name.split_once('.') else {
            let number = self.scopes[file].constants.named(name)?;
            return Some(Named::Const(self.declared.all[number].id));
        };
        let id = self.type_in(file, head)?;
        let is_value = self.declared(id).kind == Kind::Enum && self.member(id, value).is_some();
        is_value.then_some(Named::EnumValue(id, value))
    }

    /// Tells whether a name would be from a file that is missing, which is an error then.
    pub(super) fn is_missing(&self, file: u32, name: &str) -> bool {
        for (prefix, _) in &self.splits(file, name) {
            if let Some(number) = self.scopes[file as usize].missing.named(prefix) {
                self.files[file as usize].missing[number].used.set(true);
                return true;
            }
        }
        self.is_unread(file, name)
    }

    /// Tells whether a name would be defined by something that could not be read, and was reported.
    fn is_unread(&self, file: u32, name: &str) -> bool {
        let unread = |file: usize, name: &str| {
            let first = name.split_once('.').map_or(name, |(first, _)| first);
            self.scopes[file].unread.has(first)
        };
        if unread(file as usize, name) {
            return true;
        }
        for (prefix, rest) in &self.splits(file, name) {
            for file in &self.prefixed(file, prefix) {
                if unread(*file, rest) {
                    return true;
                }
            }
        }
        false
    }

    /// The prefix that an include gave to a file instead of its own.
    pub(super) fn renamed_prefix(&self, file: u32, prefix: &str) -> Option<String> {
        let number = self.scopes[file as usize].renamed.named(prefix)?;
        Some(short(&self.files[file as usize].visible[number].prefix))
    }

    /// Tells whether names with this prefix are those of an included file.
    pub(super) fn is_prefix(&self, file: u32, prefix: &str) -> bool {
        self.scopes[file as usize].places.has(prefix)
    }

    /// Another file with the prefix of a name, which defines a type of that name too.
    pub(super) fn rival(&self, file: u32, name: &str, found: ItemId) -> Option<ItemId> {
        let (prefix, name) = name.rsplit_once('.')?;
        for file in self.files_of(file, prefix)? {
            let rival = self.type_in(*file, name).filter(|id| *id != found);
            if rival.is_some() {
                return rival;
            }
        }
        None
    }

    /// The nearest name of a constant or a value of an enum, for one that does not exist.
    pub(super) fn near_value(&self, file: u32, name: &str) -> Option<String> {
        if let Some((prefix, rest)) = name.split_once('.')
            && let Some(renamed) = self.renamed_prefix(file, prefix)
        {
            return Some(format!("{renamed}.{rest}"));
        }
        let Some((head, last)) = name.rsplit_once('.') else {
            let mut search = self.hints.search(name)?;
            self.look_in(&mut search, file as usize, Wanted::Const)?;
            return search.nearest().map(str::to_owned);
        };
        if self.is_prefix(file, head) {
            return self.near_of(file, head, last, Wanted::Const);
        }
        match self.find_type(file, head).map(|id| self.item(id)) {
            Some(Some(Item::Enum(item))) => {
                let mut search = self.hints.search(last)?;
                for value in &item.values {
                    search.look_at(&value.name.text)?;
                }
                search.nearest().map(|near| format!("{head}.{near}"))
            }
            Some(_) => None,
            None => self.near_type(file, head).map(|near| format!("{near}.{last}")),
        }
    }

    fn prefixed(&self, file: u32, prefix: &str) -> Vec<usize> {
        let mut files = self.files_of(file, prefix).unwrap_or_default().to_vec();
        if self.files[file as usize].stem == prefix {
            files.push(file as usize);
        }
        files
    }
}

/// What a name is to be that does not exist.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wanted {
    Type,
    Service,
    Const,
}

fn is_type(word: &str) -> bool {
    crate::ast::Base::from_name(word).is_some() || matches!(word, "list" | "set" | "map")
}
