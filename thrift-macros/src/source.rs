//! Where an IDL comes from: the tokens of a block, a raw string, or a file.

use std::env;
use std::path::{Path, PathBuf};

use proc_macro2::{Delimiter, Span, TokenStream, TokenTree};
use quote::quote;
use thrift_idl::{
    Diagnostic, File, FileLoader, Loader, Options, Parsed, Program, Severity, SourceId, Sources,
    parse_source, parse_tokens,
};

use crate::ctxt::Ctxt;
use crate::generate::paths;
use crate::join::each;
use crate::lower::idl::Places;
use crate::settings::{self, Settings};
use crate::syntax::string;
use crate::tokens::Tokens;
use crate::words;

/// An IDL, read and resolved.
pub(crate) struct Source {
    pub(crate) settings: Settings,
    pub(crate) program: Program,
    /// The words of a block that editors are to know of; a text has no place for them.
    pub(crate) words: Vec<TokenStream>,
    origin: Origin,
    /// The texts that mistakes may be in.
    sources: Sources,
}

/// What the spans of an IDL are spans of.
struct Origin {
    /// The tokens of the root; the spans of a text are of no use to the compiler.
    tokens: Option<Tokens>,
    /// Where the root includes the other files, itself or by way of others: by their source.
    includes: Vec<Option<Span>>,
    /// What to underline for the rest.
    fallback: Span,
}

impl Places for Source {
    fn span(&self, source: SourceId, span: thrift_idl::Span) -> Span {
        match self.origin.tokens(source) {
            Some(tokens) => tokens.span(span),
            None => before(self.origin.text(source)),
        }
    }

    fn ends(&self, source: SourceId, span: thrift_idl::Span) -> (Span, Span) {
        match self.origin.tokens(source) {
            Some(tokens) => tokens.ends(span),
            None => (before(self.origin.text(source)), before(self.origin.text(source))),
        }
    }

    fn around(&self, source: SourceId, span: thrift_idl::Span) -> Option<(String, String)> {
        self.sources.around(source, span)
    }

    fn file(&self, source: SourceId) -> Span {
        self.origin.text(source)
    }
}

/// Where the names of a text are: right before its path. There an editor finds the text for each of
/// its names, but not all its names for the path; and as a place of the expansion, it is none that
/// an editor would write a new name to.
fn before(path: Span) -> Span {
    let span = if proc_macro::is_available() { path.unwrap().start().into() } else { path };
    paths::at(span)
}

impl Origin {
    fn of_text(span: Span) -> Self {
        Self { tokens: None, includes: Vec::new(), fallback: span }
    }

    fn of_block(tokens: Tokens, program: &Program) -> Self {
        let mut includes: Vec<Option<Span>> = Vec::new();
        let of_root = program.files.first().map_or(&[][..], |root| &root.includes);
        for include in of_root {
            let path = thrift_idl::Span::new(include.span.end, include.span.end);
            place(&mut includes, program.file(include.file), program, tokens.span(path));
        }
        Self { tokens: Some(tokens), includes, fallback: Span::call_site() }
    }

    fn tokens(&self, source: SourceId) -> Option<&Tokens> {
        self.tokens.as_ref().filter(|_| source == SourceId::ROOT)
    }

    /// What stands for a text: the path of its file, or the literal that it is.
    fn text(&self, source: SourceId) -> Span {
        let SourceId(source) = source;
        let include = self.includes.get(source as usize).copied().flatten();
        include.unwrap_or(self.fallback)
    }
}

/// Gives a place to a file, and to what it includes.
fn place(includes: &mut Vec<Option<Span>>, file: &File, program: &Program, span: Span) {
    let mut open = vec![file];
    while let Some(file) = open.pop() {
        let SourceId(source) = file.source;
        let source = source as usize;
        if includes.len() <= source {
            includes.resize(source + 1, None);
        }
        // What it includes was given one together with it.
        if includes[source].replace(span).is_none() {
            for include in &file.includes {
                open.push(program.file(include.file));
            }
        }
    }
}

/// Reads the input of `thrift!`.
pub(crate) fn block(cx: &Ctxt, input: TokenStream) -> Source {
    let (settings, input) = settings::leading(cx, input);
    match raw_string(&input) {
        Some((text, span)) => literal(cx, settings, &text, span),
        None => in_tokens(cx, settings, input),
    }
}

/// The text of a block that is one string and nothing else.
fn raw_string(input: &TokenStream) -> Option<(String, Span)> {
    let mut input = input.clone();
    loop {
        let mut trees = input.into_iter();
        match (trees.next(), trees.next()) {
            (Some(TokenTree::Literal(literal)), None) => {
                return string(&literal).map(|text| (text, literal.span()));
            }
            // As a `macro_rules!` macro passes on what it was given.
            (Some(TokenTree::Group(group)), None) if group.delimiter() == Delimiter::None => {
                input = group.stream();
            }
            _ => return None,
        }
    }
}

