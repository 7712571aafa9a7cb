//! §1.6, constants and values.

use thrift_idl::{Code, Value, parse_text};

use crate::support::{
    clean, constant, enum_number, errors, good, help, message, refused, structure, underlined,
    value, warned,
};

fn integers(numbers: &[i32]) -> Value {
    Value::List(numbers.iter().copied().map(Value::I32).collect())
}

#[test]
fn c1_const() {
    let program = clean("const i32 a = 1 const i32 b = 2; const string c = 'x', struct S {}");
    assert_eq!(constant(&program, "b"), Value::I32(2));
    assert_eq!(refused("const i32 c = 1 (a = 'b')"), (Code::Syntax, "("));
    assert_eq!(refused("const i32 c (a) = 1"), (Code::Syntax, "("));
    assert_eq!(refused("const i32 a = 1 const i64 a = 2"), (Code::DuplicateName, "a"));
    assert_eq!(refused("const i32 a").0, Code::Syntax);
    assert_eq!(refused("const a = 5").0, Code::Syntax);
}

#[test]
fn c2_values() {
    assert_eq!(value("const list<i32> x = [1 2 3]"), integers(&[1, 2, 3]));
    assert_eq!(value("const list<i32> x = [1-2]"), integers(&[1, -2]));
    assert_eq!(value("const list<i32> x = [1,2;3 4,]"), integers(&[1, 2, 3, 4]));
    let Value::Map(entries) = value("const map<i32, i32> x = {1:2,3:4;5:6 7:8}") else { panic!() };
    assert_eq!(entries.len(), 4);
    for (text, wrong) in [
        ("const i32 x = list", "list"),
        ("const i32 x = ", ""),
        ("const map<i32, i32> x = {1}", "}"),
        ("const map<i32, i32> x = {1 = 2}", "="),
        ("const list<i32> x = [1:2]", ":"),
    ] {
        assert_eq!(refused(text), (Code::Syntax, wrong), "{text}");
    }
}

#[test]
fn c3_names() {
    assert_eq!(value("const i32 x = y const i32 y = E.B enum E { A, B }"), Value::I32(1));
    let text = "const i32 x = COUMT const i32 COUNT = 1";
    assert_eq!(refused(text), (Code::UnknownValue, "COUMT"));
    assert_eq!(help(text), "did you mean `COUNT`?");
    assert_eq!(refused("const i32 x = E enum E { A }"), (Code::UnknownValue, "E"));
    assert_eq!(refused("const i32 x = E.C enum E { A }"), (Code::UnknownValue, "E.C"));
    let text = "const i32 a = b const i32 b = a const i32 c = a";
    assert_eq!(refused(text), (Code::ConstCycle, "a"));
    assert_eq!(refused("const i32 x = x"), (Code::ConstCycle, "x"));
}

#[test]
fn c4_bool() {
    for (text, expected) in [("true", true), ("false", false), ("7", true), ("0", false)] {
        assert_eq!(value(&format!("const bool x = {text}")), Value::Bool(expected));
    }
    for wrong in ["'true'", "1.0", "[true]", "{}"] {
        let text = format!("const bool x = {wrong}");
        assert_eq!(refused(&text), (Code::TypeMismatch, wrong));
    }
}

#[test]
fn c5_integers() {
    assert_eq!(value("const i8 x = -128"), Value::I8(-128));
    assert_eq!(value("const i16 x = 32767"), Value::I16(32767));
    assert_eq!(value("const i64 x = 5000000000"), Value::I64(5_000_000_000));
    // Apache's compiler does not look at the range, and the code that it writes does not compile.
    for (ty, number) in [("i8", "128"), ("i16", "-32769"), ("i32", "2147483648")] {
        let text = format!("const {ty} x = {number}");
        assert_eq!(refused(&text), (Code::ValueRange, number));
        assert_eq!(message(&text), format!("{number} does not fit in `{ty}`"));
    }
    assert_eq!(refused("const i32 x = 1.0"), (Code::TypeMismatch, "1.0"));
    assert_eq!(refused("const i32 x = 'a'"), (Code::TypeMismatch, "'a'"));
}

