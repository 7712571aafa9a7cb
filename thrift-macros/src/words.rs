//! The words of a block, for editors.
//!
//! An editor knows of a block what its expansion says. So the expansion mentions the words that are
//! left of no other use: pointing at one then shows what it means. Words that could not be read or
//! found are mentioned as well: an editor completes a name only where it sees a path.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::quote;
use thrift_idl::keyword::is_keyword as is_reserved;
use thrift_idl::program::Field;
use thrift_idl::{Code, Diagnostic, Item, Kind, Program, SourceId, Token};

use crate::case;
use crate::generate::paths::{self, Krate};
use crate::tokens::Tokens;

/// Keywords without an item in `thrift-core/src/private/idl.rs`: types that Rust has under the same
/// names, values, and what was for XML.
const UNEXPLAINED: [&str; 11] = [
    "bool",
    "false",
    "i16",
    "i32",
    "i64",
    "i8",
    "true",
    "xsd_all",
    "xsd_attrs",
    "xsd_nillable",
    "xsd_optional",
];

// const _: () = {
//     use ::thrift::private::{self as __thrift, From as _};
//     use __thrift::idl::*;
//     type __Words = (r#struct, required, string, …);
// };
//
// First of all items: an editor completes in the expansion of a text that has one word more, and
// takes the place of that word for one in the expansion of the text.
pub(crate) fn mentioned(krate: &Krate, words: &[TokenStream]) -> TokenStream {
    if words.is_empty() {
        return TokenStream::new();
    }
    krate.anonymous(&quote! {
        #[allow(unused_imports)]
        use __thrift::idl::*;
        type __Words = (#(#words,)*);
    })
}

/// The paths to mention: of words that are wrong, and of keywords.
pub(crate) fn of_block(
    tokens: &Tokens,
    diagnostics: &[Diagnostic],
    program: &Program,
) -> Vec<TokenStream> {
    let names = names(tokens, program);
    let wrong = wrong(tokens, diagnostics);
    let mut words = Vec::new();
    for (index, token) in tokens.list.iter().enumerate() {
        // A mistake is found at the word, or at the token behind it.
        let next = tokens.list.get(index + 1);
        let is_wrong = wrong.has(token) || next.is_some_and(|next| wrong.has(next));
        if is_wrong && !names.has(token) && !is_keyword(token) && can_be_type(token, program) {
            words.push(path(tokens, token));
        }
    }
    for token in &tokens.list {
        if is_keyword(token) && !names.has(token) {
            words.push(keyword(tokens, token));
        }
    }
    words
}

/// Some of the places of a block.
struct Marked(Vec<bool>);

impl Marked {
    fn none(tokens: &Tokens) -> Self {
        Self(vec![false; tokens.places()])
    }

    fn add(&mut self, place: thrift_idl::Span) {
        if let Some(is_marked) = self.0.get_mut(place.start as usize) {
            *is_marked = true;
        }
    }

    fn has(&self, token: &Token<'_>) -> bool {
        self.0.get(token.span.start as usize).copied().unwrap_or(false)
    }
}

// `struct` → r#struct
//
// There are many of them; nothing has to find out whether they are identifiers.
fn keyword(tokens: &Tokens, token: &Token<'_>) -> TokenStream {
    let Kind::Ident(text) = &token.kind else { return TokenStream::new() };
    let span = paths::at(tokens.span(token.span));
    let word = match &**text {
        text @ ("async" | "const" | "enum" | "struct") => Ident::new_raw(text, span),
        text => Ident::new(text, span),
    };
    TokenTree::from(word).into()
}

fn is_keyword(token: &Token<'_>) -> bool {
    let Kind::Ident(text) = &token.kind else { return false };
    is_reserved(text) && !UNEXPLAINED.contains(&text.as_ref())
}

/// Where something stands, or is missing, that would be a type.
fn wrong(tokens: &Tokens, diagnostics: &[Diagnostic]) -> Marked {
    let mut wrong = Marked::none(tokens);
    for found in diagnostics {
        let is_type = matches!(found.code, Code::UnknownType | Code::Syntax);
        if is_type && found.is_error() && found.source == SourceId::ROOT {
            wrong.add(found.span);
        }
    }
    wrong
}

/// Whether the compiler would say no more about such a type than that there is none, which it
/// leaves to our own message: of a service or a file it would say that it is no type.
fn can_be_type(token: &Token<'_>, program: &Program) -> bool {
    let Kind::Ident(text) = &token.kind else { return false };
    let [root, included @ ..] = &*program.files else { return false };
    let with_stem = |stem: &str| included.iter().find(|file| file.stem == stem);
    let (file, name) = match text.rsplit_once('.') {
        Some((stem, name)) => (with_stem(stem), name),
        None => (Some(root), &**text),
    };
    let is_service = |item: &Item| matches!(item, Item::Service(_)) && item.name().text == name;
    file.is_some_and(|file| !file.items.iter().any(is_service)) && with_stem(text).is_none()
}

// `shared.User` → shared::User
fn path(tokens: &Tokens, token: &Token<'_>) -> TokenStream {
    let Kind::Ident(text) = &token.kind else { return TokenStream::new() };
    let (first, last) = tokens.ends(token.span);
    let (stem, name) = match text.rsplit_once('.') {
        Some((stem, name)) => (Some(stem), name),
        None => (None, &**text),
    };
    let module = stem.map(|stem| case::snake(stem, paths::at(first)));
    let module = module.iter();
    let name = case::verbatim(name, paths::at(last));
    quote!(#(#module::)* #name)
}

/// The places where a word is a name, which a keyword can be.
fn names(tokens: &Tokens, program: &Program) -> Marked {
    let mut names = Marked::none(tokens);
    let items = program.files.first().map_or(&[][..], |root| &root.items);
    for item in items {
        names.add(item.name().span);
        match item {
            Item::Struct(item) => fields(&mut names, &item.fields),
            Item::Enum(item) => {
                for value in &item.values {
                    names.add(value.name.span);
                }
            }
            Item::Service(item) => {
                for function in &item.functions {
                    names.add(function.name.span);
                    fields(&mut names, &function.args);
                    fields(&mut names, &function.throws);
                }
            }
            Item::Typedef(_) | Item::Const(_) => {}
        }
    }
    names
}

fn fields(names: &mut Marked, fields: &[Field]) {
    for field in fields {
        names.add(field.name.span);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_keyword_is_explained_or_known_not_to_be() {
        let explained = include_str!("../../thrift-core/src/private/idl.rs");
        for word in thrift_idl::keyword::KEYWORDS {
            let is_explained = ["", "r#"].iter().any(|raw| {
                [" ", "<"]
                    .iter()
                    .any(|end| explained.contains(&format!("\npub type {raw}{word}{end}")))
            });
            assert_eq!(is_explained, !UNEXPLAINED.contains(&word), "{word}");
        }
    }

    fn words(block: TokenStream) -> String {
        let tokens = Tokens::read(block);
        let parsed = thrift_idl::parse_tokens(
            &tokens.list,
            tokens.end(),
            &thrift_idl::NoLoader::default(),
            thrift_idl::Options::default(),
        );
        let words = of_block(&tokens, &parsed.diagnostics, &parsed.program);
        quote!(#(#words)*).to_string()
    }

    #[test]
    fn keywords_are_mentioned_and_names_are_not() {
        let service =
            quote!(service Users { void list(1: i32 map) throws (1: E set) } exception E {});
        assert_eq!(words(service), "service void throws exception");
        assert_eq!(
            words(quote!(enum E { list = 1 } struct S { 1: E e = E.list })),
            "r#enum r#struct"
        );
    }

    #[test]
    fn words_that_are_wrong_are_mentioned() {
        assert_eq!(words(quote!(struct S { 1: Usr a, 2: i32 b })), "Usr r#struct");
        assert_eq!(words(quote!(struct S { 1: i32 a, 2: Us })), "Us r#struct");
        assert_eq!(words(quote!(struct S { 1: opt i32 a })), "opt a r#struct");
        assert_eq!(words(quote!(service S { void f(1: Us) })), "Us service void");
        assert_eq!(words(quote!(typedef Us)), "Us typedef");
    }

    #[test]
    fn words_that_are_no_types_are_not_mentioned() {
        assert_eq!(words(quote!(const i32 A = 1 const i32 B = A)), "r#const r#const");
        assert_eq!(words(quote!(const i32 B = A)), "r#const");
        assert_eq!(words(quote!(service S {} struct T { 1: S })), "service r#struct");
        assert_eq!(words(quote!(struct T { 1: E.A })), "r#struct");
    }
}
