//! Names in a file and in those that it includes directly, rows I5 and I7.

use std::collections::{HashMap, HashSet};

use super::Resolver;
use super::load::Loaded;
use crate::ast::{Const, Definition, Header};
use crate::code::Code;
use crate::diagnostic::{Diagnostic, short};
use crate::program::ItemId;
use crate::token::Span;

/// What decides whether the code of two files gets in each other's way: the namespace for `*`,
/// and those of single languages that differ from it, in their order.
type Namespaces<'a> = (Option<&'a str>, Vec<(&'a str, &'a str)>);

impl Resolver<'_> {
    pub(super) fn check_across_files(&mut self) {
        let files = self.files;
        let namespaces: Vec<Namespaces<'_>> = files.iter().map(namespaces).collect();
        // Of files that are included together more than once it is said once.
        let mut checked = HashSet::new();
        for (file, loaded) in files.iter().enumerate() {
            for include in &loaded.includes {
                let target = include.file.0 as usize;
                if namespaces[file] == namespaces[target] {
                    self.check_types_of(file, target);
                }
            }
            for (prefix, files) in self.shared_prefixes(file) {
                if checked.insert(files.clone()) {
                    self.check_constants_of(prefix, &files);
                }
            }
        }
    }

    /// Reports types and services that both files define.
    fn check_types_of(&mut self, file: usize, target: usize) {
        let (own, included) = (self.types(file), self.types(target));
        // Going through the smaller one keeps the work in proportion to the text.
        let names = if own.len() < included.len() { own } else { included };
        let both = names.keys().filter_map(|name| Some((*own.get(name)?, *included.get(name)?)));
        let mut both: Vec<(ItemId, ItemId)> = both.collect();
        both.sort_unstable();
        for (second, first) in both {
            // A definition that many files have too is one mistake.
            if self.repeated.insert(second, ()).is_none() {
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

    /// Reports constants and values of enums that several of these files define, which have one
    /// prefix.
    fn check_constants_of(&mut self, prefix: &str, files: &[usize]) {
        let mut seen: HashMap<(&str, &str), (usize, Span)> = HashMap::new();
        let mut found = Vec::new();
        for file in files.iter().copied() {
            for (name, span) in self.constants_of(file) {
                let (first, label) = *seen.entry(name).or_insert((file, span));
                if first != file {
                    let here = (file, span);
                    found.push(self.ambiguous_constant(prefix, name, here, (first, label)));
                }
            }
        }
        self.diagnostics.extend(found);
    }

    /// The constants of a file, and the values of its enums, each behind the name of the enum.
    fn constants_of(&self, file: usize) -> Vec<((&str, &str), Span)> {
        let mut found = Vec::new();
        for definition in self.written[file].iter().flatten() {
            match definition {
                Definition::Const(Const { name, .. }) => {
                    found.push((("", name.text.as_str()), name.span));
                }
                Definition::Enum(item) => found.extend(item.values.iter().map(|value| {
                    ((item.name.text.as_str(), value.name.text.as_str()), value.name.span)
                })),
                Definition::Struct(_) | Definition::Typedef(_) | Definition::Service(_) => {}
            }
        }
        found
    }

    fn ambiguous_constant(
        &self,
        prefix: &str,
        (owner, name): (&str, &str),
        (file, span): (usize, Span),
        (first, label): (usize, Span),
    ) -> Diagnostic {
        let owner = if owner.is_empty() { String::new() } else { format!("{owner}.") };
        let message = format!("`{}.{owner}{name}` is defined in two included files", short(prefix));
        let source = |file: usize| self.files[file].source;
        let error = Diagnostic::error(Code::AmbiguousName, span, message).within(source(file));
        error.label_in(source(first), label, "also defined here").help(OTHER_PREFIX)
    }

    /// Reports the use of a type that two files with one prefix define.
    pub(super) fn check_ambiguous(&mut self, file: u32, name: &str, found: ItemId) {
        let Some(other) = self.rival(file, name, found) else { return };
        if !self.ambiguous.insert((file, found)) {
            return;
        }
        let place = |id: ItemId| (self.files[id.file as usize].source, self.declared(id).name.span);
        let ((source, span), (first, label)) = (place(other), place(found));
        let message = format!("`{name}` is defined in two included files");
        let error = Diagnostic::error(Code::AmbiguousName, span, message).within(source);
        let error = error.label_in(first, label, "also defined here");
        self.report(error.help(OTHER_PREFIX));
    }
}

const OTHER_PREFIX: &str = "include one of the files under another prefix: `include \"…\" as name`";

fn namespaces(file: &Loaded) -> Namespaces<'_> {
    let mut all = HashMap::new();
    for header in &file.document.headers {
        if let Header::Namespace(namespace) = header {
            all.insert(namespace.scope.text.as_str(), namespace.name.text.as_str());
        }
    }
    let fallback = all.remove("*");
    let others = all.into_iter().filter(|(_, name)| Some(*name) != fallback);
    let mut others: Vec<_> = others.collect();
    others.sort_unstable();
    (fallback, others)
}
