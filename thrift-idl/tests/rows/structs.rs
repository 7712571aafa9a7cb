//! §1.5, structs, unions, exceptions and fields.

use thrift_idl::ast::Definition;
use thrift_idl::program::{Requiredness, StructKind};
use thrift_idl::{Code, Options, Value, parse_text};

use crate::support::{
    clean, document, errors, fields, good, help, message, refused, structure, warned, with_options,
};

#[test]
fn s1_struct() {
    let program = clean("struct S xsd_all {} (a) union U xsd_all {} (b = 'c') exception X {} (d)");
    assert_eq!(structure(&program, "S").kind, StructKind::Struct);
    assert_eq!(structure(&program, "U").annotations[0].value, "c");
    assert_eq!(structure(&program, "X").kind, StructKind::Exception);
    assert_eq!(refused("exception X xsd_all {}"), (Code::Syntax, "xsd_all"));
    assert_eq!(refused("struct A {} struct B extends A {}"), (Code::Syntax, "extends"));
    assert_eq!(refused("struct S { 1: struct { 1: i32 a } b }").0, Code::Syntax);
    assert_eq!(refused("struct {}"), (Code::Syntax, "{"));
    assert_eq!(refused("struct S {} (a) (b)"), (Code::Syntax, "("));
}

#[test]
fn s2_one_name_space() {
    for second in [
        "struct A {}",
        "union A {}",
        "exception A {}",
        "enum A {}",
        "typedef i32 A",
        "service A {}",
    ] {
        let text = format!("struct A {{}} {second}");
        assert_eq!(refused(&text), (Code::DuplicateName, "A"), "{text}");
        let label = parse_text(&text).diagnostics[0].label.clone().unwrap();
        assert_eq!((label.span.start, label.message.as_str()), (7, "the struct is here"));
    }
    clean("struct A {} const i32 A = 1");
}

#[test]
fn s3_field() {
    let text = "struct S { 0x2: optional S & next = {} xsd_optional xsd_nillable (a = 'b'); \
        required i32 list }";
    let program = good(text);
    let [first, second] = &structure(&program, "S").fields[..] else { panic!("two fields") };
    assert_eq!((first.id, first.requiredness), (2, Requiredness::Optional));
    assert!(first.reference && first.default.is_some());
    assert_eq!((second.id_span, second.name.text.as_str()), (None, "list"));
    for (field, wrong) in [
        ("required 1: i32 x", "1"),
        ("1 i32 x", "i32"),
        ("1: optional required i32 x", "required"),
        ("1: i32 x (a) = 1", "="),
        ("1: i32 x (a) (b)", "("),
        ("1: i32 x xsd_nillable xsd_optional", "xsd_optional"),
        ("1: i32", "}"),
        ("x: i32 a", ":"),
        ("'1': i32 a", "'1'"),
        ("1: i32 a = ", "}"),
    ] {
        let text = format!("struct S {{ {field} }}");
        assert_eq!(refused(&text).0, Code::Syntax, "{text}");
        assert!(refused(&text).1.starts_with(wrong), "{text}: {}", refused(&text).1);
    }
}

#[test]
fn s4_requiredness() {
    let program = clean("struct S { 1: required i32 a, 2: optional i32 b, 3: i32 c }");
    let all: Vec<_> = structure(&program, "S").fields.iter().map(|f| f.requiredness).collect();
    assert_eq!(all, [Requiredness::Required, Requiredness::Optional, Requiredness::Default]);
    assert_eq!(help("struct S { 1: requird i32 a }"), "did you mean `required`?");
}

