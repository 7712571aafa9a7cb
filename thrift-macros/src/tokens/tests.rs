use super::*;

fn read(text: &str) -> Tokens {
    Tokens::read(text.parse().unwrap())
}

fn kinds(text: &str) -> Vec<Kind<'static>> {
    let tokens = read(text);
    assert_eq!(tokens.diagnostics, [], "{text}");
    tokens.list.into_iter().map(|token| token.kind).collect()
}

/// The tokens of a text as the front end reads them.
fn of_text(text: &str) -> Vec<Kind<'_>> {
    let lexed = thrift_idl::lex(text);
    assert_eq!(lexed.diagnostics, [], "{text}");
    lexed.tokens.into_iter().map(|token| token.kind).collect()
}

#[track_caller]
fn assert_same(text: &str) {
    assert_eq!(kinds(text), of_text(text));
}

fn mistake(text: &str) -> String {
    let tokens = read(text);
    let [diagnostic] = &tokens.diagnostics[..] else { panic!("{text}: {:?}", tokens.diagnostics) };
    let help = diagnostic.help.iter().map(|help| format!("; {help}"));
    let help: String = help.collect();
    format!("{}{help}", diagnostic.message)
}

fn ident(text: &str) -> Kind<'static> {
    Kind::Ident(text.to_owned().into())
}

fn docs(text: &str) -> Kind<'static> {
    Kind::Doc(text.to_owned().into())
}

fn unknown(text: &str) -> Kind<'static> {
    Kind::Unknown(text.to_owned().into())
}

#[test]
fn l3_dotted_names_are_one_word() {
    assert_same("a.b.C d");
    assert_same("_a.b1._ a_.b");
    assert_eq!(kinds("r#type r#struct.r#fn"), [ident("type"), ident("struct.fn")]);
}

#[test]
fn l3_parts_of_names_may_begin_with_digits() {
    assert_same("a.5 v1.2.Name v1.2.3.Name a.0x1F a.1e5");
    assert_same("[a .5 b]");
}

#[test]
fn l3_blanks_in_dotted_names_are_lost() {
    assert_eq!(kinds("a . b. c"), [ident("a.b.c")]);
    assert_eq!(kinds("a\n.b"), [ident("a.b")]);
}

#[test]
fn l3_a_dot_alone_is_no_token() {
    assert_eq!(kinds("a."), [ident("a"), unknown(".")]);
    assert_eq!(kinds("a..b"), [ident("a"), unknown("."), unknown("."), ident("b")]);
    assert_eq!(kinds("a.'b'"), [ident("a"), unknown("."), Kind::Literal("b".into())]);
}

#[test]
fn l3_names_are_of_ascii() {
    let expected = "`größe` is no name in Thrift, which has the letters of ASCII, digits and `_`";
    assert_eq!(mistake("größe"), expected);
    assert!(mistake("a.é").starts_with("`a.é` is no name"));
}

#[test]
fn l5_l6_l7_numbers_keep_their_signs() {
    assert_same("[1 -2 +3] -0x1F +7 --5 1-2");
    assert_same(".5 -.5 +.5e3 -.5e-3 1e5 1.5e+3 1E-5 -1.5");
    assert_same("0xff 0x1F 0755 - a + ()");
}

#[test]
fn l5_blanks_behind_signs_are_lost() {
    assert_eq!(kinds("- 5 - . 5"), [Kind::Int(-5), Kind::Double(-0.5)]);
}

#[test]
fn l5_mistaken_numbers_keep_their_place() {
    let tokens = read("1: i32 a = -10u8, 2");
    assert_eq!(tokens.list[5].kind, Kind::Int(-10));
    assert_eq!(tokens.diagnostics[0].span, thrift_idl::Span::new(5, 5));
    assert!(mistake("-1.").ends_with("write `-1.0`"));
    assert!(mistake(".0x1F").ends_with("write `.0`"));
}

