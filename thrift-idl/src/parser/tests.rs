use super::*;
use crate::ast::{Definition, Struct};
use crate::code::Code;
use crate::lexer::lex;

fn run(text: &str) -> (Document, Vec<Diagnostic>) {
    let lexed = lex(text);
    assert_eq!(lexed.diagnostics, [], "{text}");
    parse(&lexed.tokens, lexed.end)
}

fn messages(text: &str) -> Vec<String> {
    run(text).1.into_iter().filter(Diagnostic::is_error).map(|d| d.message).collect()
}

fn structure(document: &Document, index: usize) -> &Struct {
    let Definition::Struct(item) = &document.definitions[index] else { panic!("no struct") };
    item
}

#[test]
fn every_mistake_is_reported_and_the_rest_survives() {
    let (document, diagnostics) = run("struct A { 1: i32, 2: i32 b = , 3: i32 c }
         strcut B { 1: i32 x }
         struct C { 1: requird i32 d, 2: i32 e }
         service S { void f(1: i32) i32 g() void h( }
         struct D { 1: i32 f ");
    let messages: Vec<_> = diagnostics.iter().map(|d| d.message.as_str()).collect();
    assert_eq!(
        messages,
        [
            "expected the field's name, found `,`",
            "expected a value (a number, a string, a name, `[…]` or `{…}`), found `,`",
            "expected a definition (`struct`, `union`, `exception`, `enum`, `typedef`, `const` or \
             `service`), found `strcut`",
            "expected a field, found `requird`",
            "expected the field's name, found `)`",
            "expected `)`, found `}`",
            "expected `}`, found the end of the input",
        ]
    );
    assert_eq!(diagnostics[2].help.as_deref(), Some("did you mean `struct`?"));
    assert_eq!(diagnostics[3].help.as_deref(), Some("did you mean `required`?"));
    assert_eq!(document.definitions.len(), 4);
    assert_eq!(structure(&document, 0).fields.len(), 1);
    assert_eq!(structure(&document, 1).fields[0].name.text, "e");
}

#[test]
fn a_missing_brace_costs_one_error() {
    let (document, diagnostics) = run("struct A { 1: i32 a struct B { 1: i32 b }");
    assert_eq!(diagnostics.len(), 1, "{diagnostics:?}");
    assert_eq!(diagnostics[0].message, "expected `}`, found `struct`");
    assert_eq!(document.definitions.len(), 2);
}

#[test]
fn what_is_no_token_is_reported_and_skipped() {
    assert_eq!(
        messages("struct S { 1: i32 a } %"),
        ["expected a definition (`struct`, `union`, `exception`, `enum`, `typedef`, `const` or \
          `service`), found `%`, which is not Thrift"]
    );
    let big = Token::new(crate::Kind::Unknown("99999999999999999999".into()), Span::default());
    let (_, diagnostics) = parse(&[big], Span::default());
    assert_eq!(diagnostics[0].code, Code::NumberRange);
}
