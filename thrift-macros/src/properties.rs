//! What holds for all tokens, and for all documents.

use core::fmt::Write;
use core::iter;
use core::str::FromStr;
use std::{fs, thread};

use proc_macro2::{Delimiter, Group, Ident, Literal, Punct, Spacing, Span, TokenStream, TokenTree};
use proptest::collection::vec;
use proptest::prelude::*;
use thrift_idl::{Diagnostic, Kind, NoLoader, Options, lex, parse, parse_tokens};

use crate::tokens::Tokens;
use crate::{corpus, expand};

/// A token tree that can be shown and made smaller.
#[derive(Clone, Debug)]
enum Tree {
    Word(String),
    Mark(char, bool),
    Literal(String),
    Doc { inner: bool, text: String },
    Group(usize, Vec<Tree>),
}

const DELIMITERS: [Delimiter; 4] =
    [Delimiter::Parenthesis, Delimiter::Brace, Delimiter::Bracket, Delimiter::None];

const WORDS: &[&str] = &[
    "struct",
    "union",
    "exception",
    "enum",
    "typedef",
    "const",
    "service",
    "namespace",
    "include",
    "extends",
    "throws",
    "oneway",
    "void",
    "required",
    "optional",
    "i32",
    "string",
    "list",
    "map",
    "set",
    "crate",
    "extern",
    "include_dir",
    "doc",
    "A",
    "B",
    "x",
    "y",
    "r#type",
    "é",
    "_",
    "true",
    "rs",
    "as",
];

const LITERALS: &[&str] = &[
    "0",
    "1",
    "2",
    "10u8",
    "0XFF",
    "0x1F",
    "0b11",
    "1_000",
    "1.",
    "1.5",
    "1e5",
    "1.5e+3f32",
    "99999999999999999999",
    "\"a.thrift\"",
    "\"a\\n\"",
    "\"\\x41\\u{e9}\\0\"",
    "\"a\nb\"",
    "\"\"",
    "'a'",
    "'\\''",
    "'\\u{41}'",
    "b\"x\"",
    "b'x'",
    "br#\"x\"#",
    "c\"x\"",
    "r\"a\\b\"",
    "r##\"\"#\"##",
    "\"x\"suffix",
    "'x'suffix",
    "1.0e-5x",
];

fn tree() -> impl Strategy<Value = Tree> {
    let word = prop::sample::select(WORDS).prop_map(|word| Tree::Word(word.to_owned()));
    let mark = (prop::sample::select(b"~!@#$%^&*-=+|;:,<.>/?'".as_slice()), any::<bool>());
    let literal = prop::sample::select(LITERALS).prop_map(|text| Tree::Literal(text.to_owned()));
    let leaf = prop_oneof![
        4 => word,
        4 => mark.prop_map(|(mark, joint)| Tree::Mark(char::from(mark), joint)),
        2 => literal,
        1 => any::<String>().prop_map(|text| Tree::Literal(Literal::string(&text).to_string())),
        1 => any::<char>().prop_map(|text| Tree::Literal(Literal::character(text).to_string())),
        1 => any::<i64>().prop_map(|it| Tree::Literal(it.unsigned_abs().to_string())),
        1 => (any::<bool>(), any::<String>()).prop_map(|(inner, text)| Tree::Doc { inner, text }),
    ];
    leaf.prop_recursive(6, 60, 8, |tree| {
        (0..DELIMITERS.len(), vec(tree, 0..8)).prop_map(|(of, inside)| Tree::Group(of, inside))
    })
}

fn stream(trees: &[Tree]) -> TokenStream {
    trees.iter().flat_map(tokens).collect()
}

