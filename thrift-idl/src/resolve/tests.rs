use std::collections::HashMap;
use std::path::Path;

use super::*;
use crate::program::{Enum, Requiredness, Service, Struct, Value};
use crate::{Parsed, parse_file, parse_text};

/// Files in memory, each known by the last part of its path.
struct Memory(HashMap<PathBuf, String>);

impl Loader for Memory {
    fn locate(&self, _: Option<&Path>, path: &str) -> Result<PathBuf, String> {
        let path = PathBuf::from(path);
        if self.0.contains_key(&path) { Ok(path) } else { Err("no such file".to_owned()) }
    }

    fn read(&self, path: &Path) -> Result<String, String> {
        self.0.get(path).cloned().ok_or_else(|| "no such file".to_owned())
    }
}

fn files(files: &[(&str, &str)]) -> Parsed {
    let all = files.iter().map(|(path, text)| (PathBuf::from(path), (*text).to_owned()));
    let loader = Memory(all.collect());
    parse_file(Path::new(files[0].0), &loader, Options::default()).unwrap()
}

fn errors(parsed: &Parsed) -> Vec<Code> {
    parsed.diagnostics.iter().filter(|d| d.is_error()).map(|d| d.code).collect()
}

fn good(text: &str) -> Program {
    let parsed = parse_text(text);
    assert_eq!(errors(&parsed), [], "{text}");
    parsed.program
}

fn bad(text: &str) -> Code {
    let parsed = parse_text(text);
    let errors = errors(&parsed);
    assert_eq!(errors.len(), 1, "{text}: {:?}", parsed.diagnostics);
    errors[0]
}

fn item<'p>(program: &'p Program, name: &str) -> &'p Item {
    program.items().find(|(_, item)| item.name().text == name).unwrap().1
}

fn structure<'p>(program: &'p Program, name: &str) -> &'p Struct {
    let Item::Struct(item) = item(program, name) else { panic!("no struct") };
    item
}

fn enumeration<'p>(program: &'p Program, name: &str) -> &'p Enum {
    let Item::Enum(item) = item(program, name) else { panic!("no enum") };
    item
}

fn service<'p>(program: &'p Program, name: &str) -> &'p Service {
    let Item::Service(item) = item(program, name) else { panic!("no service") };
    item
}

fn value(text: &str) -> Value {
    let program = good(text);
    let Item::Const(item) = item(&program, "x") else { panic!("no const") };
    item.value.clone()
}

#[test]
fn n6_last_namespace_wins() {
    let program = good("namespace rs a namespace * b namespace rs c");
    assert_eq!(program.files[0].namespace("rs"), Some("c"));
    assert_eq!(program.files[0].namespace("go"), Some("b"));
    assert_eq!(good("").files[0].namespace("rs"), None);
}

#[test]
fn i2_missing_include() {
    let parsed = files(&[("a.thrift", "include 'b.thrift' struct S {}")]);
    assert_eq!(errors(&parsed), [Code::IncludeUnreadable]);
    assert_eq!(parsed.diagnostics[0].message, "cannot include `b.thrift`: no such file");
    assert_eq!(parsed.program.files[0].items.len(), 1);
}

#[test]
fn i3_include_cycle() {
    let parsed = files(&[("a.thrift", "include 'a.thrift'")]);
    assert_eq!(errors(&parsed), [Code::IncludeCycle]);
    let parsed = files(&[
        ("a.thrift", "include 'b.thrift' struct A { 1: b.B b }"),
        ("b.thrift", "include 'a.thrift' struct B { 1: list<a.A> a }"),
    ]);
    assert_eq!(errors(&parsed), [Code::IncludeCycle]);
    assert_eq!(parsed.diagnostics[0].source, SourceId(1));
    assert_eq!(parsed.program.files[1].includes, []);
}