#[test]
fn c6_double() {
    assert_eq!(value("const double x = 3"), Value::Double(3.0));
    assert_eq!(value("const double x = -1.5e3"), Value::Double(-1500.0));
    assert_eq!(value("const double x = true"), Value::Double(1.0));
    assert_eq!(refused("const double x = '1.0'"), (Code::TypeMismatch, "'1.0'"));
}

#[test]
fn c7_string_and_binary() {
    assert_eq!(value("const string x = 'é'"), Value::String("é".into()));
    assert_eq!(value("const binary x = 'é'"), Value::Binary(vec![0xc3, 0xa9]));
    for text in ["const string x = 5", "const binary x = [1, 2]", "const string x = true"] {
        assert_eq!(refused(text).0, Code::TypeMismatch, "{text}");
    }
}

#[test]
fn c8_uuid() {
    for text in
        ["'01234567-9012-4567-9012-4567890123Ef'", "'{01234567-9012-4567-9012-4567890123ef}'"]
    {
        let Value::Uuid(bytes) = value(&format!("const uuid x = {text}")) else { panic!("{text}") };
        assert_eq!((bytes[0], bytes[15]), (0x01, 0xef));
    }
    for wrong in [
        "'0123'",
        "''",
        "'{01234567-9012-4567-9012-456789012345'",
        "'01234567-9012-4567-90124-56789012345'",
        "'g1234567-9012-4567-9012-456789012345'",
    ] {
        assert_eq!(refused(&format!("const uuid x = {wrong}")), (Code::BadUuid, wrong));
    }
    assert_eq!(refused("const uuid x = 5"), (Code::TypeMismatch, "5"));
}

#[test]
fn c9_list_and_set() {
    assert_eq!(value("const list<i32> x = [1, 1]"), integers(&[1, 1]));
    let set = value("const set<i32> x = [1, 1]");
    assert_eq!(set, Value::Set(vec![Value::I32(1), Value::I32(1)]));
    clean("const list<i32> x = {} const set<i32> y = {}");
    assert_eq!(value("const list<i32> x = {}"), Value::List(vec![]));
    let parsed = parse_text("const list<i16> x = [1, 'a', 70000]");
    assert_eq!(errors(&parsed), [Code::TypeMismatch, Code::ValueRange]);
    // No compiler makes something of these, and none refuses them.
    for wrong in ["{1: 2}", "{'a': [1.5]}", "5", "'a'", "1.5", "true"] {
        let text = format!("const list<i32> x = {wrong}");
        assert_eq!(warned(&text), (Code::WrongBrackets, wrong));
        assert_eq!(help(&text), "write the elements in brackets, as in `[1, 2]`");
        assert_eq!(value(&text), Value::List(vec![]));
        let text = format!("struct S {{ 1: set<i32> a = {wrong} }}");
        assert_eq!(warned(&text), (Code::WrongBrackets, wrong));
        assert_eq!(structure(&good(&text), "S").fields[0].default, Some(Value::Set(vec![])));
    }
    let text = "const list<i32> x = {1: 2}";
    assert_eq!(message(text), "expected a list, found a map, which makes an empty one");
    // The names in them are still looked up.
    assert_eq!(refused("const list<i32> x = {zz: 1}"), (Code::UnknownValue, "zz"));
    assert_eq!(refused("const list<i32> x = zz"), (Code::UnknownValue, "zz"));
    assert_eq!(refused("const i32 a = 5 const list<i32> x = a"), (Code::TypeMismatch, "a"));
}

