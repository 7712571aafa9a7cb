//! Thrift IDL: text or tokens to syntax tree to resolved program.
//!
//! Three steps, each usable alone, none of which ever panics on its input:
//!
//! 1. [`lex()`] splits text into [`Token`]s. Whoever has other tokens, such as a macro, starts here.
//! 2. [`parse()`] makes a syntax tree, an [`ast::Document`].
//! 3. [`resolve()`] reads includes, looks up names, numbers fields and evaluates values, and makes a
//!    [`Program`] that needs no more checks.
//!
//! Each step reports [`Diagnostic`]s and goes on with what is good. The way back is [`print()`], from
//! a syntax tree to text; [`format()`] does both for the text of a file, comments included.
//!
//! ```
//! use thrift_idl::{Item, parse_text};
//!
//! let parsed = parse_text("struct User { 1: i32 id, 2: string name, 3: Group group }");
//! let Item::Struct(user) = &parsed.program.files[0].items[0] else { panic!() };
//! assert_eq!(user.fields[1].name.text, "name");
//! assert!(parsed.diagnostics[0].render(&parsed.sources).starts_with(
//!     "input.thrift:1:45: error[T0031]: cannot find type `Group` in this file\n"
//! ));
//! ```

#![forbid(unsafe_code)]
#![warn(clippy::std_instead_of_core)]

mod annotation;
pub mod ast;
mod code;
mod diagnostic;
pub mod doc;
pub mod graph;
#[cfg(feature = "tools")]
mod json;
pub mod keyword;
mod lexer;
pub mod literal;
mod loader;
pub mod number;
mod parser;
#[cfg(feature = "tools")]
mod print;
pub mod program;
mod resolve;
mod source;
mod suggest;
mod token;
mod uuid;

use std::path::Path;

use crate::parser::parse_str;

pub use code::Code;
pub use diagnostic::{Diagnostic, Label, Severity};
#[cfg(feature = "tools")]
pub use json::to_json;
pub use lexer::{Lexed, lex};
#[cfg(feature = "tools")]
pub use loader::MemoryLoader;
pub use loader::{FileLoader, Loader, NoLoader, stem};
pub use parser::{MAX_DEPTH, parse};
#[cfg(feature = "tools")]
pub use print::{format, print};
pub use program::{File, FileId, Item, ItemId, Program, Type, TypeKind, Value};
pub use resolve::{Options, Root, resolve};
pub use source::{Position, Source, SourceId, Sources};
pub use suggest::nearest;
pub use token::{Kind, Span, Token, is_symbol};

/// An input, all the way through.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Parsed {
    /// The program, without what is wrong.
    pub program: Program,
    /// What is wrong, in the order of the source.
    pub diagnostics: Vec<Diagnostic>,
    /// The texts, for [`Diagnostic::render`].
    pub sources: Sources,
}

/// Takes one text through all steps. It cannot include others; see [`parse_file`].
#[must_use]
pub fn parse_text(text: &str) -> Parsed {
    parse_source(text, "input.thrift", None, &NoLoader, Options::default())
}

/// Takes a file, and what it includes, through all steps.
///
/// # Errors
///
/// The reason, when the file itself cannot be read; an include that cannot is a diagnostic.
pub fn parse_file(path: &Path, loader: &dyn Loader, options: Options) -> Result<Parsed, String> {
    let text = loader.read(path)?;
    Ok(parse_source(&text, path, Some(path), loader, options))
}

/// Takes a text, and what it includes, through all steps. It is shown to people as `shown`;
/// `path` is the file that it is, as the loader knows it, if it is one.
#[must_use]
pub fn parse_source(
    text: &str,
    shown: impl AsRef<Path>,
    path: Option<&Path>,
    loader: &dyn Loader,
    options: Options,
) -> Parsed {
    parse_shown(text, shown.as_ref(), path, loader, options)
}

fn parse_shown(
    text: &str,
    shown: &Path,
    path: Option<&Path>,
    loader: &dyn Loader,
    options: Options,
) -> Parsed {
    let mut parsed = Parsed::default();
    let source = parsed.sources.add_text(shown, text.to_owned());
    let (document, diagnostics) = parse_str(text);
    parsed.diagnostics = diagnostics;
    let stem = stem(path.unwrap_or(shown));
    let root = Root { document, source, stem, path: path.map(Path::to_owned) };
    parsed.resolved(root, options, loader)
}

/// Takes tokens, and what they include, through all steps; `end` is the place behind the last.
#[must_use]
pub fn parse_tokens(
    tokens: &[Token<'_>],
    end: Span,
    loader: &dyn Loader,
    options: Options,
) -> Parsed {
    let mut parsed = Parsed::default();
    let source = parsed.sources.add_tokens("tokens");
    let (document, diagnostics) = parse(tokens, end);
    parsed.diagnostics = diagnostics;
    let root = Root { document, source, stem: "tokens".to_owned(), path: None };
    parsed.resolved(root, options, loader)
}

impl Parsed {
    fn resolved(mut self, root: Root, options: Options, loader: &dyn Loader) -> Self {
        let (program, mut diagnostics) = resolve(root, options, loader, &mut self.sources);
        self.program = program;
        self.diagnostics.append(&mut diagnostics);
        Diagnostic::sort(&mut self.diagnostics);
        self
    }
}