#[test]
fn i4_diamond_is_read_once() {
    let parsed = files(&[
        (
            "a.thrift",
            "include 'b.thrift' include 'c.thrift' include 'b.thrift' struct A { 1: b.B b }",
        ),
        ("b.thrift", "include 'd.thrift' struct B { 1: d.D d }"),
        ("c.thrift", "include 'd.thrift' struct C { 1: d.D d }"),
        ("d.thrift", "struct D {}"),
    ]);
    assert_eq!(errors(&parsed), []);
    assert_eq!(parsed.program.files.len(), 4);
    assert_eq!(parsed.program.files[0].includes.len(), 2);
}

#[test]
fn i5_i6_names_of_includes() {
    let text =
        "include 'b.c.thrift' struct S { 1: b.c.B x } const i32 x = b.c.N const b.c.E e = b.c.E.V";
    let other = "struct B {} const i32 N = 3 enum E { V }";
    assert_eq!(errors(&files(&[("a.thrift", text), ("b.c.thrift", other)])), []);
    let parsed = files(&[
        ("a.thrift", "include 'b.thrift' struct S { 1: c.C x, 2: b.Z y, 3: a.S z }"),
        ("b.thrift", "include 'c.thrift' struct B {}"),
        ("c.thrift", "struct C {}"),
    ]);
    let messages: Vec<_> = parsed.diagnostics.iter().map(|d| d.message.as_str()).collect();
    assert_eq!(
        messages,
        [
            "cannot find type `c.C`: this file does not include `c`",
            "cannot find type `b.Z`: `b` does not define it",
            "cannot find type `a.S`: names of this file are used without a prefix",
        ]
    );
    assert!(structure(&parsed.program, "S").fields.is_empty());
}

#[test]
fn mistakes_in_includes_are_placed_there() {
    let parsed =
        files(&[("a.thrift", "include 'b.thrift'"), ("b.thrift", "struct B { 1: i32 } %")]);
    assert!(parsed.diagnostics.iter().all(|d| d.source == SourceId(1)));
    let rendered = parsed.diagnostics[0].render(&parsed.sources);
    assert!(rendered.starts_with("b.thrift:1:19: error[T0010]"), "{rendered}");
}

#[test]
fn t7_forward_references_and_hints() {
    good("struct A { 1: B b } struct B { 1: C c } typedef list<A> C");
    let parsed = parse_text("struct Person {} struct S { 1: Persom p, 2: strng s, 3: float f }");
    assert_eq!(errors(&parsed), [Code::UnknownType; 3]);
    let helps: Vec<_> = parsed.diagnostics.iter().map(|d| d.help.as_deref().unwrap()).collect();
    assert_eq!(helps[..2], ["did you mean `Person`?", "did you mean `string`?"]);
    assert!(helps[2].contains("double"));
}

#[test]
fn t9_a_service_is_no_type() {
    assert_eq!(bad("service A {} struct S { 1: A a }"), Code::NotAType);
}

#[test]
fn t12_typedefs() {
    let program = good("typedef B A typedef C B typedef i32 C struct S { 1: A a }");
    let field = &structure(&program, "S").fields[0];
    assert_eq!(program.resolve_alias(&field.ty).kind, TypeKind::I32);
    assert_eq!(bad("typedef A A struct S { 1: A a }"), Code::TypedefCycle);
    assert_eq!(bad("typedef list<B> A typedef A B typedef A C"), Code::TypedefCycle);
    assert_eq!(bad("typedef Nope A typedef A B struct S { 1: B b }"), Code::UnknownType);
}

#[test]
fn items_that_are_wrong_leave_the_numbers_right() {
    let parsed =
        parse_text("typedef Nope A const i32 c = 'x' struct B {} struct S { 1: B b = {}, 2: A a }");
    assert_eq!(errors(&parsed), [Code::UnknownType, Code::TypeMismatch]);
    let id = ItemId { file: 0, index: 0 };
    assert_eq!(parsed.program.item(id).name().text, "B");
    let field = &structure(&parsed.program, "S").fields[0];
    assert_eq!(field.ty.kind, TypeKind::Struct(id));
    assert_eq!(field.default, Some(Value::Struct { item: id, fields: vec![] }));
}

