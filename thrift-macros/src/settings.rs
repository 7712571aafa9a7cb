//! What `thrift!` and `include_thrift!` are told besides the IDL.
//!
//! A list of settings stands in `#![…]` before the IDL of a block, and behind the path of a file.

use proc_macro2::{Delimiter, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::{LitStr, Token, braced, bracketed};

use crate::attr;
use crate::ctxt::Ctxt;
use crate::generate::paths::Krate;
use crate::join::separated;
use crate::suggest;
use crate::syntax::{Path, parse_all, stream_of};

/// All settings of one expansion.
#[derive(Default)]
pub(crate) struct Settings {
    pub(crate) krate: Krate,
    /// The folders to look in for what is not beside the file that includes it.
    pub(crate) include_dirs: Vec<LitStr>,
    /// The included files whose items are there already.
    pub(crate) externs: Vec<Extern>,
}

/// `shared = crate::shared`: a file, and the module that its items are in.
pub(crate) struct Extern {
    /// The name of the file without its extension.
    pub(crate) stem: String,
    pub(crate) span: Span,
    pub(crate) path: ModulePath,
}

/// A path as it reads where the macro stands.
#[derive(Clone)]
pub(crate) struct ModulePath {
    absolute: Option<TokenStream>,
    /// The segments of a relative one, without `self`.
    segments: Vec<Ident>,
}

/// How the settings are written.
const KEYS: [&str; 3] = ["crate", "include_dir", "extern"];

/// Takes the settings off the start of a macro input.
pub(crate) fn leading(cx: &Ctxt, input: TokenStream) -> (Settings, TokenStream) {
    let trees: Vec<TokenTree> = input.into_iter().collect();
    let mut reader = Reader::new(cx);
    let mut rest = &trees[..];
    while let [hash, not, attribute @ TokenTree::Group(group), behind @ ..] = rest
        && is_mark(hash, '#')
        && is_mark(not, '!')
        && group.delimiter() == Delimiter::Bracket
    {
        // A comment `//! …` or `/*! … */` arrives as an attribute too.
        if !is_doc(group.stream()) {
            reader.attribute(attribute.clone());
        }
        rest = behind;
    }
    (reader.settings, stream_of(rest))
}

/// Reads the path of a file, and the settings behind it.
pub(crate) fn file(cx: &Ctxt, input: TokenStream) -> (Settings, Option<LitStr>) {
    let (settings, input) = leading(cx, input);
    let mut reader = Reader { settings, ..Reader::new(cx) };
    let mut path = None;
    if let Err(error) = check_depth(input.clone()) {
        cx.syn_error(error);
        return (reader.settings, None);
    }
    let read = parse_all(input, &mut |input| {
        path = Some(input.parse()?);
        if input.is_empty() {
            return Ok(());
        }
        input.parse::<Token![,]>()?;
        reader.list(input)
    });
    if let Err(error) = read {
        cx.syn_error(error);
    }
    (reader.settings, path)
}

fn is_mark(tree: &TokenTree, mark: char) -> bool {
    matches!(tree, TokenTree::Punct(found) if found.as_char() == mark)
}

fn is_doc(attribute: TokenStream) -> bool {
    let first = attribute.into_iter().next();
    matches!(first, Some(TokenTree::Ident(name)) if name == "doc")
}

/// Refuses brackets in brackets without end: syn goes down into them by recursion.
fn check_depth(input: TokenStream) -> syn::Result<()> {
    let mut open = vec![input.into_iter()];
    while let Some(trees) = open.last_mut() {
        match trees.next() {
            Some(TokenTree::Group(group)) if open.len() > MAX_DEPTH => {
                let message = "no setting has so many brackets in brackets";
                return Err(syn::Error::new(group.span_open(), message));
            }
            Some(TokenTree::Group(group)) => open.push(group.stream().into_iter()),
            Some(_) => {}
            None => drop(open.pop()),
        }
    }
    Ok(())
}

/// Two are needed; those that nobody wrote, around the fragments of `macro_rules!`, count too.
const MAX_DEPTH: usize = 32;

struct Reader<'a> {
    cx: &'a Ctxt,
    settings: Settings,
    has_crate: bool,
    has_extern: bool,
}

impl<'a> Reader<'a> {
    fn new(cx: &'a Ctxt) -> Self {
        Self { cx, settings: Settings::default(), has_crate: false, has_extern: false }
    }

    /// `[…]` behind `#!`
    fn attribute(&mut self, brackets: TokenTree) {
        let brackets = TokenStream::from(brackets);
        let mut read = check_depth(brackets.clone());
        if read.is_ok() {
            read = parse_all(brackets, &mut |input| {
                let list;
                bracketed!(list in input);
                self.list(&list)
            });
        }
        if let Err(error) = read {
            self.cx.syn_error(error);
        }
    }

