//! A Rust token stream as the tokens of an IDL.
//!
//! Thrift is not Rust, but most of what it writes are tokens of Rust too. What differs is mended
//! here: `a.b` is one word, `-1` and `.5` are one number, `/** … */` arrives as an attribute, and
//! `# …` is a comment to the end of its line, whose words arrive as tokens.

use core::iter::Peekable;

use proc_macro2::{Delimiter, Group, Ident, Literal, Span, TokenStream, TokenTree, token_stream};
use syn::LitStr;
use syn::ext::IdentExt;
use thrift_idl::{Kind, Token, doc, number};

/// The tokens of a block, with the Rust spans that their spans are indices of.
pub(crate) struct Tokens {
    pub(crate) tokens: Vec<Token<'static>>,
    spans: Vec<Span>,
}

impl Tokens {
    /// Reads the input of a macro.
    pub(crate) fn read(stream: TokenStream) -> Self {
        let mut flat = Vec::new();
        flatten(stream, &mut flat);
        let mut reader =
            Reader { flat: flat.into_iter().peekable(), tokens: Vec::new(), spans: Vec::new() };
        reader.read();
        Self { tokens: reader.tokens, spans: reader.spans }
    }

    /// The place in the user's source.
    pub(crate) fn span(&self, span: thrift_idl::Span) -> Span {
        let at = |index: u32| usize::try_from(index).ok().and_then(|index| self.spans.get(index));
        let last = self.spans.last().copied().unwrap_or_else(Span::call_site);
        let start = at(span.start).copied().unwrap_or(last);
        // On stable compilers two spans cannot be joined; then the first token is underlined.
        at(span.end).and_then(|end| start.join(*end)).unwrap_or(start)
    }

    /// The span behind the last token, where an unfinished definition is reported.
    pub(crate) fn end(&self) -> thrift_idl::Span {
        let end = u32::try_from(self.spans.len()).unwrap_or(u32::MAX).saturating_sub(1);
        thrift_idl::Span::new(end, end)
    }
}

/// A lexeme of Rust, outside of groups.
struct Lexeme {
    shape: Shape,
    span: Span,
}

enum Shape {
    Word(String),
    Mark(char),
    Literal(Literal),
    /// The text between `/**` and `*/`.
    Doc(String),
}

/// Groups become their two brackets and what is between them.
fn flatten(stream: TokenStream, flat: &mut Vec<Lexeme>) {
    let mut trees = stream.into_iter().peekable();
    while let Some(tree) = trees.next() {
        let span = tree.span();
        let shape = match tree {
            TokenTree::Ident(ident) => Shape::Word(word(&ident)),
            TokenTree::Punct(mark) if mark.as_char() == '#' => match doc_after(&mut trees) {
                Some(text) => Shape::Doc(text),
                None if inner_doc_after(&mut trees) => continue,
                None => Shape::Mark('#'),
            },
            TokenTree::Punct(mark) => Shape::Mark(mark.as_char()),
            TokenTree::Literal(literal) => Shape::Literal(literal),
            TokenTree::Group(group) => {
                flatten_group(&group, flat);
                continue;
            }
        };
        flat.push(Lexeme { shape, span });
    }
}

fn flatten_group(group: &Group, flat: &mut Vec<Lexeme>) {
    let (open, close) = match group.delimiter() {
        Delimiter::Parenthesis => ('(', ')'),
        Delimiter::Brace => ('{', '}'),
        Delimiter::Bracket => ('[', ']'),
        // The input of a `macro_rules!` fragment: brackets that nobody wrote.
        Delimiter::None => return flatten(group.stream(), flat),
    };
    flat.push(Lexeme { shape: Shape::Mark(open), span: group.span_open() });
    flatten(group.stream(), flat);
    flat.push(Lexeme { shape: Shape::Mark(close), span: group.span_close() });
}

fn word(ident: &Ident) -> String {
    ident.unraw().to_string()
}