#[test]
fn l9_strings_of_both_quotes() {
    assert_same(r#""a\n" 'b' "it's" '"' '\'' "\"" "é" "" "#);
    assert_same("\"a\tb\"");
    assert_eq!(kinds("r\"a\\n\""), [Kind::Literal("a\\n".into())]);
}

#[test]
fn l9_escapes_are_those_of_thrift() {
    for text in [r#""\x41""#, r#""\u{41}""#, r#""\0""#, "\"a\\\n  b\"", r"'\0'"] {
        let lexed = thrift_idl::lex(text);
        let tokens = read(text);
        let codes = |all: &[Diagnostic]| all.iter().map(|it| it.code).collect::<Vec<_>>();
        assert_eq!(codes(&tokens.diagnostics), [Code::BadEscape], "{text}");
        assert_eq!(codes(&tokens.diagnostics), codes(&lexed.diagnostics), "{text}");
        assert_eq!(tokens.diagnostics[0].message, lexed.diagnostics[0].message, "{text}");
        assert_eq!(tokens.list[0].kind, lexed.tokens[0].kind, "{text}");
    }
}

#[test]
fn l9_the_start_of_a_long_string_is_explained() {
    let expected = "`'abc` is no string: Rust reads one character in single quotes; write `\"…\"`, \
                    or give the IDL in a file, with `include_thrift!`, or as a raw string, \
                    `thrift!(r#\"…\"#)`";
    assert_eq!(mistake("= 'abc ;"), expected);
    assert!(mistake("'static").starts_with("`'static` is no string"));
    assert_eq!(read("'abc").list[0].kind, Kind::Literal("abc".into()));
}

#[test]
fn l10_a_hash_comments_out_its_line() {
    assert_same("a # b (c, d) 1.5\n e");
    assert_same("# first\n# second\n a");
    assert_same("# [a] b\n#[c(\"d\")] e\n a #[f]");
    assert_same("a # /** b */ c\nd");
    assert_same("struct A { # the first\n 1: i32 a # (second)\n # last\n}");
    assert_same("a #! b\nc");
    assert_eq!(kinds("a # it's 1i32 \"\\x41\"\nb"), [ident("a"), ident("b")]);
}

#[test]
fn l10_a_hash_line_cannot_hold_what_goes_on() {
    let expected = "`#` makes its line a comment, but something on it that Rust reads as one ends \
                    on a later line; write `//`";
    assert_eq!(mistake("a # six\" high\nstruct B {} const string s = \"b"), expected);
    assert_eq!(mistake("a # /** b\n c */\nd"), expected);
}

#[test]
fn l10_other_comments_are_gone() {
    assert_same("a // b\n /* c */ d");
    assert_same("//! a\n/*! b\n c */ d\n e //! f");
}

#[test]
fn l10_settings_are_no_comment() {
    let expected = "`#![…]` belongs to the start of the block, before the IDL";
    assert_eq!(mistake("struct A {}\n#![crate = ::renamed]\nstruct B {}"), expected);
    assert_eq!(mistake("struct A { #![crate = ::renamed]\n }"), expected);
    assert_eq!(read("a #![b] c\nd").list.len(), 2);
}

#[test]
fn l11_doc_comments_are_kept_in_all_places() {
    assert_same("/** A person.\n * Really. */ a // b\n /* c */ d");
    assert_same("/** a */ struct A { /** b */ 1: /** c */ i32 x /** d */ } /** e */");
    assert_same("/** a */ /** b */ c (/** d */) [/** e */ 1, /** f */]");
    assert_same("/**/ a /***/ b");
}

#[test]
fn l11_lines_of_rust_documentation_are_one_comment() {
    assert_eq!(
        kinds("/// One.\n///\n///   Two.\na /// b"),
        [docs("One.\n\n  Two."), ident("a"), docs("b")]
    );
    assert_eq!(kinds("/** a */ /// b\n c"), [docs("a"), docs("b"), ident("c")]);
    assert_eq!(kinds("#[doc = \"a\"] b"), [docs("a"), ident("b")]);
    assert_eq!(kinds("///\na"), [ident("a")]);
}

#[test]
fn l12_marks_come_apart() {
    assert_same("map<i32,set<i32>> list<list<list<i32>>> a>>=b");
    assert_same("&& ** :: ;; => -> @a");
    assert_eq!(kinds("% ?"), [unknown("%"), unknown("?")]);
}

#[test]
fn brackets_are_tokens_and_those_of_macros_are_not() {
    assert_same("({[]})()");
    let inner: TokenStream = "a.b".parse().unwrap();
    let group = proc_macro2::Group::new(proc_macro2::Delimiter::None, inner);
    let stream: TokenStream = [proc_macro2::TokenTree::Group(group)].into_iter().collect();
    assert_eq!(Tokens::read(stream).list[0].kind, ident("a.b"));
}

#[test]
fn mistakes_in_tokens_do_not_hide_others() {
    let tokens = read("1u8 b\"x\" 'abc é");
    let spans: Vec<_> = tokens.diagnostics.iter().map(|it| it.span.start).collect();
    assert_eq!(spans, [0, 1, 2, 3]);
    assert_eq!(tokens.list.len(), 4);
}