#[test]
fn c10_map() {
    let Value::Map(entries) = value("const map<string, i32> x = {'a': 1, 'b': 2}") else {
        panic!("no map")
    };
    assert_eq!(entries[1], (Value::String("b".into()), Value::I32(2)));
    clean("const map<i32, i32> x = []");
    for wrong in ["[1, 2]", "['a']", "5", "'a'"] {
        let text = format!("const map<i32, i32> x = {wrong}");
        assert_eq!(warned(&text), (Code::WrongBrackets, wrong));
        assert_eq!(help(&text), "write the entries in braces, as in `{1: 2}`");
        assert_eq!(value(&text), Value::Map(vec![]));
    }
    // Of equal keys the last counts, and what it replaces is not looked at.
    let text = "const map<i32, i32> x = {1: 'a', 2: 3, true: 4}";
    clean(text);
    let Value::Map(entries) = value(text) else { panic!("no map") };
    assert_eq!(entries[1], (Value::I32(1), Value::I32(4)));
    assert_eq!(refused("const map<i32, i32> x = {1: 'a'}"), (Code::TypeMismatch, "'a'"));
    assert_eq!(refused("const map<i32, i32> x = {'a': 1}"), (Code::TypeMismatch, "'a'"));
}

const HEAD: &str = "struct S { 1: i32 a, 2: i32 bcd, 3: required i32 e } \
    union U { 1: i32 a, 2: i32 b } exception X { 1: i32 a } ";

#[test]
fn c11_structs() {
    let all = |value: &str| format!("{HEAD} const S x = {value}");
    let Value::Struct { fields, .. } = value(&all("{'bcd': 2}")) else { panic!("no struct") };
    assert_eq!(fields, [(1, Value::I32(2))]);
    clean(&all("{}"));
    clean(&format!("{HEAD} const X x = {{'a': 1}}"));
    assert_eq!(refused(&all("{'bdc': 2}")), (Code::UnknownField, "'bdc'"));
    assert_eq!(help(&all("{'bdc': 2}")), "did you mean `bcd`?");
    assert_eq!(refused(&all("{1: 2}")), (Code::UnknownField, "1"));
    assert_eq!(refused(&format!("{} const string K = 'a'", all("{K: 2}"))).0, Code::UnknownField);
    assert_eq!(refused(&all("{'a': 'x'}")), (Code::TypeMismatch, "'x'"));
    for wrong in ["5", "'a'", "[]", "[1]"] {
        assert_eq!(refused(&all(wrong)), (Code::TypeMismatch, wrong));
    }
    let text = all("{'a': 'x', 'a': 3}");
    assert_eq!(warned(&text), (Code::DuplicateField, "'a'"));
    let Value::Struct { fields, .. } = value(&text) else { panic!("no struct") };
    assert_eq!(fields, [(0, Value::I32(3))]);
}

#[test]
fn c11_unions() {
    let all = |value: &str| format!("{HEAD} const U x = {value}");
    let fields = |text: &str| match value(text) {
        Value::Struct { fields, .. } => fields,
        other => panic!("{other:?}"),
    };
    clean(&all("{'b': 1}"));
    assert_eq!(fields(&all("{'b': 1}")), [(1, Value::I32(1))]);
    // Apache's compiler accepts any number of members.
    let two = all("{'b': 1, 'a': 2}");
    assert_eq!(warned(&two), (Code::UnionValue, "{'b': 1, 'a': 2}"));
    assert_eq!(message(&two), "union `U` has one member at a time, found 2");
    assert_eq!(fields(&two), [(0, Value::I32(2))]);
    assert_eq!(warned(&all("{}")), (Code::UnionValue, "{}"));
    assert_eq!(fields(&all("{}")), []);
    assert_eq!(refused(&all("{'a': 1, 'c': 2}")), (Code::UnknownField, "'c'"));
}

