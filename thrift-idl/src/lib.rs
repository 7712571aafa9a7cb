//! Thrift IDL: text or tokens to syntax tree to resolved program.
//!
//! Three steps, each usable alone, none of which ever panics on its input:
//!
//! 1. [`lex`] splits text into [`Token`]s. Whoever has other tokens, such as a macro, starts here.
//! 2. [`parse`] makes a syntax tree, an [`ast::Document`].
//! 3. [`resolve`] reads includes, looks up names, numbers fields and evaluates values, and makes a
//!    [`Program`] that needs no more checks.
//!
//! Each step reports [`Diagnostic`]s and goes on with what is good.
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

pub mod ast;
mod code;
mod diagnostic;
pub mod doc;
pub mod keyword;
mod lexer;
pub mod number;
mod parser;
pub mod program;
mod resolve;
mod source;
mod suggest;
mod token;

pub use code::Code;
pub use diagnostic::{Diagnostic, Label, Severity};
pub use lexer::{Lexed, lex};
pub use parser::{MAX_DEPTH, parse};
pub use program::{File, FileId, Item, ItemId, Program, Type, TypeKind, Value};
pub use resolve::{Options, Root, resolve};
pub use source::{FileLoader, Loader, NoLoader, Position, Source, SourceId, Sources, stem};
pub use suggest::nearest;
pub use token::{Kind, Span, Token, is_symbol};

/// A text, all the way through.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Parsed {
    /// The program, without what is wrong.
    pub program: Program,
    /// What is wrong.
    pub diagnostics: Vec<Diagnostic>,
    /// The text, for [`Diagnostic::render`].
    pub sources: Sources,
}

/// Takes one text through all steps. It cannot include others; see [`parse_file`].
#[must_use]
pub fn parse_text(text: &str) -> Parsed {
    let path = std::path::PathBuf::from("input.thrift");
    run(path, text, &NoLoader, Options::default())
}

/// Takes a file, and what it includes, through all steps.
///
/// # Errors
///
/// The reason, when the file itself cannot be read; an include that cannot is a diagnostic.
pub fn parse_file(
    path: &std::path::Path,
    loader: &dyn Loader,
    options: Options,
) -> Result<Parsed, String> {
    let text = loader.read(path)?;
    Ok(run(path.to_owned(), &text, loader, options))
}

fn run(path: std::path::PathBuf, text: &str, loader: &dyn Loader, options: Options) -> Parsed {
    let mut sources = Sources::default();
    let source = sources.add_text(&path, text.to_owned());
    let lexed = lex(text);
    let (document, parsing) = parse(&lexed.tokens, lexed.end);
    let root = Root { document, source, stem: stem(&path), path: Some(path) };
    let (program, resolving) = resolve(root, options, loader, &mut sources);
    let mut diagnostics = lexed.diagnostics;
    diagnostics.extend(parsing);
    diagnostics.extend(resolving);
    diagnostics.sort_by_key(|diagnostic| (diagnostic.source, diagnostic.span.start));
    Parsed { program, diagnostics, sources }
}
