//! §1.3, types.

use thrift_idl::ast::Definition;
use thrift_idl::{Code, Item, TypeKind, Value, parse_text};

use crate::support::{
    clean, document, errors, fields, good, help, item, message, refused, service, structure, value,
    warned,
};

#[test]
fn t1_base_types() {
    for (name, kind) in [
        ("bool", TypeKind::Bool),
        ("i8", TypeKind::I8),
        ("i16", TypeKind::I16),
        ("i32", TypeKind::I32),
        ("i64", TypeKind::I64),
        ("double", TypeKind::Double),
        ("string", TypeKind::String),
        ("binary", TypeKind::Binary),
        ("uuid", TypeKind::Uuid),
    ] {
        let program = clean(&format!("struct S {{ 1: {name} x }}"));
        assert_eq!(structure(&program, "S").fields[0].ty.kind, kind);
    }
    for (name, hint) in [
        ("float", "use `double`"),
        ("u8", "no unsigned integers"),
        ("date", ""),
        ("I32", "did you mean `i32`?"),
    ] {
        let text = format!("struct S {{ 1: {name} x }}");
        assert_eq!(refused(&text), (Code::UnknownType, name));
        assert!(help(&text).contains(hint), "{name}: {}", help(&text));
    }
}

#[test]
fn t2_byte() {
    let text = "struct S { 1: byte x }";
    assert_eq!(warned(text), (Code::Deprecated, "byte"));
    assert_eq!(help(text), "write `i8`");
    assert_eq!(fields(text)[0].ty.kind, TypeKind::I8);
}

#[test]
fn t3_containers() {
    let text = "struct S { 1: map<string,list<set<i32>>> a, 2: set<double> b, 3: map<S,S> c }";
    let program = clean(text);
    let fields = &structure(&program, "S").fields;
    let TypeKind::Map(key, item) = &fields[0].ty.kind else { panic!("no map") };
    assert_eq!(key.kind, TypeKind::String);
    let TypeKind::List(item) = &item.kind else { panic!("no list") };
    assert!(matches!(&item.kind, TypeKind::Set(item) if item.kind == TypeKind::I32));
    for (ty, wrong) in [
        ("map<i32;i32>", ";"),
        ("map<i32>", ">"),
        ("list<i32,i32>", ","),
        ("list<>", ">"),
        ("list", "x"),
        ("list<i32", "x"),
    ] {
        let text = format!("struct S {{ 1: {ty} x }}");
        assert_eq!(refused(&text), (Code::Syntax, wrong), "{text}");
    }
}

#[test]
fn t4_list_of_bytes() {
    let text = "struct S { 1: list<i8> x }";
    assert_eq!(warned(text), (Code::Deprecated, "list<i8>"));
    assert!(help(text).contains("`binary`"));
    clean("struct S { 1: set<i8> x, 2: list<i16> y }");
}

#[test]
fn t5_cpp_type() {
    let text = "struct S { 1: map cpp_type 'X' <i32, i32> a, 2: set cpp_type 'Y' <i32> b, \
        3: list cpp_type 'Z' <i32> c } typedef list cpp_type 'W' <i32> T";
    clean(text);
    let Definition::Struct(item) = &document(text).definitions[0] else { panic!("no struct") };
    assert_eq!(item.fields[0].ty.cpp_type.as_ref().unwrap().text, "X");
    let text = "struct S { 1: list<i32> cpp_type 'W' d }";
    assert_eq!(warned(text), (Code::Deprecated, "cpp_type"));
    assert_eq!(help(text), "write it behind `list`");
    for ty in ["set<i32> cpp_type 'x'", "map<i32, i32> cpp_type 'x'", "i32 cpp_type 'x'"] {
        let text = format!("struct S {{ 1: {ty} x }}");
        assert_eq!(refused(&text), (Code::Syntax, "cpp_type"), "{text}");
    }
}

#[test]
fn t6_type_annotations() {
    let text = "struct S { 1: list<i32 (c = 'd')> (e = 'f') y (g = 'h'), 2: string (i) z }";
    let program = clean(text);
    let list = &structure(&program, "S").fields[0];
    let TypeKind::List(item) = &list.ty.kind else { panic!("no list") };
    assert_eq!((&*item.annotations[0].key, &*list.ty.annotations[0].key), ("c", "e"));
    assert_eq!(list.annotations[0].value, "h");
    assert_eq!(refused("struct T {} struct S { 1: T (a = 'b') x }"), (Code::Syntax, "("));
    assert_eq!(refused("service S { void (a = 'b') f() }"), (Code::Syntax, "("));
}