#[test]
fn c12_enum_values() {
    let all = |value: &str| format!("enum E {{ A = 1, B }} enum F {{ A, C }} const E x = {value}");
    for text in ["E.B", "input.E.B", "2", "0x2"] {
        clean(&all(text));
        assert_eq!(enum_number(&all(text)), 2, "{text}");
    }
    assert_eq!(refused(&all("5")), (Code::UnknownEnumValue, "5"));
    assert_eq!(message(&all("5")), "enum `E` has no value 5");
    assert_eq!(refused(&all("B")), (Code::UnknownEnumValue, "B"));
    assert_eq!(help(&all("B")), "did you mean `E.B`?");
    assert_eq!(refused(&all("E.Z")), (Code::UnknownEnumValue, "E.Z"));
    // A scalar of another kind counts as 0 for every compiler.
    let zero = |value: &str| format!("enum E {{ A, B }} const E x = {value}");
    for wrong in ["'B'", "1.5", "[1]", "{}"] {
        assert_eq!(warned(&zero(wrong)), (Code::TypeMismatch, wrong));
        assert_eq!(enum_number(&zero(wrong)), 0);
        assert_eq!(refused(&all(wrong)), (Code::TypeMismatch, wrong));
    }
    assert_eq!(message(&zero("'B'")), "expected enum `E`, found a string, which is read as 0");
    assert_eq!(refused("enum E {} const E x = 0"), (Code::UnknownEnumValue, "0"));
}

#[test]
fn c13_values_of_other_enums() {
    let all = |value: &str| format!("enum E {{ A = 1, B }} enum F {{ A, C }} const E x = {value}");
    for text in ["F.A", "nope.A", "no.pe.A"] {
        assert_eq!(warned(&all(text)), (Code::OtherEnum, text));
        assert_eq!(help(&all(text)), "write `E.A`");
        assert_eq!(enum_number(&all(text)), 1);
    }
    assert_eq!(refused(&all("F.C")), (Code::UnknownEnumValue, "F.C"));
    assert_eq!(refused(&all("no.such.pe.A")), (Code::UnknownEnumValue, "no.such.pe.A"));
}

#[test]
fn c14_enum_values_for_numbers() {
    let head = "enum E { A = 4 }";
    assert_eq!(value(&format!("{head} const i64 x = E.A")), Value::I64(4));
    assert_eq!(value(&format!("{head} const double x = E.A")), Value::Double(4.0));
    assert_eq!(value(&format!("{head} const bool x = E.A")), Value::Bool(true));
    assert_eq!(refused(&format!("{head} const string x = E.A")), (Code::TypeMismatch, "E.A"));
    assert_eq!(refused("enum E { A = 400 } const i8 x = E.A"), (Code::ValueRange, "E.A"));
}

#[test]
fn c15_constants_of_constants() {
    assert_eq!(value("const i32 a = 1 const i64 x = a"), Value::I64(1));
    assert_eq!(value("const string a = 's' const binary x = a"), Value::Binary(b"s".to_vec()));
    assert_eq!(value("const binary a = 's' const string x = a"), Value::String("s".into()));
    let uuid = "01234567-9012-4567-9012-4567890123ef";
    let text = format!("const uuid a = '{uuid}' const string b = a const uuid x = b");
    assert!(matches!(value(&text), Value::Uuid(bytes) if bytes[15] == 0xef));
    assert_eq!(constant(&good(&text), "b"), Value::String(uuid.into()));
    let key = value("const string k = 'a' const map<string, i32> x = {k: 1}");
    assert_eq!(key, Value::Map(vec![(Value::String("a".into()), Value::I32(1))]));
    // Apache's compiler knows no constants of the following types, or its generators do not.
    let inner = integers(&[1]);
    let text = "const list<i32> a = [1] const list<list<i32>> x = [a, a]";
    assert_eq!(value(text), Value::List(vec![inner.clone(), inner]));
    clean(
        "const set<i32> a = [1] const set<i32> x = a const map<i32, i32> b = {} const map<i32, i32> y = b",
    );
    clean("struct S { 1: i32 a } const S x = {'a': 1} const S y = x");
    clean("enum E { A } const E x = E.A const E y = x const i32 z = x");
    for (text, wrong) in [
        ("const string a = 'x' const i32 b = a", "a"),
        ("const double a = 1 const i32 b = a", "a"),
        ("const list<i32> a = [] const set<i32> b = a", "a"),
        ("enum E { A } const string a = 'x' const E b = a", "a"),
        ("struct S {} struct T {} const S a = {} const T b = a", "a"),
    ] {
        let parsed = parse_text(text);
        assert_eq!(errors(&parsed), [Code::TypeMismatch], "{text}");
        assert_eq!(underlined(text, &parsed.diagnostics[0]), wrong);
        assert!(parsed.diagnostics[0].span.start > 20, "{text}");
    }
    let text = "const i64 a = 5000000000 const i32 b = a";
    assert_eq!(refused(text), (Code::ValueRange, "a"));
}

