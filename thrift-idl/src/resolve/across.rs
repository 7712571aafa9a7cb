//! Names in a file and in those that it includes directly, rows I5 and I7.

use super::Resolver;
use super::declared::Kind;
use super::index::{Index, Key};
use super::load::Loaded;
use crate::ast::{Definition, Header, Name};
use crate::code::Code;
use crate::diagnostic::{Diagnostic, short};
use crate::program::ItemId;

/// What decides whether the code of two files gets in each other's way.
struct Namespaces<'a> {
    /// The namespace for `*`.
    fallback: Option<&'a str>,
    /// Those that differ from it, each behind its language.
    others: Vec<(&'a str, &'a str)>,
    /// Where among these that of a language is.
    languages: Index<'a>,
}

/// A constant, or a value of an enum.
struct Constant<'w> {
    file: usize,
    /// The name of the enum, of a value.
    owner: Option<&'w Name>,
    name: &'w Name,
}

impl Resolver<'_> {
    pub(super) fn check_across_files(&mut self) {
        let files = self.files;
        let mut namespaces = Vec::with_capacity(files.len());
        for file in files {
            namespaces.push(Namespaces::of(file));
        }
        // Of files that are included together more than once it is said once.
        let mut checked = Index::default();
        for file in 0..files.len() {
            for include in &files[file].includes {
                let target = include.file.0 as usize;
                if namespaces[file].are(&namespaces[target]) {
                    self.check_types_of(file, target);
                }
            }
            let mut found = Vec::new();
            for prefix in &self.scopes[file].prefixes {
                if prefix.files.len() < 2 {
                    continue;
                }
                let together = Key::Files(prefix.files.clone());
                if checked.get(&together).is_none() {
                    checked.first(together, file);
                    self.check_constants_of(prefix.name, &prefix.files, &mut found);
                }
            }
            self.diagnostics.append(&mut found);
        }
    }

    /// Reports types and services that both files define.
    fn check_types_of(&mut self, file: usize, target: usize) {
        // Going through the smaller one keeps the work in proportion to the text.
        let (own, included) = (self.declared.of_file(file), self.declared.of_file(target));
        let (names, other) =
            if own.len() < included.len() { (own, target) } else { (included, file) };
        for number in names {
            let known = &self.declared.all[number];
            let name = &known.name.text;
            if known.kind == Kind::Const || self.second[number] {
                continue;
            }
            let Some(other) = self.type_in(other, name) else { continue };
            let (second, first) =
                if other.file as usize == file { (other, known.id) } else { (known.id, other) };
            let second_number = self.number(second);
            // A definition that many files have too is one mistake.
            if !self.repeated[second_number] {
                self.repeated[second_number] = true;
                self.duplicate_across(second, first);
            }
        }
    }

    fn duplicate_across(&mut self, second: ItemId, first: ItemId) {
        let (name, keyword) = (&self.declared(second).name, self.declared(first).keyword());
        let path = short(&self.files[first.file as usize].stem);
        let message =
            format!("`{}` is already defined in `{path}`, of the same namespace", name.text);
        let error = self.error(second.file, Code::DuplicateAcrossFiles, name.span, message);
        let source = self.files[first.file as usize].source;
        let span = self.declared(first).name.span;
        let error = error.label_in(source, span, format!("the {keyword} is here"));
        self.report(error.help("give one of the files another `namespace`"));
    }

    /// Finds constants and values of enums that several of these files define, which have one
    /// prefix.
    fn check_constants_of(&self, prefix: &str, files: &[usize], found: &mut Vec<Diagnostic>) {
        let mut constants = Vec::new();
        for file in files {
            self.constants_of(*file, &mut constants);
        }
        let mut seen = Index::default();
        for (place, constant) in constants.iter().enumerate() {
            let first = &constants[seen.first(Key::Name(constant.path().into()), place)];
            if first.file != constant.file {
                found.push(self.ambiguous_constant(prefix, constant, first));
            }
        }
    }

    fn constants_of<'s>(&'s self, file: usize, found: &mut Vec<Constant<'s>>) {
        for number in self.declared.of_file(file) {
            match &self.written[number] {
                Some(Definition::Const(item)) => {
                    found.push(Constant { file, owner: None, name: &item.name });
                }
                Some(Definition::Enum(item)) => {
                    for value in &item.values {
                        found.push(Constant { file, owner: Some(&item.name), name: &value.name });
                    }
                }
                _ => {}
            }
        }
    }

    fn ambiguous_constant(
        &self,
        prefix: &str,
        second: &Constant<'_>,
        first: &Constant<'_>,
    ) -> Diagnostic {
        let (prefix, path) = (short(prefix), second.path());
        let message = format!("`{prefix}.{path}` is defined in two included files");
        let source = |constant: &Constant<'_>| self.files[constant.file].source;
        let error = Diagnostic::error(Code::AmbiguousName, second.name.span, message);
        let error = error.within(source(second));
        error.label_in(source(first), first.name.span, "also defined here").help(OTHER_PREFIX)
    }

    /// Reports the use of a type that two files with one prefix define.
    pub(super) fn check_ambiguous(&mut self, file: u32, name: &str, found: ItemId) {
        let Some(other) = self.rival(file, name, found) else { return };
        let ambiguous = &mut self.scopes[file as usize].ambiguous;
        if ambiguous.get(&Key::Item(found)).is_some() {
            return;
        }
        ambiguous.first(Key::Item(found), 0);
        let place = |id: ItemId| (self.files[id.file as usize].source, self.declared(id).name.span);
        let ((source, span), (first, label)) = (place(other), place(found));
        let message = format!("`{name}` is defined in two included files");
        let error = Diagnostic::error(Code::AmbiguousName, span, message).within(source);
        let error = error.label_in(first, label, "also defined here");
        self.report(error.help(OTHER_PREFIX));
    }
}

const OTHER_PREFIX: &str = "include one of the files under another prefix: `include \"…\" as name`";

impl Constant<'_> {
    /// Its name in its file.
    fn path(&self) -> String {
        match self.owner {
            Some(owner) => format!("{}.{}", owner.text, self.name.text),
            None => self.name.text.clone(),
        }
    }
}

impl<'a> Namespaces<'a> {
    fn of(file: &'a Loaded) -> Self {
        let mut fallback = None;
        let mut last = Index::default();
        let headers = &file.document.headers;
        for (place, header) in headers.iter().enumerate() {
            if let Header::Namespace(namespace) = header {
                if namespace.scope.text == "*" {
                    fallback = Some(namespace.name.text.as_str());
                }
                last.last(Key::name(&namespace.scope.text), place);
            }
        }
        let mut namespaces = Self { fallback, others: Vec::new(), languages: Index::default() };
        for (place, header) in headers.iter().enumerate() {
            if let Header::Namespace(namespace) = header
                && last.named(&namespace.scope.text) == Some(place)
                && fallback != Some(&namespace.name.text)
            {
                let language = Key::name(&namespace.scope.text);
                namespaces.languages.first(language, namespaces.others.len());
                namespaces.others.push((&namespace.scope.text, &namespace.name.text));
            }
        }
        namespaces
    }

    fn are(&self, other: &Self) -> bool {
        if self.fallback != other.fallback || self.others.len() != other.others.len() {
            return false;
        }
        for (language, name) in &self.others {
            match other.languages.named(language) {
                Some(place) if other.others[place].1 == *name => {}
                _ => return false,
            }
        }
        true
    }
}