#[test]
fn t7_named_types() {
    let text = "struct S { 1: B b, 2: C c } struct B { 1: C c } typedef list<S> C
        service V { B f(1: E e) } enum E {}";
    let program = clean(text);
    let kinds: Vec<_> = structure(&program, "S").fields.iter().map(|f| &f.ty.kind).collect();
    assert!(matches!(kinds[..], [TypeKind::Struct(_), TypeKind::Typedef(_)]));
    let text = "struct S { 1: list<Nope> n }";
    assert_eq!(refused(text), (Code::UnknownType, "Nope"));
    assert_eq!(message(text), "cannot find type `Nope` in this file");
    assert_eq!(refused("service V { Nope f() }"), (Code::UnknownType, "Nope"));
    assert_eq!(refused("service V { void f(1: Nope n) }"), (Code::UnknownType, "Nope"));
    assert_eq!(help("struct S { 1: Persom p } struct Person {}"), "did you mean `Person`?");
}

#[test]
fn t8_order_does_not_matter() {
    // Apache's compiler wants these in order; here nothing depends on it.
    let program = clean(
        "service B extends A { void f() throws (1: X x) } service A {} exception X {}
         const T x = {'e': E.V} struct T { 1: E e = E.V } enum E { U, V }",
    );
    assert!(service(&program, "B").extends.is_some());
    assert_eq!(service(&program, "B").functions[0].throws.len(), 1);
    let default = structure(&program, "T").fields[0].default.as_ref();
    assert!(matches!(default, Some(Value::Enum { number: 1, .. })));
}

#[test]
fn t9_a_service_is_no_type() {
    let text = "service A {} struct S { 1: A a }";
    assert_eq!(refused(text), (Code::NotAType, "A"));
    assert_eq!(message(text), "`A` is a service, not a type");
    assert_eq!(refused("service A { A f() }"), (Code::NotAType, "A"));
    assert_eq!(refused("const i32 A = 1 struct S { 1: A a }"), (Code::UnknownType, "A"));
}

#[test]
fn t10_an_exception_is_a_type() {
    clean("exception X {} struct S { 1: X x, 2: list<X> y } service V { X f(1: X x) }");
}

#[test]
fn t11_void() {
    assert_eq!(service(&clean("service S { void f() }"), "S").functions[0].returns, None);
    for text in [
        "struct S { 1: void x }",
        "struct S { 1: list<void> x }",
        "typedef void V",
        "service S { void f(1: void x) }",
    ] {
        assert_eq!(refused(text), (Code::Syntax, "void"), "{text}");
        assert_eq!(help(text), "`void` is for functions that return nothing");
    }
}

#[test]
fn t12_typedef() {
    let program = clean("typedef B A; typedef C B, typedef i32 C struct S { 1: A a }");
    let field = &structure(&program, "S").fields[0];
    assert!(matches!(field.ty.kind, TypeKind::Typedef(_)));
    assert_eq!(program.resolve_alias(&field.ty).kind, TypeKind::I32);
    assert_eq!(refused("typedef i32 A typedef i64 A"), (Code::DuplicateName, "A"));
    assert_eq!(refused("typedef Nope A typedef A B struct S { 1: B b }").0, Code::UnknownType);
    // These hang Apache's compiler.
    for text in ["typedef A A", "typedef B A typedef A B", "typedef list<B> A typedef A B"] {
        assert_eq!(refused(&format!("{text} struct S {{ 1: A a }}")), (Code::TypedefCycle, "A"));
    }
    assert_eq!(refused("typedef i32").0, Code::Syntax);
}

#[test]
fn t13_annotations_of_typedefs() {
    let program = clean("typedef i32 (x = '1') A (y = '2', z)");
    let Item::Typedef(typedef) = item(&program, "A") else { panic!("no typedef") };
    assert_eq!(typedef.ty.annotations[0].key, "x");
    assert_eq!(typedef.annotations.len(), 2);
}

#[test]
fn t14_nesting() {
    let nested = |depth: usize| {
        format!("struct S {{ 1: {}i32{} x }}", "list<".repeat(depth), ">".repeat(depth))
    };
    clean(&nested(50));
    assert_eq!(errors(&parse_text(&nested(100_000))), [Code::TooDeep]);
    let text = format!("const list<i32> x = {}", "[{".repeat(100_000));
    assert!(errors(&parse_text(&text)).contains(&Code::TooDeep));
    let text = format!("struct S {{ {}", "1: i32 a xsd_attrs { ".repeat(10_000));
    assert!(errors(&parse_text(&text)).contains(&Code::TooDeep));
    // Deep by its values, not by its brackets.
    let constants: Vec<_> = (1..200)
        .map(|n| format!("const T{n} c{n} = [c{}] typedef list<T{}> T{n} ", n - 1, n - 1))
        .collect();
    let text = format!("typedef i32 T0 const i32 c0 = 1 {}", constants.concat());
    assert_eq!(errors(&parse_text(&text))[0], Code::TooDeep);
    assert_eq!(value("const list<list<i32>> x = [[]]"), Value::List(vec![Value::List(vec![])]));
    good(&nested(90));
}
