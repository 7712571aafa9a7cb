//! §1.7, services and functions.

use thrift_idl::program::Requiredness;
use thrift_idl::{Code, Options, TypeKind, Value, parse_text};

use crate::support::{
    clean, errors, files, good, help, item, message, refused, service, warned, with_options,
};

#[test]
fn v1_service() {
    let program = clean("service A {} (a = 'b') service B extends A { void f() }");
    assert_eq!(service(&program, "A").annotations[0].value, "b");
    assert!(service(&program, "A").functions.is_empty());
    assert_eq!(service(&program, "B").functions[0].name.text, "f");
    assert_eq!(refused("service S (a) {}"), (Code::Syntax, "("));
    assert_eq!(refused("service S extends {}").0, Code::Syntax);
}

#[test]
fn v2_extends() {
    let program = clean("service B extends A { void g() } service A { void f() }");
    let parent = service(&program, "B").extends.unwrap();
    assert_eq!(program.item(parent).name().text, "A");
    let parsed = files(&[
        ("a.thrift", "include 'b.thrift' service S extends b.T { void h() }"),
        ("b.thrift", "include 'c.thrift' service T extends c.U { void g() }"),
        ("c.thrift", "service U { void f() }"),
    ]);
    assert_eq!(parsed.diagnostics, []);
    for text in ["service S extends Nope {}", "struct Nope {} service S extends Nope {}"] {
        assert_eq!(refused(text), (Code::UnknownService, "Nope"), "{text}");
    }
    assert_eq!(message("struct A {} service S extends A {}"), "`A` is a struct, not a service");
    assert_eq!(
        help("service Calculator {} service S extends Calculatr {}"),
        "did you mean `Calculator`?"
    );
    assert_eq!(refused("service A extends A {}"), (Code::ServiceCycle, "A"));
    let text = "service A extends B {} service B extends A {} service C extends B {}";
    assert_eq!(refused(text).0, Code::ServiceCycle);
    assert_eq!(refused("service A {} service B extends input.A {}").0, Code::UnknownService);
}

#[test]
fn v3_function() {
    let text = "exception X {} service S { oneway void f(), \
        list<i32> g(1: i32 a; 2: string b) throws (1: X x) (k = 'v'); void h() }";
    let program = clean(text);
    let [f, g, h] = &service(&program, "S").functions[..] else { panic!("three functions") };
    assert!(f.oneway && f.returns.is_none());
    assert!(matches!(g.returns.as_ref().unwrap().kind, TypeKind::List(_)));
    assert_eq!((g.args.len(), g.throws.len(), &*g.annotations[0].value), (2, 1, "v"));
    assert!(!h.oneway && h.args.is_empty());
    let text = "exception X {} service S { void f() (k) throws (1: X x) }";
    assert_eq!(refused(text).0, Code::Syntax);
    assert_eq!(help(text), "annotations stand behind `throws`");
    for function in [
        "f()",
        "void f",
        "oneway f()",
        "oneway oneway void f()",
        "void oneway f()",
        "void f() throws",
        "void f(): i32",
        "1: void f()",
        "required i32 f()",
        "i32 & f()",
    ] {
        let text = format!("service S {{ {function} }}");
        assert!(errors(&parse_text(&text)).contains(&Code::Syntax), "{text}");
    }
}

#[test]
fn v4_duplicate_functions() {
    let text = "service S { void f() i32 f() }";
    assert_eq!(refused(text), (Code::DuplicateFunction, "f"));
    assert_eq!(message(text), "function `f` is already defined");
    let text =
        "service A { void f() } service B extends A {} service C extends B { void f() void g() }";
    assert_eq!(message(text), "function `f` is already defined in service `A`");
    let parsed = parse_text(text);
    assert_eq!(errors(&parsed), [Code::DuplicateFunction]);
    assert_eq!(parsed.diagnostics[0].label.as_ref().unwrap().span.start, 17);
    assert_eq!(service(&parsed.program, "C").functions.len(), 1);
    clean(
        "service A {} service B extends A { void f() } service C extends A { void f() void F() }",
    );
    let b = ("b.thrift", "service T { void f() }");
    let parsed = files(&[("a.thrift", "include 'b.thrift' service S extends b.T { void f() }"), b]);
    assert_eq!(errors(&parsed), [Code::DuplicateFunction]);
}

#[test]
fn v5_oneway() {
    let text = "service S { oneway i32 f(1: i32 a) throws () }";
    assert_eq!(warned(text), (Code::Oneway, "i32"));
    assert_eq!(message(text), "oneway function `f` cannot return something");
    let program = good(text);
    let function = &service(&program, "S").functions[0];
    assert!(function.oneway && function.returns.is_none());
    clean("service S { oneway void f() throws () }");
    let text = "exception X {} service S { oneway void f() throws (1: X x) }";
    assert_eq!(refused(text), (Code::Oneway, "throws"));
    assert!(!service(&parse_text(text).program, "S").functions[0].oneway);
    assert_eq!(refused("service S { oneway Nope f() }"), (Code::UnknownType, "Nope"));
}