#[test]
fn s5_field_id() {
    let ids = |text: &str| fields(text).iter().map(|field| field.id).collect::<Vec<_>>();
    let text = "struct S { true: i32 a, 0x10: i32 b, +10: i32 c, 7 : i32 d, 32767: i32 e }";
    assert_eq!(ids(text), [1, 16, 10, 7, 32767]);
    let text = "struct S { 1: i32 a, 0x1: i32 b, 2: i32 a, 3: i32 c }";
    let parsed = parse_text(text);
    assert_eq!(errors(&parsed), [Code::DuplicateField; 2]);
    assert_eq!(parsed.diagnostics[0].message, "field id 1 is already used by `a`");
    assert_eq!(parsed.diagnostics[1].message, "field name `a` is already used");
    assert_eq!(structure(&parsed.program, "S").fields.len(), 2);
    assert_eq!(refused("struct S { 1: i32 a, 1: i32 b }"), (Code::DuplicateField, "1"));
    assert_eq!(refused("struct S { 1: i32 a, 2: i32 a }"), (Code::DuplicateField, "a"));
    assert_eq!(refused("struct S { 1.0: i32 a }").0, Code::Syntax);
}

#[test]
fn s6_implicit_id() {
    let text = "struct S { i32 a, 7: i32 b, i32 c }";
    assert_eq!(fields(text).iter().map(|f| f.id).collect::<Vec<_>>(), [-1, 7, -2]);
    let text = "struct S { i32 a }";
    assert_eq!(warned(text), (Code::MissingId, "a"));
    assert!(help(text).ends_with("before the field, as in `1:`"));
    let strict = Options { strict: true, ..Options::default() };
    assert_eq!(errors(&with_options(strict, text)), [Code::MissingId]);
    assert_eq!(errors(&with_options(strict, "struct S { 1: i32 a }")), []);
}

#[test]
fn s7_nonpositive_id() {
    // Apache's compiler replaces them, so that the id that is written is not the one in use.
    for id in ["0", "-1", "-32768", "false"] {
        let text = format!("struct S {{ {id}: i32 a }}");
        assert_eq!(refused(&text), (Code::FieldId, id));
    }
    assert_eq!(message("struct S { -1: i32 a }"), "field id -1 is not between 1 and 32767");
    let allowed = Options { allow_negative_ids: true, ..Options::default() };
    let run = |text: &str| {
        let parsed = with_options(allowed, text);
        assert_eq!(errors(&parsed), [], "{text}");
        structure(&parsed.program, "S").fields.iter().map(|f| f.id).collect::<Vec<_>>()
    };
    assert_eq!(run("struct S { -1: i32 a, -5: i32 b, i32 c }"), [-1, -5, -6]);
    assert_eq!(run("struct S { 0: i32 a, i32 b }"), [0, -1]);
    let text = "struct S { i32 a, -1: i32 b }";
    assert_eq!(errors(&with_options(allowed, text)), [Code::DuplicateField]);
}

#[test]
fn s8_id_range() {
    for id in ["32768", "4294967297", "9223372036854775807"] {
        let text = format!("struct S {{ {id}: i32 a }}");
        assert_eq!(refused(&text), (Code::FieldId, id));
    }
    let allowed = Options { allow_negative_ids: true, ..Options::default() };
    assert_eq!(errors(&with_options(allowed, "struct S { -32769: i32 a }")), [Code::FieldId]);
}

#[test]
fn s9_reference() {
    let program = clean("struct S { 1: optional S & next, 2: S& x, 3: S y }");
    let references: Vec<_> = structure(&program, "S").fields.iter().map(|f| f.reference).collect();
    assert_eq!(references, [true, true, false]);
    assert_eq!(refused("struct S { 1: S && x }"), (Code::Syntax, "&"));
    assert_eq!(refused("struct S { 1: list<S &> x }"), (Code::Syntax, "&"));
}

#[test]
fn s10_recursion() {
    clean("struct S { 1: S a, 2: optional S b, 3: required list<S> c }");
    clean("struct A { 1: required B b } struct B { 1: A a }");
    clean("struct A { 1: required U u } union U { 1: A a, 2: i32 b }");
    clean("union U { 1: U u } union V { 1: W w } union W { 1: V v } struct S { 1: required U u }");
    // Apache's compiler accepts these, though no value of them can exist.
    let text = "struct S { 1: required S next }";
    assert_eq!(refused(text), (Code::EndlessType, "1: required S next"));
    assert!(help(text).starts_with("make a field on the way `optional`"));
    for text in [
        "struct A { 1: required T b } typedef B T struct B { 1: required A a }",
        "struct A { 1: required U u } union U { 1: A a }",
        "exception X { 1: required X x }",
    ] {
        assert_eq!(refused(text).0, Code::EndlessType, "{text}");
    }
    let program = parse_text(text).program;
    assert_eq!(structure(&program, "S").fields[0].requiredness, Requiredness::Optional);
}

