//! Where the items of each file are in Rust: in this expansion, or in a module that is there
//! already.

use proc_macro2::{Ident, Span};
use thrift_idl::{File, FileId, Program};

use super::names;
use crate::ctxt::Ctxt;
use crate::generate::paths;
use crate::settings::{Extern, ModulePath};
use crate::suggest;

/// Where the items of a file are.
pub(super) enum Home {
    /// Where the macro stands.
    Root,
    /// In a module that the expansion makes beside the items of the root.
    Module(Ident),
    /// In a module that the user names, or in one beside the items of that.
    Elsewhere(ModulePath, Option<Ident>),
}

/// Finds a home for every file.
///
/// What a file elsewhere includes is beside its items, as its own expansion has put it: so that
/// each type of the IDL is one type in Rust.
pub(super) fn of_files(cx: &Ctxt, program: &Program, externs: &[Extern]) -> Vec<Home> {
    let owners = Owners::new(cx, program, externs);
    let mut homes = Vec::new();
    for (number, file) in program.files.iter().enumerate() {
        homes.push(match owners.owner[number] {
            _ if number == 0 => Home::Root,
            None => Home::Module(names::module(file, Span::call_site())),
            Some(Owner { file: owner, entry }) => {
                // Where it does not exist, the name that the user wrote is to blame.
                let span = paths::at(entry.span);
                let module = (owner != number).then(|| names::module(file, span));
                Home::Elsewhere(entry.path.clone(), module)
            }
        });
    }
    homes
}

/// The file that decides where another one is.
#[derive(Clone, Copy)]
struct Owner<'a> {
    file: usize,
    entry: &'a Extern,
}

struct Owners<'a> {
    cx: &'a Ctxt,
    program: &'a Program,
    owner: Vec<Option<Owner<'a>>>,
    /// The files that were reported to have two.
    disputed: Vec<bool>,
}

impl<'a> Owners<'a> {
    fn new(cx: &'a Ctxt, program: &'a Program, externs: &'a [Extern]) -> Self {
        let files = program.files.len();
        let mut owners =
            Self { cx, program, owner: vec![None; files], disputed: vec![false; files] };
        let mut named = Vec::new();
        for entry in externs {
            if let Some(file) = owners.find(entry) {
                owners.owner[file] = Some(Owner { file, entry });
                named.push((file, entry));
            }
        }
        for (file, entry) in named {
            owners.take_includes(file, entry);
        }
        owners
    }

    /// The included file that is meant.
    fn find(&self, entry: &Extern) -> Option<usize> {
        let Extern { stem, span, .. } = entry;
        let (mut stems, mut found) = (Vec::new(), Vec::new());
        for (number, file) in self.program.files.iter().enumerate().skip(1) {
            stems.push(file.stem.as_str());
            if file.stem == *stem {
                found.push((number, file));
            }
        }
        match &found[..] {
            [(file, _)] => return Some(*file),
            [(_, first), (_, second), ..] => self.cx.error(
                *span,
                format_args!(
                    "two included files are named `{stem}`: {} and {}; rename one of them",
                    shown(first),
                    shown(second)
                ),
            ),
            [] => {
                let hint = match suggest::nearest(stem, &stems) {
                    Some(near) => format!("; did you mean `{near}`?"),
                    None => String::new(),
                };
                self.cx.error(*span, format_args!("no file named `{stem}` is included{hint}"));
            }
        }
        None
    }

    /// Takes what a file includes along to where the file is, save what is named itself.
    fn take_includes(&mut self, file: usize, entry: &'a Extern) {
        let owner = Owner { file, entry };
        let mut open = vec![file];
        while let Some(file) = open.pop() {
            for include in &self.program.files[file].includes {
                let FileId(target) = include.file;
                let target = target as usize;
                match self.owner[target] {
                    None if target != 0 => {
                        self.owner[target] = Some(owner);
                        open.push(target);
                    }
                    Some(other) if other.file != owner.file && other.file != target => {
                        self.dispute(target, other, owner);
                    }
                    _ => {}
                }
            }
        }
    }

    /// Each of two files may have put another one beside its items; nobody can tell which is meant.
    fn dispute(&mut self, file: usize, first: Owner<'_>, second: Owner<'_>) {
        if core::mem::replace(&mut self.disputed[file], true) {
            return;
        }
        let stem = |file: usize| &self.program.files[file].stem;
        let (name, span) = (stem(file), second.entry.span);
        let (first, second) = (stem(first.file), stem(second.file));
        self.cx.error(
            span,
            format_args!(
                "`{first}` and `{second}` both include `{name}`, which may be beside the items \
                 of either; say where it is, `{name} = …`"
            ),
        );
    }
}

/// The path of a file, for people.
fn shown(file: &File) -> String {
    file.path.as_ref().map_or_else(String::new, |path| format!("`{}`", path.display()))
}