/// A doc comment arrives as `#[doc = "…"]`; this is what follows the `#`.
fn doc_after(trees: &mut Peekable<token_stream::IntoIter>) -> Option<String> {
    let Some(TokenTree::Group(group)) = trees.peek() else { return None };
    if group.delimiter() != Delimiter::Bracket {
        return None;
    }
    let mut inner = group.stream().into_iter();
    let (
        Some(TokenTree::Ident(name)),
        Some(TokenTree::Punct(_)),
        Some(TokenTree::Literal(text)),
        None,
    ) = (inner.next(), inner.next(), inner.next(), inner.next())
    else {
        return None;
    };
    if name != "doc" {
        return None;
    }
    trees.next();
    string(&text)
}

/// `//! …` and `/*! … */`, which are plain comments in Thrift, arrive as `#![doc = "…"]`.
fn inner_doc_after(trees: &mut Peekable<token_stream::IntoIter>) -> bool {
    let mut ahead = trees.clone();
    let is_inner = matches!(ahead.next(), Some(TokenTree::Punct(mark)) if mark.as_char() == '!');
    let found = is_inner && doc_after(&mut ahead).is_some();
    if found {
        *trees = ahead;
    }
    found
}

/// The value of a Rust string literal.
pub(crate) fn string(literal: &Literal) -> Option<String> {
    let tokens = TokenStream::from(TokenTree::from(literal.clone()));
    syn::parse2::<LitStr>(tokens).ok().map(|literal| literal.value())
}

struct Reader {
    flat: Peekable<std::vec::IntoIter<Lexeme>>,
    tokens: Vec<Token<'static>>,
    spans: Vec<Span>,
}

impl Reader {
    fn read(&mut self) {
        while let Some(Lexeme { shape, span }) = self.flat.next() {
            match shape {
                Shape::Word(text) => self.dotted(text, span),
                Shape::Doc(text) => {
                    if let Some(text) = doc::clean(&text) {
                        self.push(Kind::Doc(text.into()), span);
                    }
                }
                Shape::Literal(literal) => self.literal(&literal, span),
                Shape::Mark('#') => self.skip_line(span),
                Shape::Mark(sign @ ('-' | '+' | '.')) => self.signed(sign, span),
                Shape::Mark(mark) if thrift_idl::is_symbol(mark) => {
                    self.push(Kind::Symbol(mark), span);
                }
                Shape::Mark('\'') => self.lifetime(span),
                Shape::Mark(mark) => self.push(Kind::Unknown(mark.to_string().into()), span),
            }
        }
    }

    fn push(&mut self, kind: Kind<'static>, span: Span) {
        let index = u32::try_from(self.spans.len()).unwrap_or(u32::MAX);
        self.tokens.push(Token::new(kind, thrift_idl::Span::new(index, index)));
        self.spans.push(span);
    }

    /// `# …`: a comment. Its words were lexed as Rust, but they are all on one line.
    fn skip_line(&mut self, span: Span) {
        let line = span.start().line;
        while self.flat.next_if(|lexeme| lexeme.span.start().line == line).is_some() {}
    }

    /// `a.b.C`: one word.
    fn dotted(&mut self, mut text: String, span: Span) {
        while self.next_mark('.') {
            match self.flat.next_if(|lexeme| matches!(lexeme.shape, Shape::Word(_))) {
                Some(Lexeme { shape: Shape::Word(part), .. }) => {
                    text.push('.');
                    text.push_str(&part);
                }
                _ => return self.push(Kind::Unknown(format!("{text}.").into()), span),
            }
        }
        self.push(Kind::Ident(text.into()), span);
    }

    fn next_mark(&mut self, mark: char) -> bool {
        self.flat
            .next_if(|lexeme| matches!(lexeme.shape, Shape::Mark(found) if found == mark))
            .is_some()
    }

    /// A sign or a dot, and the number behind it.
    fn signed(&mut self, sign: char, span: Span) {
        let mut text = sign.to_string();
        if sign != '.' && self.next_mark('.') {
            text.push('.');
        }
        match self.flat.next_if(|lexeme| matches!(lexeme.shape, Shape::Literal(_))) {
            Some(Lexeme { shape: Shape::Literal(number), .. }) => {
                text.push_str(&number.to_string());
                self.number(text, span);
            }
            _ if text.len() == 1 && sign != '.' => self.push(Kind::Symbol(sign), span),
            _ => self.push(Kind::Unknown(text.into()), span),
        }
    }

