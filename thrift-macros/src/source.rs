//! Where an IDL comes from: the tokens of a block, a raw string, or a file.

use std::env;
use std::path::{Path, PathBuf};

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::LitStr;
use syn::ext::IdentExt;
use syn::parse::{ParseStream, Parser};
use syn::{Token, bracketed};
use thrift_idl::{
    Diagnostic, FileLoader, Loader, Options, Parsed, Program, SourceId, Sources, parse_source,
    parse_tokens,
};

use crate::ctxt::Ctxt;
use crate::generate::paths::Krate;
use crate::lower::idl::Places;
use crate::tokens::{self, Tokens};

/// An IDL, read and resolved.
pub(crate) struct Source {
    pub(crate) krate: Krate,
    pub(crate) program: Program,
    origin: Origin,
}

/// What the spans of an IDL are spans of.
struct Origin {
    /// The tokens of the root; the spans of a text are of no use to the compiler.
    tokens: Option<Tokens>,
    /// What to underline for the rest.
    fallback: Span,
}

impl Places for Source {
    fn span(&self, source: SourceId, span: thrift_idl::Span) -> Span {
        self.origin.span(source, span)
    }
}

impl Origin {
    fn span(&self, source: SourceId, span: thrift_idl::Span) -> Span {
        match &self.tokens {
            Some(tokens) if source == SourceId::ROOT => tokens.span(span),
            _ => self.fallback,
        }
    }
}

/// Reads the input of `thrift!`.
pub(crate) fn block(cx: &Ctxt, input: TokenStream) -> Source {
    let (krate, input) = krate(cx, input);
    match raw_string(&input) {
        Some((text, span)) => literal(cx, krate, &text, span),
        None => in_tokens(cx, krate, input),
    }
}

// `#![crate = ::renamed]` before the IDL
fn krate(cx: &Ctxt, input: TokenStream) -> (Krate, TokenStream) {
    let parse = |input: ParseStream<'_>| {
        let path = if is_attribute(input) { Some(crate_attribute(input)?) } else { None };
        Ok((path, input.parse::<TokenStream>()?))
    };
    match parse.parse2(input) {
        Ok((path, rest)) => (path.map_or_else(Krate::default, Krate::new), rest),
        Err(error) => {
            cx.syn_error(error);
            (Krate::default(), TokenStream::new())
        }
    }
}

/// A comment `//! …` or `/*! … */` arrives as an attribute too.
fn is_attribute(input: ParseStream<'_>) -> bool {
    let is_written = || {
        let ahead = input.fork();
        ahead.parse::<Token![#]>()?;
        ahead.parse::<Token![!]>()?;
        let attribute;
        bracketed!(attribute in ahead);
        attribute.call(Ident::parse_any)
    };
    is_written().is_ok_and(|name| name != "doc")
}

fn crate_attribute(input: ParseStream<'_>) -> syn::Result<TokenStream> {
    input.parse::<Token![#]>()?;
    input.parse::<Token![!]>()?;
    let attribute;
    bracketed!(attribute in input);
    attribute.parse::<Token![crate]>()?;
    attribute.parse::<Token![=]>()?;
    Ok(attribute.call(syn::Path::parse_mod_style)?.to_token_stream())
}

/// The text of a block that is one string and nothing else.
fn raw_string(input: &TokenStream) -> Option<(String, Span)> {
    let mut trees = input.clone().into_iter();
    match (trees.next(), trees.next()) {
        (Some(TokenTree::Literal(literal)), None) => {
            tokens::string(&literal).map(|text| (text, literal.span()))
        }
        _ => None,
    }
}

fn in_tokens(cx: &Ctxt, krate: Krate, input: TokenStream) -> Source {
    let tokens = Tokens::read(input);
    let fallback = Span::call_site();
    let loader = loader(fallback);
    let parsed = parse_tokens(&tokens.tokens, tokens.end(), &loader, Options::default());
    let origin = Origin { tokens: Some(tokens), fallback };
    finish(cx, krate, parsed, origin)
}

fn literal(cx: &Ctxt, krate: Krate, text: &str, span: Span) -> Source {
    let parsed = parse_source(text, "thrift!", None, &loader(span), Options::default());
    finish(cx, krate, parsed, Origin { tokens: None, fallback: span })
}

/// Reads the input of `include_thrift!`, and the file that it names.
pub(crate) fn file(cx: &Ctxt, input: TokenStream) -> Option<Source> {
    let (krate, input) = krate(cx, input);
    let written = syn::parse2::<LitStr>(input).map_err(|error| cx.syn_error(error)).ok()?;
    let span = written.span();
    let shown = folder(span).join(written.value());
    let loader = loader(span);
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
    Some(finish(cx, krate, parsed, Origin { tokens: None, fallback: span }))
}

/// Reports all that is wrong; warnings have no way out of a macro.
fn finish(cx: &Ctxt, krate: Krate, parsed: Parsed, origin: Origin) -> Source {
    let Parsed { program, diagnostics, sources, .. } = parsed;
    for diagnostic in diagnostics.iter().filter(|diagnostic| diagnostic.is_error()) {
        report(cx, diagnostic, &sources, &origin);
    }
    Source { krate, program, origin }
}

/// A mistake in tokens is underlined by the compiler; one in a text is shown with its line.
fn report(cx: &Ctxt, diagnostic: &Diagnostic, sources: &Sources, origin: &Origin) {
    let span = origin.span(diagnostic.source, diagnostic.span);
    let has_text = sources.get(diagnostic.source).is_some_and(|source| source.text.is_some());
    if has_text {
        return cx.error(span, diagnostic.render(sources).trim_end());
    }
    let why = diagnostic.code.why().map(|why| format!("\nnote: {why}"));
    let help = diagnostic.help.as_ref().map(|help| format!("\nhelp: {help}"));
    let notes: String = why.into_iter().chain(help).collect();
    cx.error(span, format_args!("{} [{}]{notes}", diagnostic.message, diagnostic.code));
}

fn loader(span: Span) -> FileLoader {
    FileLoader::new(folder(span))
}

/// The folder of the source file, as for `include_str!`.
///
/// Editors expand macros without telling the file; then paths start at the sources of the package,
/// which is right for a file that stands there.
fn folder(span: Span) -> PathBuf {
    if let Some(file) = span.local_file() {
        return file.parent().map(Path::to_owned).unwrap_or_default();
    }
    env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from).unwrap_or_default().join("src")
}

// const _: &[u8] = ::core::include_bytes!("/path/of/the.thrift");
//
// The compiler expands the macro again when one of these files changes.
pub(crate) fn tracked(source: &Source) -> TokenStream {
    let paths = source.program.files.iter().filter_map(|file| file.path.as_ref()?.to_str());
    let byte = source.krate.private(&quote!(u8));
    quote!(#(const _: &[#byte] = ::core::include_bytes!(#paths);)*)
}