#[test]
fn s11_default_values() {
    let text = "struct S { 1: i32 a = 3, 2: string s = 'x', 3: list<i32> l = [1,2;3 4], \
        4: map<string,i32> m = {'a':1,'b':2;'c':3}, 5: required double d = 5, 6: I i = {'n': 1} } \
        struct I { 1: i32 n }";
    clean(text);
    let fields = fields(text);
    assert_eq!(fields[0].default, Some(Value::I32(3)));
    assert_eq!(fields[4].default, Some(Value::Double(5.0)));
    let Some(Value::List(items)) = &fields[2].default else { panic!("no list") };
    assert_eq!(items.len(), 4);
    let text = "struct S { 1: i32 a = 'x' }";
    assert_eq!(refused(text), (Code::TypeMismatch, "'x'"));
    assert_eq!(message(text), "expected `i32`, found a string");
    assert_eq!(structure(&parse_text(text).program, "S").fields[0].default, None);
    assert_eq!(refused("struct S { 1: I i = {'zz': 1} } struct I {}").0, Code::UnknownField);
}

#[test]
fn s12_xsd() {
    let text = "struct S xsd_all { 1: i32 a xsd_optional xsd_nillable \
        xsd_attrs { 1: string q xsd_attrs { 1: Nope r } } (x = 'y'), 2: i32 b }";
    clean(text);
    let Definition::Struct(item) = &document(text).definitions[0] else { panic!("no struct") };
    let xsd = item.fields[0].xsd.as_ref().unwrap();
    assert!(item.xsd_all && xsd.optional && xsd.nillable);
    assert_eq!(xsd.attributes.as_ref().unwrap()[0].name.text, "q");
    assert_eq!(refused("struct S xsd_optional {}"), (Code::Syntax, "xsd_optional"));
    for attributes in ["1: i32 b, 1: i32 c", "1: i32 b, 2: i32 b"] {
        let text = format!("struct S {{ 1: i32 a xsd_attrs {{ {attributes} }} }}");
        assert_eq!(refused(&text).0, Code::DuplicateField, "{text}");
    }
}

#[test]
fn s13_void_field() {
    assert_eq!(refused("struct S { 1: void x }"), (Code::Syntax, "void"));
    assert_eq!(refused("union U { void x }"), (Code::Syntax, "void"));
}

#[test]
fn u1_members_are_optional() {
    let text = "union U { 1: required i32 a, 2: optional i32 b, 3: i32 c }";
    assert_eq!(warned(text), (Code::Requiredness, "required"));
    assert!(message(text).contains("members of unions are optional"));
    let program = good(text);
    let mut fields = structure(&program, "U").fields.iter();
    assert!(fields.all(|field| field.requiredness == Requiredness::Optional));
}

#[test]
fn u2_one_default() {
    let program = clean("union U { 1: i32 a = 1, 2: i32 b }");
    assert_eq!(structure(&program, "U").fields[0].default, Some(Value::I32(1)));
    assert_eq!(refused("union U { 1: i32 a = 1, 2: i32 b = 2 }"), (Code::UnionDefault, "2"));
}

#[test]
fn u3_empty_union() {
    assert!(structure(&clean("union U {}"), "U").fields.is_empty());
}

#[test]
fn x1_exception() {
    let program = clean("exception X { 1: string message = 'no', 2: i32 code }");
    let item = structure(&program, "X");
    assert_eq!(item.kind, StructKind::Exception);
    assert_eq!(item.fields[0].default, Some(Value::String("no".into())));
    assert_eq!(refused("exception X { 1: i32 a, 1: i32 b }").0, Code::DuplicateField);
    assert_eq!(refused("exception A {} exception B extends A {}"), (Code::Syntax, "extends"));
}