#[test]
fn v6_arguments() {
    let text = "service S { void f(1: optional i32 a, 2: required i32 b = 5 (k), 3: i32 f) }";
    assert_eq!(warned(text), (Code::Requiredness, "optional"));
    let program = good(text);
    let args = &service(&program, "S").functions[0].args;
    assert_eq!(args[0].requiredness, Requiredness::Default);
    assert_eq!(args[1].requiredness, Requiredness::Required);
    assert_eq!((&args[1].default, &*args[1].annotations[0].key), (&Some(Value::I32(5)), "k"));
    let program = good("service S { void f(i32 a, i32 success) }");
    let ids: Vec<_> = service(&program, "S").functions[0].args.iter().map(|f| f.id).collect();
    assert_eq!(ids, [-1, -2]);
    assert_eq!(warned("service S { void f(i32 a) }"), (Code::MissingId, "a"));
    for (args, wrong) in [("1: i32 a, 1: i32 b", "1"), ("1: i32 a, 2: i32 a", "a")] {
        let text = format!("service S {{ void f({args}) }}");
        assert_eq!(refused(&text), (Code::DuplicateField, wrong));
    }
    assert_eq!(refused("service S { void f(1: i32 a = 'x') }"), (Code::TypeMismatch, "'x'"));
    assert_eq!(refused("service S { void f(0: i32 a) }"), (Code::FieldId, "0"));
    let default = good("service S { void f(1: T b = C) } const i8 C = 4 typedef i64 T");
    assert_eq!(service(&default, "S").functions[0].args[0].default, Some(Value::I64(4)));
}

#[test]
fn v7_throws() {
    let text = "exception X {} typedef X Y \
        service S { i32 f() throws (1: X success, 2: Y b; 3: X c) void g() throws () }";
    let program = clean(text);
    let throws = &service(&program, "S").functions[0].throws;
    assert_eq!(throws.len(), 3);
    assert!(throws.iter().all(|field| field.requiredness == Requiredness::Optional));
    let text = "exception X {} service S { void f() throws (X x) }";
    assert_eq!(warned(text), (Code::MissingId, "x"));
    let text = "exception X {} service S { void f() throws (1: required X x) }";
    assert_eq!(warned(text), (Code::Requiredness, "required"));
    for ty in ["struct X {}", "union X {}", "enum X {}", "typedef i32 X"] {
        let text = format!("{ty} service S {{ void f() throws (1: X x) }}");
        assert_eq!(refused(&text), (Code::NotAnException, "X"), "{text}");
    }
    assert_eq!(
        refused("exception X {} service S { void f() throws (1: list<X> x) }").0,
        Code::NotAnException
    );
    assert_eq!(refused("service S { void f() throws (1: Nope x) }"), (Code::UnknownType, "Nope"));
    let text = "exception X {} service S { void f() throws (1: X x, 1: X y) }";
    assert_eq!(refused(text), (Code::DuplicateField, "1"));
    // Id 0 is the result, with or without negative ids.
    let text = "exception X {} service S { void f() throws (0: X x) }";
    assert_eq!(refused(text), (Code::FieldId, "0"));
    assert_eq!(message(text), "field id 0 is the result of the function");
    let allowed = Options { allow_negative_ids: true, ..Options::default() };
    assert_eq!(errors(&with_options(allowed, text)), [Code::FieldId]);
    assert_eq!(errors(&with_options(allowed, &text.replace('0', "-1"))), []);
    // What is no exception goes, and the defaults of the others stay.
    let parsed = parse_text(
        "struct N {} exception X { 1: i32 a } \
         service S { void f() throws (1: N n = {}, 2: X x = {'a': 1}) }",
    );
    let throws = &service(&parsed.program, "S").functions[0].throws;
    assert_eq!(throws.len(), 1);
    assert!(throws[0].default.is_some());
}

#[test]
fn v8_nothing_else_in_a_service() {
    for (inner, wrong) in [
        ("const i32 a = 1", "const"),
        ("typedef i32 T", "typedef"),
        ("struct T 1", "struct"),
        ("enum T 1", "enum"),
    ] {
        let text = format!("service S {{ {inner} }}");
        assert_eq!(refused(&text), (Code::Syntax, wrong), "{text}");
    }
    let parsed = parse_text("service S { const i32 a = 1, void f() }");
    assert_eq!(errors(&parsed), [Code::Syntax]);
    assert_eq!(service(&parsed.program, "S").functions.len(), 1);
}

#[test]
fn v9_results() {
    let program = clean(
        "exception X {} struct T {} union U {} enum E {} typedef T A
         service S { X a() T b() U c() E d() A e() map<string, list<T>> f() uuid g() }",
    );
    let functions = &service(&program, "S").functions;
    assert_eq!(functions.len(), 7);
    assert!(functions.iter().all(|function| function.returns.is_some()));
    assert_eq!(item(&program, "S").name().text, "S");
}