#[test]
fn e1_e3_numbers() {
    let program = good("enum E { A = -5, B, C = 0x10, D, F = 16 }");
    let numbers: Vec<_> = enumeration(&program, "E").values.iter().map(|v| v.number).collect();
    assert_eq!(numbers, [-5, -4, 16, 17, 16]);
    good("enum E { A = -2147483648, B = 2147483647 }");
    assert_eq!(bad("enum E { A = 2147483647, B }"), Code::EnumRange);
    assert_eq!(bad("enum E { A = 9223372036854775807, B = 1 }"), Code::EnumRange);
}

#[test]
fn e4_e5_duplicates_and_empty() {
    assert_eq!(bad("enum E { A = 1, A = 2 }"), Code::DuplicateName);
    good("enum E {}");
}

#[test]
fn s2_one_name_space_for_types_and_services() {
    let parsed = parse_text("struct A {} service A {} const i32 A = 1");
    assert_eq!(errors(&parsed), [Code::DuplicateName]);
    assert_eq!(parsed.diagnostics[0].label.as_ref().unwrap().message, "the struct is here");
}

#[test]
fn s4_requiredness() {
    let program = good("struct S { 1: required i32 a, 2: optional i32 b, 3: i32 c }");
    let all: Vec<_> = structure(&program, "S").fields.iter().map(|f| f.requiredness).collect();
    assert_eq!(all, [Requiredness::Required, Requiredness::Optional, Requiredness::Default]);
}

#[test]
fn s5_duplicate_fields() {
    let parsed = parse_text("struct S { 1: i32 a, 1: i32 b, 2: i32 a, 3: i32 c }");
    assert_eq!(errors(&parsed), [Code::DuplicateField; 2]);
    assert_eq!(structure(&parsed.program, "S").fields.len(), 2);
}

#[test]
fn s6_s7_s8_ids() {
    let program = good("struct S { i32 a, 7: i32 b, i32 c, 32767: i32 d }");
    let ids: Vec<_> = structure(&program, "S").fields.iter().map(|f| f.id).collect();
    assert_eq!(ids, [-1, 7, -2, 32767]);
    for id in ["0", "-1", "32768", "4294967297"] {
        assert_eq!(bad(&format!("struct S {{ {id}: i32 a }}")), Code::FieldId);
    }
    let loader =
        Memory([(PathBuf::from("a"), "struct S { -1: i32 a, -5: i32 b, i32 c }".into())].into());
    let options = Options { allow_negative_ids: true, ..Options::default() };
    let parsed = parse_file(Path::new("a"), &loader, options).unwrap();
    let ids: Vec<_> = structure(&parsed.program, "S").fields.iter().map(|f| f.id).collect();
    assert_eq!(ids, [-1, -5, -6]);
    let options = Options { strict: true, ..Options::default() };
    let parsed = parse_file(Path::new("a"), &loader, options).unwrap();
    assert!(errors(&parsed).contains(&Code::MissingId));
}

#[test]
fn s10_no_finite_value() {
    assert_eq!(bad("struct S { 1: required S s }"), Code::EndlessType);
    assert_eq!(
        bad("struct A { 1: required T b } typedef B T struct B { 1: required A a }"),
        Code::EndlessType
    );
    assert_eq!(bad("struct A { 1: required U u } union U { 1: A a }"), Code::EndlessType);
    good("struct A { 1: required B b } struct B { 1: A a }");
    good("struct A { 1: required U u } union U { 1: A a, 2: i32 b }");
    good("struct A { 1: required list<A> a }");
    let parsed = parse_text("struct S { 1: required S s }");
    assert_eq!(structure(&parsed.program, "S").fields[0].requiredness, Requiredness::Optional);
}