fn in_tokens(cx: &Ctxt, settings: Settings, input: TokenStream) -> Source {
    let tokens = Tokens::read(input);
    let loader = loader(cx, &settings, Span::call_site());
    let mut parsed = parse_tokens(&tokens.list, tokens.end(), &loader, Options::default());
    parsed.diagnostics.extend(tokens.diagnostics.iter().cloned());
    Diagnostic::sort(&mut parsed.diagnostics);
    let words = words::of_block(&tokens, &parsed.diagnostics, &parsed.program);
    let origin = Origin::of_block(tokens, &parsed.program);
    Source { words, ..finish(cx, settings, parsed, origin) }
}

fn literal(cx: &Ctxt, settings: Settings, text: &str, span: Span) -> Source {
    let loader = loader(cx, &settings, span);
    let parsed = parse_source(text, "thrift!", None, &loader, Options::default());
    finish(cx, settings, parsed, Origin::of_text(span))
}

/// Reads the input of `include_thrift!`, and the file that it names.
pub(crate) fn file(cx: &Ctxt, input: TokenStream) -> Option<Source> {
    let (settings, written) = settings::file(cx, input);
    let written = written?;
    let span = written.span();
    let shown = folder(span).join(written.value());
    let loader = loader(cx, &settings, span);
    let opened = shown
        .canonicalize()
        .map_err(|error| error.to_string())
        .and_then(|path| Ok((loader.read(&path)?, path)));
    let (text, path) = match opened {
        Ok(opened) => opened,
        Err(reason) => {
            cx.error(span, format_args!("cannot read `{}`: {reason}", shown.display()));
            return None;
        }
    };
    let parsed = parse_source(&text, shown, Some(&path), &loader, Options::default());
    Some(finish(cx, settings, parsed, Origin::of_text(span)))
}

/// Reports all that is wrong.
fn finish(cx: &Ctxt, settings: Settings, parsed: Parsed, origin: Origin) -> Source {
    let Parsed { program, diagnostics, sources, .. } = parsed;
    // Warnings have no way out of a macro, so what would change a value is an error here.
    for diagnostic in diagnostics {
        if diagnostic.is_error() || diagnostic.code.changes_value() {
            let error = Diagnostic { severity: Severity::Error, ..diagnostic };
            report(cx, &error, &sources, &origin);
        }
    }
    Source { settings, program, words: Vec::new(), origin, sources }
}

/// A mistake in tokens is underlined by the compiler; one in a text is shown with its line.
fn report(cx: &Ctxt, diagnostic: &Diagnostic, sources: &Sources, origin: &Origin) {
    let span = match origin.tokens(diagnostic.source) {
        Some(tokens) => tokens.span(diagnostic.span),
        None => origin.text(diagnostic.source),
    };
    let has_text = sources.get(diagnostic.source).is_some_and(|source| source.text.is_some());
    if has_text {
        return cx.error(span, diagnostic.render(sources).trim_end());
    }
    let why = diagnostic.code.why().map(|why| format!("\nnote: {why}"));
    let help = diagnostic.help.as_ref().map(|help| format!("\nhelp: {help}"));
    let (why, help) = (why.unwrap_or_default(), help.unwrap_or_default());
    cx.error(span, format_args!("{} [{}]{why}{help}", diagnostic.message, diagnostic.code));
}

/// Finds files beside those that include them, or the block, and then in the folders of the
/// settings.
fn loader(cx: &Ctxt, settings: &Settings, span: Span) -> FileLoader {
    let mut loader = FileLoader::new(folder(span));
    for written in &settings.include_dirs {
        let path = folder(written.span()).join(written.value());
        if path.is_dir() {
            loader = loader.include_dir(path);
        } else {
            cx.error(written.span(), format_args!("there is no folder `{}`", path.display()));
        }
    }
    loader
}

/// The folder of the source file, as for `include_str!`.
///
/// Editors expand macros without telling the file; then paths start at the sources of the package,
/// which is right for a file that stands there.
fn folder(span: Span) -> PathBuf {
    let file = if proc_macro::is_available() { span.unwrap().local_file() } else { None };
    if let Some(file) = file {
        return file.parent().map(Path::to_owned).unwrap_or_default();
    }
    env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from).unwrap_or_default().join("src")
}

// const _: &[u8] = ::core::include_bytes!("/path/of/the.thrift");
//
// The compiler expands the macro again when one of these files changes.
pub(crate) fn tracked(source: &Source) -> TokenStream {
    let byte = source.settings.krate.builtin("u8", Span::call_site());
    each(&source.program.files, &|file| {
        let path = file.path.as_ref().and_then(|path| path.to_str());
        let bytes = path.map(|path| quote!(const _: &[#byte] = ::core::include_bytes!(#path);));
        bytes.unwrap_or_default()
    })
}