    fn list(&mut self, input: ParseStream<'_>) -> syn::Result<()> {
        while !input.is_empty() {
            self.setting(input)?;
            if !input.is_empty() {
                input.parse::<Token![,]>()?;
            }
        }
        Ok(())
    }

    fn setting(&mut self, input: ParseStream<'_>) -> syn::Result<()> {
        let key = input.call(Ident::parse_any)?;
        match key.to_string().as_str() {
            "crate" => {
                let path = module_path(input)?;
                if !is_absolute(&path) {
                    // Expansions have modules of their own, in which it would mean something else.
                    let message = "begin the path of the crate with `::` or `crate::`";
                    self.cx.syn_error(syn::Error::new_spanned(path, message));
                } else if self.once(&key, |reader| &mut reader.has_crate) {
                    self.settings.krate = Krate::new(path.to_token_stream());
                }
            }
            "include_dir" => {
                input.parse::<Token![=]>()?;
                self.settings.include_dirs.push(input.parse()?);
            }
            "extern" => {
                let files;
                braced!(files in input);
                if self.once(&key, |reader| &mut reader.has_extern) {
                    self.externs(&files)?;
                } else {
                    files.parse::<TokenStream>()?;
                }
            }
            unknown => {
                self.cx.error(key.span(), unknown_setting(unknown));
                attr::skip_value(input);
            }
        }
        Ok(())
    }

    /// Whether it is the first of its kind; a second one is reported.
    fn once(&mut self, key: &Ident, seen: impl FnOnce(&mut Self) -> &mut bool) -> bool {
        let is_first = !core::mem::replace(seen(self), true);
        if !is_first {
            self.cx.error(key.span(), format_args!("`{key}` is set already"));
        }
        is_first
    }

    fn externs(&mut self, input: ParseStream<'_>) -> syn::Result<()> {
        while !input.is_empty() {
            let (stem, span) = file_name(input)?;
            let path = ModulePath::new(&module_path(input)?)?;
            if self.settings.externs.iter().any(|known| known.stem == stem) {
                self.cx.error(span, format_args!("the module of `{stem}` is set already"));
            } else {
                self.settings.externs.push(Extern { stem, span, path });
            }
            if !input.is_empty() {
                input.parse::<Token![,]>()?;
            }
        }
        Ok(())
    }
}

/// The name of a file: a word, or a string where it is none, as for `b-c.thrift`.
fn file_name(input: ParseStream<'_>) -> syn::Result<(String, Span)> {
    if input.peek(LitStr) {
        let name: LitStr = input.parse()?;
        return Ok((name.value(), name.span()));
    }
    let name = input.call(Ident::parse_any)?;
    Ok((name.unraw().to_string(), name.span()))
}

// `= ::some::path`
fn module_path(input: ParseStream<'_>) -> syn::Result<Path> {
    input.parse::<Token![=]>()?;
    input.call(Path::parse_mod_style)
}

fn is_absolute(path: &Path) -> bool {
    let first = path.segments().first().map(ToString::to_string);
    path.is_global() || matches!(first.as_deref(), Some("crate" | "$crate"))
}

fn unknown_setting(key: &str) -> String {
    match suggest::nearest(key, &KEYS) {
        Some(near) => format!("unknown setting `{key}`; did you mean `{near}`?"),
        None => format!("unknown setting `{key}`; there are `crate`, `include_dir` and `extern`"),
    }
}

impl ModulePath {
    fn new(path: &Path) -> syn::Result<Self> {
        let segments = path.segments();
        let first = segments.first();
        match first.map(ToString::to_string).as_deref() {
            _ if is_absolute(path) => Ok(Self { absolute: Some(path.to_token_stream()), segments }),
            Some("self") => Ok(Self { absolute: None, segments: segments[1..].to_vec() }),
            Some("super") => Ok(Self { absolute: None, segments }),
            _ => {
                // The expansion has modules of its own, in which such a path means something else.
                let message = "begin the path with `crate::`, `::`, `self::` or `super::`";
                Err(syn::Error::new_spanned(first, message))
            }
        }
    }