#[test]
fn c15_constants_do_not_grow_without_end() {
    let doubled: Vec<_> = (1..64)
        .map(|n| {
            format!("const T{n} c{n} = [c{}, c{}] typedef list<T{}> T{n} ", n - 1, n - 1, n - 1)
        })
        .collect();
    let parsed = parse_text(&format!("typedef i32 T0 const i32 c0 = 1 {}", doubled.concat()));
    assert_eq!(errors(&parsed)[0], Code::TooLarge);
}

#[test]
fn c16_typedefs() {
    clean("typedef i32 T typedef T U const U x = 4 const i64 y = x");
    assert_eq!(value("typedef i32 T typedef T U const U x = 4"), Value::I32(4));
    assert_eq!(enum_number("enum E { A, B } typedef E T const T x = T.B"), 1);
    assert_eq!(refused("typedef i8 T const T x = 300"), (Code::ValueRange, "300"));
    // Other compilers do not look behind a typedef; their code then has zero, or nothing.
    let natural = [
        ("bool", "'a'", Value::Bool(false)),
        ("i32", "'a'", Value::I32(0)),
        ("i64", "1.5", Value::I64(0)),
        ("double", "'a'", Value::Double(0.0)),
        ("string", "5", Value::String(String::new())),
        ("binary", "[1]", Value::Binary(Vec::new())),
    ];
    for (ty, wrong, read) in natural {
        let text = format!("typedef {ty} T const T x = {wrong}");
        assert_eq!(warned(&text), (Code::TypeMismatch, wrong), "{text}");
        assert_eq!(value(&text), read);
        assert_eq!(refused(&format!("const {ty} x = {wrong}")), (Code::TypeMismatch, wrong));
    }
    let text = "typedef list<i32> T const T x = ['a']";
    assert_eq!(warned(text), (Code::TypeMismatch, "'a'"));
    assert_eq!(message(text), "expected `i32`, found a string, which is read as 0");
    assert_eq!(value(text), integers(&[0]));
    let text = "struct S { 1: i32 a } typedef S T const T x = 5";
    assert!(matches!(value(text), Value::Struct { fields, .. } if fields.is_empty()));
    assert_eq!(refused("typedef uuid T const T x = 5"), (Code::TypeMismatch, "5"));
    assert_eq!(refused("typedef uuid T const T x = 'a'"), (Code::BadUuid, "'a'"));
    assert_eq!(refused("struct S {} typedef S T const T x = {'a': 1}").0, Code::UnknownField);
    assert_eq!(refused("enum E { A } typedef E T const T x = 7").0, Code::UnknownEnumValue);
    assert_eq!(refused("typedef i32 T const T x = [zz]"), (Code::UnknownValue, "zz"));
    let text = "struct S {} typedef S T const i32 a = 1 const T x = a";
    assert_eq!(refused(text), (Code::TypeMismatch, "a"));
}

#[test]
fn c17_void() {
    assert_eq!(refused("const void x = 1"), (Code::Syntax, "void"));
    assert_eq!(refused("const list<void> x = []"), (Code::Syntax, "void"));
}