#[test]
fn u1_u2_unions() {
    let program = good("union U { 1: required i32 a = 1, 2: i32 b }");
    let fields = &structure(&program, "U").fields;
    assert!(fields.iter().all(|f| f.requiredness == Requiredness::Optional));
    assert_eq!(fields[0].default, Some(Value::I32(1)));
    assert_eq!(bad("union U { 1: i32 a = 1, 2: i32 b = 2 }"), Code::UnionDefault);
}

#[test]
fn c3_order_does_not_matter() {
    assert_eq!(value("const i32 x = y const i32 y = E.B enum E { A, B }"), Value::I32(1));
    assert_eq!(bad("const i32 a = b const i32 b = a const i32 c = a"), Code::ConstCycle);
    assert_eq!(bad("const i32 a = nan"), Code::UnknownValue);
    assert_eq!(bad("const i32 a = 'x' const i32 b = a"), Code::TypeMismatch);
}

#[test]
fn c4_to_c7_scalars() {
    assert_eq!(value("const bool x = 7"), Value::Bool(true));
    assert_eq!(value("const bool x = false"), Value::Bool(false));
    assert_eq!(value("const i8 x = -128"), Value::I8(-128));
    assert_eq!(value("const double x = 3"), Value::Double(3.0));
    assert_eq!(value("const binary x = 'é'"), Value::Binary(vec![0xc3, 0xa9]));
    assert_eq!(bad("const i8 x = 128"), Code::ValueRange);
    assert_eq!(bad("const i32 x = 1.0"), Code::TypeMismatch);
    assert_eq!(bad("const bool x = 'true'"), Code::TypeMismatch);
}

#[test]
fn c8_uuid() {
    let text = "const uuid x = '00000000-0000-0000-0000-0000000000ff'";
    assert!(matches!(value(text), Value::Uuid(bytes) if bytes[15] == 0xff));
    assert_eq!(bad("const uuid x = '0123'"), Code::BadUuid);
}

#[test]
fn c9_c10_containers() {
    assert_eq!(value("const list<i8> x = {}"), Value::List(vec![]));
    assert_eq!(value("const map<i8, i8> x = []"), Value::Map(vec![]));
    assert_eq!(value("const set<i8> x = [1, 1]"), Value::Set(vec![Value::I8(1), Value::I8(1)]));
    assert_eq!(bad("const list<i8> x = {1: 2}"), Code::TypeMismatch);
    let parsed = parse_text("const list<i8> x = [1, 'a', 300]");
    assert_eq!(errors(&parsed), [Code::TypeMismatch, Code::ValueRange]);
}

#[test]
fn c11_structs_and_unions() {
    let head = "struct S { 1: i32 a, 2: i32 bcd } union U { 1: i32 a, 2: i32 b }";
    let Value::Struct { fields, .. } = value(&format!("{head} const S x = {{'bcd': 2}}")) else {
        panic!("no struct")
    };
    assert_eq!(fields, [(1, Value::I32(2))]);
    assert_eq!(bad(&format!("{head} const S x = {{'bdc': 2}}")), Code::UnknownField);
    assert_eq!(bad(&format!("{head} const S x = {{'a': 2, 'a': 3}}")), Code::DuplicateField);
    assert_eq!(bad(&format!("{head} const S x = {{1: 2}}")), Code::UnknownField);
    assert_eq!(bad(&format!("{head} const U x = {{}}")), Code::UnionValue);
    assert_eq!(bad(&format!("{head} const U x = {{'a': 1, 'b': 2}}")), Code::UnionValue);
}

#[test]
fn c12_c13_c14_enums() {
    let head = "enum E { A = 1, B } enum F { A, C }";
    let number = |text: &str| match value(&format!("{head} const E x = {text}")) {
        Value::Enum { number, index, .. } => (number, index),
        other => panic!("{other:?}"),
    };
    assert_eq!(number("E.B"), (2, 1));
    assert_eq!(number("2"), (2, 1));
    assert_eq!(number("F.A"), (1, 0));
    assert_eq!(number("input.E.A"), (1, 0));
    assert_eq!(value(&format!("{head} const double x = E.B")), Value::Double(2.0));
    assert_eq!(bad(&format!("{head} const E x = 5")), Code::UnknownEnumValue);
    assert_eq!(bad(&format!("{head} const E x = F.C")), Code::UnknownEnumValue);
    let parsed = parse_text(&format!("{head} const E x = B"));
    assert_eq!(parsed.diagnostics[0].help.as_deref(), Some("did you mean `E.B`?"));
}