    /// The path as it reads so many modules below the macro.
    pub(crate) fn below(&self, modules: usize) -> TokenStream {
        if let Some(path) = &self.absolute {
            return path.clone();
        }
        let mut segments = vec![Ident::new("super", Span::call_site()); modules];
        segments.extend_from_slice(&self.segments);
        if segments.is_empty() {
            return quote!(self);
        }
        separated(&segments, &quote!(::), &Ident::to_token_stream)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn good(input: TokenStream) -> (Settings, String) {
        let cx = Ctxt::new();
        let (settings, rest) = leading(&cx, input);
        assert_eq!(cx.finish().to_string(), "");
        (settings, rest.to_string())
    }

    fn mistakes(input: TokenStream) -> Vec<String> {
        let cx = Ctxt::new();
        leading(&cx, input);
        let errors = cx.finish().to_string();
        let texts = errors.split('"').skip(1).step_by(2);
        texts.map(str::to_owned).collect()
    }

    fn krate(settings: &Settings) -> String {
        settings.krate.builtin("X", Span::call_site()).to_string()
    }

    #[test]
    fn a_block_may_have_none() {
        let (settings, rest) = good(quote!(
            struct A {}
        ));
        assert_eq!(rest, "struct A { }");
        assert_eq!(krate(&settings), ":: thrift :: X");
        assert!(settings.include_dirs.is_empty() && settings.externs.is_empty());
    }

    #[test]
    fn all_of_them_in_one_list_or_in_several() {
        let one = quote! {
            #![crate = ::renamed, include_dir = "a", include_dir = "b", extern {
                shared = crate::shared, "b-c" = ::other::b_c, r#type = super::types,
            },]
            struct A {}
        };
        let several = quote! {
            #![crate = ::renamed]
            #![doc = " a comment"]
            #![include_dir = "a"]
            #![]
            #![include_dir = "b"]
            #![extern { shared = crate::shared, "b-c" = ::other::b_c, r#type = super::types }]
            struct A {}
        };
        for input in [one, several] {
            let (settings, rest) = good(input);
            assert_eq!(rest, "struct A { }");
            assert_eq!(krate(&settings), ":: renamed :: X");
            let dirs: Vec<_> = settings.include_dirs.iter().map(LitStr::value).collect();
            assert_eq!(dirs, ["a", "b"]);
            let stems: Vec<_> = settings.externs.iter().map(|it| it.stem.as_str()).collect();
            assert_eq!(stems, ["shared", "b-c", "type"]);
        }
    }

    #[test]
    fn behind_the_path_of_a_file() {
        for input in [
            quote!("x.thrift", include_dir = "a", extern { b = crate::b },),
            quote!(#![include_dir = "a"] "x.thrift", extern { b = crate::b }),
        ] {
            let cx = Ctxt::new();
            let (settings, path) = file(&cx, input);
            assert_eq!(cx.finish().to_string(), "");
            assert_eq!(path.unwrap().value(), "x.thrift");
            assert_eq!(settings.include_dirs.len(), 1);
            assert_eq!(settings.externs.len(), 1);
        }
    }

    #[test]
    fn paths_are_found_from_below() {
        let below = |path: &str, modules| {
            let path = ModulePath::new(&syn::parse_str(path).unwrap()).unwrap();
            path.below(modules).to_string().replace(' ', "")
        };
        assert_eq!(below("crate::a::b", 2), "crate::a::b");
        assert_eq!(below("::a", 2), "::a");
        assert_eq!(below("self::a", 0), "a");
        assert_eq!(below("self::a", 2), "super::super::a");
        assert_eq!(below("super::a", 0), "super::a");
        assert_eq!(below("super::a", 1), "super::super::a");
        assert_eq!(below("self", 0), "self");
        assert_eq!(below("self", 1), "super");
    }

    #[test]
    fn brackets_have_an_end() {
        let deep = (0..100).fold(quote!(), |inside, _| quote!({ #inside }));
        let expected = ["no setting has so many brackets in brackets"];
        assert_eq!(mistakes(quote!(#![extern #deep])), expected);
    }

    #[test]
    fn every_mistake_is_reported() {
        assert_eq!(
            mistakes(quote! {
                #![crat = ::a, include_dirs = "b", nonsense(1, 2), crate = ::c, crate = ::d]
                #![extern { a = crate::a, a = crate::b }, extern { b = c }]
                #![extern { a = b }]
            }),
            [
                "unknown setting `crat`; did you mean `crate`?",
                "unknown setting `include_dirs`; did you mean `include_dir`?",
                "unknown setting `nonsense`; there are `crate`, `include_dir` and `extern`",
                "`crate` is set already",
                "the module of `a` is set already",
                "`extern` is set already",
                "`extern` is set already",
            ]
        );
        assert_eq!(
            mistakes(quote!(#![extern { a = shared::a }] #![extern = 1] #![include_dir = a])),
            [
                "begin the path with `crate::`, `::`, `self::` or `super::`",
                "expected curly braces",
                "expected string literal",
            ]
        );
    }
}