fn tokens(tree: &Tree) -> Vec<TokenTree> {
    let mark = |mark, spacing| TokenTree::from(Punct::new(mark, spacing));
    match tree {
        Tree::Word(word) => {
            let ident = match word.strip_prefix("r#") {
                Some(raw) => Ident::new_raw(raw, Span::call_site()),
                None => Ident::new(word, Span::call_site()),
            };
            vec![ident.into()]
        }
        Tree::Mark(it, true) => vec![mark(*it, Spacing::Joint)],
        Tree::Mark(it, false) => vec![mark(*it, Spacing::Alone)],
        Tree::Literal(text) => vec![Literal::from_str(text).unwrap().into()],
        Tree::Doc { inner, text } => {
            let text = Literal::string(text);
            let attribute = Group::new(Delimiter::Bracket, quote::quote!(doc = #text));
            let not = inner.then(|| mark('!', Spacing::Alone));
            let hash = iter::once(mark('#', Spacing::Alone));
            hash.chain(not).chain([attribute.into()]).collect()
        }
        Tree::Group(of, inside) => {
            vec![Group::new(DELIMITERS[*of], stream(inside)).into()]
        }
    }
}

/// No panic, an end, and every place inside of the input.
fn check(stream: &TokenStream) {
    let tokens = Tokens::read(stream.clone());
    let end = tokens.end();
    let parsed = parse_tokens(&tokens.list, end, &NoLoader::default(), Options::default());
    let places = parsed.diagnostics.iter().chain(&tokens.diagnostics).flat_map(|diagnostic| {
        iter::once(diagnostic.span).chain(diagnostic.label.iter().map(|label| label.span))
    });
    for place in places.chain(tokens.list.iter().map(|token| token.span)) {
        assert!(place.start <= place.end && place.end <= end.end, "{place:?} in {end:?}");
    }
    let expansion = expand::block(stream.clone());
    syn::parse2::<syn::File>(expansion).expect("the expansion is Rust");
    expand::include(stream.clone());
}

proptest! {
    #[test]
    fn any_tokens_are_read(trees in vec(tree(), 0..40)) {
        check(&stream(&trees));
    }

    #[test]
    fn any_settings_are_read(trees in vec(tree(), 0..10), behind in vec(tree(), 0..10)) {
        let (settings, behind) = (stream(&trees), stream(&behind));
        check(&quote::quote!(#![#settings] #behind));
        expand::include(quote::quote!("x.thrift", #settings));
    }
}

/// Deeper than any stack, with what the compiler gives a thread.
#[test]
fn deep_groups_need_no_stack() {
    let deep = |delimiter: Delimiter| {
        let wrap = |inside: TokenStream, _| TokenTree::from(Group::new(delimiter, inside)).into();
        (0..10_000).fold(TokenStream::new(), wrap)
    };
    let test = move || {
        for delimiter in DELIMITERS {
            let deep: TokenStream = deep(delimiter);
            check(&deep);
            check(&quote::quote!(const i32 x = #deep));
            check(&quote::quote!(struct A { 1: #deep x }));
            check(&quote::quote!(#![crate = #deep] struct A {}));
            check(&quote::quote!(#![extern { a = #deep }] struct A {}));
            check(&quote::quote!("x.thrift", #deep));
        }
    };
    thread::Builder::new().stack_size(2 << 20).spawn(test).unwrap().join().unwrap();
}

/// Whether a text is given as it is or in a block, it is the same document.
fn check_same(text: &str) -> Result<(), TestCaseError> {
    let Ok(stream) = text.parse::<TokenStream>() else {
        return Err(TestCaseError::reject("it is not for the lexer of Rust"));
    };
    let (lexed, tokens) = (lex(text), Tokens::read(stream));
    let kinds = |tokens: &[thrift_idl::Token<'_>]| -> Vec<String> {
        tokens.iter().map(|token| format!("{:?}", token.kind)).collect()
    };
    let of_text = parse(&lexed.tokens, lexed.end);
    let of_block = parse(&tokens.list, tokens.end());
    prop_assert_eq!(kinds(&lexed.tokens), kinds(&tokens.list), "{}", text);
    prop_assert_eq!(without_spans(&of_text.0), without_spans(&of_block.0), "{}", text);
    // Where the input ends too early, the end of a text and that of a block are different places,
    // and what follows from the first mistake may be reported of one of them only.
    let first = |messages: Vec<String>| messages.into_iter().next();
    prop_assert_eq!(
        first(messages(&lexed.diagnostics, &of_text.1)),
        first(messages(&tokens.diagnostics, &of_block.1)),
        "{}",
        text
    );
    Ok(())
}

fn messages(lexing: &[Diagnostic], parsing: &[Diagnostic]) -> Vec<String> {
    lexing.iter().chain(parsing).filter(|it| it.is_error()).map(|it| it.message.clone()).collect()
}

fn without_spans(document: &thrift_idl::ast::Document) -> String {
    let text = format!("{document:?}");
    let mut parts = text.split("Span { ");
    let mut rest = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        rest.push_str(part.split_once('}').map_or(part, |(_, behind)| behind));
    }
    rest
}

fn name() -> impl Strategy<Value = String> {
    "[a-zA-Z_][a-zA-Z0-9_]{0,5}".prop_map(|name| format!("n{name}"))
}

fn dotted() -> impl Strategy<Value = String> {
    vec(name(), 1..4).prop_map(|parts| parts.join("."))
}

fn ty() -> impl Strategy<Value = String> {
    let base = prop::sample::select(
        ["bool", "byte", "i8", "i16", "i32", "i64", "double", "string", "binary", "uuid"]
            .as_slice(),
    );
    let leaf = prop_oneof![3 => base.prop_map(str::to_owned), 1 => dotted()];
    leaf.prop_recursive(4, 8, 2, |ty| {
        prop_oneof![
            ty.clone().prop_map(|item| format!("list<{item}>")),
            ty.clone().prop_map(|item| format!("set<{item}>")),
            (ty.clone(), ty).prop_map(|(key, value)| format!("map<{key},{value}>")),
        ]
    })
}

fn text() -> impl Strategy<Value = String> {
    let plain = any::<char>().prop_filter("what ends a string, or begins an escape", |part| {
        !part.is_control() && !matches!(part, '"' | '\'' | '\\')
    });
    let escape = prop::sample::select([r"\n", r"\r", r"\t", r"\\", r#"\""#, r"\'"].as_slice());
    let part = prop_oneof![4 => plain.prop_map(String::from), 1 => escape.prop_map(str::to_owned)];
    prop_oneof![
        3 => vec(part.clone(), 0..6).prop_map(|parts| format!("\"{}\"", parts.concat())),
        1 => part.prop_map(|part| format!("'{part}'")),
    ]
}

fn number() -> impl Strategy<Value = String> {
    let sign = prop::sample::select(["", "", "-", "+"].as_slice());
    let exponent = prop::sample::select(["", "", "e5", "E+10", "e-3"].as_slice());
    let float = (sign.clone(), 0..1000_u32, 0..1000_u32, exponent);
    prop_oneof![
        (sign.clone(), any::<i64>()).prop_map(|(sign, it)| format!("{sign}{}", it.unsigned_abs())),
        (sign, any::<u32>()).prop_map(|(sign, it)| format!("{sign}0x{it:X}")),
        float.clone().prop_map(|(sign, _, part, exponent)| format!("{sign}.{part}{exponent}")),
        float.prop_map(|(sign, whole, part, exponent)| format!("{sign}{whole}.{part}{exponent}")),
    ]
}

fn value() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![number(), text(), dotted(), Just("true".to_owned())];
    leaf.prop_recursive(3, 12, 4, |value| {
        let separator = prop::sample::select([",", ";", " ", "\n"].as_slice());
        let pair = (value.clone(), value.clone()).prop_map(|(key, item)| format!("{key}:{item}"));
        prop_oneof![
            (vec(value, 0..4), separator.clone())
                .prop_map(|(items, separator)| format!("[{}]", items.join(separator))),
            (vec(pair, 0..4), separator)
                .prop_map(|(pairs, separator)| format!("{{{}}}", pairs.join(separator))),
        ]
    })
}

/// What may stand between any two tokens.
fn gap() -> impl Strategy<Value = &'static str> {
    prop::sample::select(
        [
            " ",
            " ",
            " ",
            "\n",
            "\t",
            "/* a */",
            " // b\n",
            " # c (d) 1.5 [e]\n",
            "\n#[f(\"g\")] h\n",
            "\n//! i\n",
            "/** One.\n * Two. */",
            "/** One. */ /** Two. */",
            "\r\n",
            " # /** j */ k\n",
        ]
        .as_slice(),
    )
}

fn field() -> impl Strategy<Value = String> {
    let requiredness = prop::sample::select(["", "required", "optional"].as_slice());
    let end = prop::sample::select(["", ",", ";", "(a.b = \"c\", d)", "(e),"].as_slice());
    (1..100, requiredness, ty(), name(), prop::option::of(value()), end, gap()).prop_map(
        |(id, requiredness, ty, name, default, end, gap)| {
            let default = default.map(|value| format!("={value}")).unwrap_or_default();
            format!("{gap}{id}:{requiredness} {ty} {name}{default}{end}")
        },
    )
}

fn fields() -> impl Strategy<Value = String> {
    (vec(field(), 0..4), gap()).prop_map(|(fields, gap)| fields.join(" ") + gap)
}

fn function() -> impl Strategy<Value = String> {
    let throws = prop::option::of(fields());
    (any::<bool>(), ty(), name(), fields(), throws, gap()).prop_map(
        |(oneway, ty, name, args, throws, gap)| {
            let start = if oneway { "oneway void".to_owned() } else { ty };
            let throws = throws.map(|fields| format!(" throws({fields})")).unwrap_or_default();
            format!("{gap}{start} {name}({args}){throws},")
        },
    )
}

fn definition() -> impl Strategy<Value = String> {
    let kind = prop::sample::select(["struct", "union", "exception"].as_slice());
    let values = vec((name(), prop::option::of(0..9), gap()), 0..4).prop_map(|values| {
        let mut text = String::new();
        for (name, number, gap) in values {
            let number = number.map(|number| format!("={number}")).unwrap_or_default();
            let _ = write!(text, "{gap}{name}{number} ");
        }
        text
    });
    let parent = prop::option::of(dotted());
    prop_oneof![
        (kind, name(), fields())
            .prop_map(|(kind, name, fields)| format!("{kind} {name}{{{fields}}}")),
        (name(), values).prop_map(|(name, values)| format!("enum {name} {{{values}}}")),
        (ty(), name()).prop_map(|(ty, name)| format!("typedef {ty} {name}")),
        (ty(), name(), value()).prop_map(|(ty, name, value)| format!("const {ty} {name}={value}")),
        (name(), parent, vec(function(), 0..3), gap()).prop_map(
            |(name, parent, functions, gap)| {
                let parent = parent.map(|parent| format!(" extends {parent}")).unwrap_or_default();
                format!("service {name}{parent}{{{}{gap}}}", functions.concat())
            }
        ),
    ]
}

fn document() -> impl Strategy<Value = String> {
    let namespace = (dotted(), gap()).prop_map(|(name, gap)| format!("{gap}namespace rs {name}\n"));
    let definition = (gap(), definition(), gap()).prop_map(|(a, it, b)| format!("{a}{it}{b}\n"));
    (vec(namespace, 0..3), vec(definition, 0..6))
        .prop_map(|(headers, definitions)| headers.concat() + &definitions.concat())
}

proptest! {
    #[test]
    fn blocks_are_read_as_files_are(text in document()) {
        check_same(&text)?;
    }

    /// The same of documents that lack something, or have too much: what is wrong is the same.
    #[test]
    fn mistakes_in_blocks_are_those_in_files(
        text in document(),
        at in any::<prop::sample::Index>(),
        more in prop::sample::select(["struct", "1:", "=", "x.y", "list<", ">", "'a'", "}", "(", "", "%"].as_slice()),
    ) {
        let words: Vec<&str> = text.split(' ').collect();
        let at = at.index(words.len());
        // A comment must keep its end: what goes on behind it has no meaning in a block.
        let behind = if words[at].contains('\n') { at } else { at + 1 };
        let behind = words.get(behind..).unwrap_or_default().join(" ");
        check_same(&format!("{} {more} {behind}", words[..at].join(" ")))?;
    }
}

/// Files of others, those that the lexer of Rust reads.
#[test]
fn real_files_are_the_same_in_blocks() {
    let mut same = 0;
    for path in corpus::files() {
        let text = fs::read_to_string(&path).unwrap();
        match check_same(&text) {
            Ok(()) => same += 1,
            Err(TestCaseError::Reject(_)) => {}
            Err(TestCaseError::Fail(why)) => panic!("{}: {why}", path.display()),
        }
    }
    assert!(same > 0, "the example of the calculator is for both");
}

/// The documents that are generated are right: or the properties would say little.
#[test]
fn generated_documents_are_right() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;

    let mut runner = TestRunner::deterministic();
    for _ in 0..200 {
        let text = document().new_tree(&mut runner).unwrap().current();
        let lexed = lex(&text);
        let (document, diagnostics) = parse(&lexed.tokens, lexed.end);
        assert_eq!(messages(&lexed.diagnostics, &diagnostics), [""; 0], "{text}");
        let is_empty = lexed.tokens.iter().all(|token| matches!(token.kind, Kind::Doc(_)));
        assert!(is_empty || document.headers.len() + document.definitions.len() > 0);
    }
}