#[test]
fn c15_constants_of_constants() {
    let text = "const list<i32> a = [1] const list<list<i64>> x = [a, a]";
    let inner = Value::List(vec![Value::I64(1)]);
    assert_eq!(value(text), Value::List(vec![inner.clone(), inner]));
    assert_eq!(
        value("const string k = 'a' const map<string, i32> x = {k: 1}"),
        Value::Map(vec![(Value::String("a".into()), Value::I32(1))])
    );
    assert_eq!(bad("const string a = 'x' const i32 b = a"), Code::TypeMismatch);
}

#[test]
fn s11_defaults() {
    let program = good("service S { void f(1: i32 a, 2: T b = C) } const i8 C = 4 typedef i64 T");
    assert_eq!(service(&program, "S").functions[0].args[1].default, Some(Value::I64(4)));
    let parsed = parse_text("struct S { 1: i32 a = 'x' }");
    assert_eq!(errors(&parsed), [Code::TypeMismatch]);
    assert_eq!(structure(&parsed.program, "S").fields[0].default, None);
}

#[test]
fn v2_extends() {
    let program = good("service B extends A {} service A { void f() }");
    assert_eq!(service(&program, "B").extends, Some(ItemId { file: 0, index: 1 }));
    assert_eq!(bad("service A extends A {}"), Code::ServiceCycle);
    assert_eq!(
        bad("service A extends B {} service B extends A {} service C extends B {}"),
        Code::ServiceCycle
    );
    assert_eq!(bad("struct A {} service B extends A {}"), Code::UnknownService);
    assert_eq!(bad("service B extends A {}"), Code::UnknownService);
}

#[test]
fn v4_duplicate_functions() {
    assert_eq!(bad("service A { void f() i32 f() }"), Code::DuplicateFunction);
    let text =
        "service A { void f() } service B extends A {} service C extends B { void f() void g() }";
    let parsed = parse_text(text);
    assert_eq!(errors(&parsed), [Code::DuplicateFunction]);
    assert_eq!(service(&parsed.program, "C").functions.len(), 1);
    good("service A {} service B extends A { void f() } service C extends A { void f() }");
}

#[test]
fn v5_oneway() {
    assert_eq!(bad("service S { oneway i32 f() }"), Code::Oneway);
    let parsed = parse_text("exception X {} service S { oneway void f() throws (1: X x) }");
    assert_eq!(errors(&parsed), [Code::Oneway]);
    assert!(!service(&parsed.program, "S").functions[0].oneway);
}

#[test]
fn v6_arguments() {
    let program = good("service S { void f(1: optional i32 a, 2: required i32 b) }");
    let all: Vec<_> =
        service(&program, "S").functions[0].args.iter().map(|f| f.requiredness).collect();
    assert_eq!(all, [Requiredness::Default, Requiredness::Required]);
}

#[test]
fn v7_throws() {
    good("exception X {} typedef X Y service S { void f() throws (1: X a, 2: Y b, X c) }");
    assert_eq!(bad("struct X {} service S { void f() throws (1: X x) }"), Code::NotAnException);
    assert_eq!(bad("exception X {} service S { void f() throws (0: X x) }"), Code::FieldId);
    let parsed = parse_text(
        "struct N {} exception X { 1: i32 a } service S { void f() throws (1: N n = {}, 2: X x = {'a': 1}) }",
    );
    let throws = &service(&parsed.program, "S").functions[0].throws;
    assert_eq!(throws.len(), 1);
    assert!(throws[0].default.is_some());
}