    fn literal(&mut self, literal: &Literal, span: Span) {
        let text = literal.to_string();
        match text.chars().next() {
            Some('0'..='9') => self.number(text, span),
            Some('"' | 'r' | '\'') => match quoted(literal, &text) {
                Some(value) => self.push(Kind::Literal(value.into()), span),
                None => self.push(Kind::Unknown(text.into()), span),
            },
            _ => self.push(Kind::Unknown(text.into()), span),
        }
    }

    fn number(&mut self, text: String, span: Span) {
        match number::parse(&text) {
            Ok(kind) => self.push(kind, span),
            Err(_) => self.push(Kind::Unknown(text.into()), span),
        }
    }

    /// `'word`: the start of a string of more than one character, which Rust does not have.
    fn lifetime(&mut self, span: Span) {
        let word = self.flat.next_if(|lexeme| matches!(lexeme.shape, Shape::Word(_)));
        let text = match word {
            Some(Lexeme { shape: Shape::Word(text), .. }) => format!("'{text}"),
            _ => "'".to_owned(),
        };
        self.push(Kind::Unknown(text.into()), span);
    }
}

/// `"…"`, `'c'` and raw strings. The escapes are those of Rust, which has all of Thrift's.
fn quoted(literal: &Literal, text: &str) -> Option<String> {
    if text.starts_with('\'') {
        let tokens = TokenStream::from(TokenTree::from(literal.clone()));
        return syn::parse2::<syn::LitChar>(tokens).ok().map(|literal| literal.value().to_string());
    }
    string(literal)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<Kind<'static>> {
        let stream: TokenStream = text.parse().unwrap();
        Tokens::read(stream).tokens.into_iter().map(|token| token.kind).collect()
    }

    fn ident(text: &str) -> Kind<'static> {
        Kind::Ident(text.to_owned().into())
    }

    #[test]
    fn dotted_names_are_one_word() {
        assert_eq!(kinds("a.b.C d"), [ident("a.b.C"), ident("d")]);
        assert_eq!(kinds("r#type"), [ident("type")]);
    }

    #[test]
    fn numbers_keep_their_signs() {
        assert_eq!(kinds("[1 -2 +3]")[1..4], [Kind::Int(1), Kind::Int(-2), Kind::Int(3)]);
        assert_eq!(kinds(".5 -.5 1e3"), [Kind::Double(0.5), Kind::Double(-0.5), Kind::Double(1e3)]);
        assert_eq!(kinds("0xff 0755"), [Kind::Int(255), Kind::Int(755)]);
        assert_eq!(kinds("1i32"), [Kind::Unknown("1i32".into())]);
    }

    #[test]
    fn double_brackets_come_apart() {
        let tokens = kinds("map<i32,set<i32>>");
        assert_eq!(tokens[tokens.len() - 2..], [Kind::Symbol('>'), Kind::Symbol('>')]);
    }

    #[test]
    fn doc_comments_are_kept_and_others_are_not() {
        assert_eq!(
            kinds("/** A person.\n * Really. */ a // b\n /* c */ d"),
            [Kind::Doc("A person.\nReally.".into()), ident("a"), ident("d")]
        );
    }

    #[test]
    fn inner_doc_comments_are_comments() {
        assert_eq!(kinds("//! a\n/*! b\n c */ d\n e"), [ident("d"), ident("e")]);
    }

    #[test]
    fn a_hash_comments_out_its_line() {
        assert_eq!(kinds("a # b (c, d) 1.5\n e"), [ident("a"), ident("e")]);
        assert_eq!(kinds("# first\n# second\n a"), [ident("a")]);
    }

    #[test]
    fn strings_of_both_quotes() {
        let text = |text: &str| Kind::Literal(text.to_owned().into());
        assert_eq!(kinds(r#""a\n" 'b' "#), [text("a\n"), text("b")]);
    }

    #[test]
    fn what_is_no_thrift_is_kept_for_the_parser_to_report() {
        assert_eq!(kinds("'abc %")[..2], [Kind::Unknown("'abc".into()), Kind::Unknown("%".into())]);
    }
}
