//! §1.1, the lexer.

use thrift_idl::ast::{Definition, TypeKind};
use thrift_idl::{Code, Item, Kind, Span, Value, lex, parse_text};

use crate::support::{
    clean, document, enumeration, errors, fields, good, help, message, refused, structure,
    underlined, value, warned,
};

#[test]
fn l1_whitespace() {
    let program = clean("struct\tS\r\n{\r1: i32 a\n}");
    assert_eq!(structure(&program, "S").fields[0].name.text, "a");
    for other in ["\u{c}", "\u{b}", "\u{a0}", "\0"] {
        let text = format!("struct S {{}} {other} struct T {{}}");
        assert_eq!(refused(&text), (Code::UnknownToken, other));
    }
    assert!(message("struct S {}\u{c}").ends_with("found `\\u{c}`, which is not Thrift"));
}

#[test]
fn l2_byte_order_mark() {
    clean("\u{feff}struct S {}");
    assert_eq!(refused("struct S {}\u{feff}"), (Code::UnknownToken, "\u{feff}"));
}

#[test]
fn l3_identifier() {
    clean("struct _a1B { 1: i32 _, 2: i32 b2 }");
    let text = "struct S { 1: a.b.C d }";
    let Definition::Struct(item) = &document(text).definitions[0] else { panic!("no struct") };
    assert_eq!(item.fields[0].ty.kind, TypeKind::Named("a.b.C".to_owned()));
    for (text, dotted) in [
        ("struct A.B {}", "A.B"),
        ("enum A.B {}", "A.B"),
        ("service A.B {}", "A.B"),
        ("typedef i32 a.b", "a.b"),
        ("const i32 a.b = 3", "a.b"),
        ("struct S { 1: i32 a.b }", "a.b"),
        ("service S { void a.b() }", "a.b"),
        ("enum E { a.b }", "a.b"),
    ] {
        assert_eq!(refused(text), (Code::DottedName, dotted), "{text}");
    }
    assert_eq!(refused("struct S { 1: i32 a. }"), (Code::UnknownToken, "."));
    assert_eq!(refused("struct é {}"), (Code::UnknownToken, "é"));
    assert_eq!(refused("struct $a {}"), (Code::UnknownToken, "$"));
    assert_eq!(refused("struct 1S {}"), (Code::Syntax, "1"));
}

#[test]
fn l3_dotted_enum_value() {
    let text = "enum E { a.b = 3, c } const E x = E.a.b";
    assert_eq!(warned(text), (Code::DottedName, "a.b"));
    assert_eq!(help(text), "write `a_b`");
    let program = good(text);
    let numbers: Vec<_> =
        enumeration(&program, "E").values.iter().map(|v| (&*v.name.text, v.number)).collect();
    assert_eq!(numbers, [("a.b", 3), ("c", 4)]);
    assert!(matches!(value(text), Value::Enum { number: 3, index: 0, .. }));
    assert_eq!(value("enum E { a.b = 3 } const i32 x = input.E.a.b"), Value::I32(3));
    assert_eq!(value("enum E { b = 3, a.b = 4 } const i32 x = E.a.b"), Value::I32(4));
}

#[test]
fn l4_no_dashes() {
    assert_eq!(refused("struct S { 1: i32 a-b }"), (Code::Syntax, "-"));
    assert_eq!(refused("struct a-b {}"), (Code::Syntax, "-"));
}

#[test]
fn l5_decimal_int() {
    assert_eq!(value("const i32 x = 0755"), Value::I32(755));
    assert_eq!(value("const i32 x = +7"), Value::I32(7));
    assert_eq!(value("const i64 x = -9223372036854775808"), Value::I64(i64::MIN));
    let text = "const i64 x = 9223372036854775808";
    assert_eq!(refused(text), (Code::NumberRange, "9223372036854775808"));
    assert_eq!(message(text), "integer `9223372036854775808` does not fit in 64 bits");
}

#[test]
fn l6_hex_int() {
    assert_eq!(value("const i32 x = 0xfF"), Value::I32(255));
    assert_eq!(value("const i32 x = -0xff"), Value::I32(-255));
    assert_eq!(value("const i32 x = +0x10"), Value::I32(16));
    assert_eq!(refused("const i32 x = 0XFF").0, Code::Syntax);
    assert_eq!(refused("const i32 x = 0x").0, Code::Syntax);
    assert_eq!(refused("const i64 x = 0xFFFFFFFFFFFFFFFF").0, Code::NumberRange);
    assert_eq!(refused("const i64 x = -0x8000000000000000").0, Code::NumberRange);
}

#[test]
fn l7_double() {
    for (text, number) in [
        (".5", 0.5),
        ("-.5e-3", -0.0005),
        ("1e10", 1e10),
        ("1E+10", 1e10),
        ("+1.25", 1.25),
        ("1e-400", 0.0),
    ] {
        let text = format!("const double x = {text}");
        clean(&text);
        assert_eq!(value(&text), Value::Double(number), "{text}");
    }
    assert_eq!(refused("const double x = 1.").0, Code::UnknownToken);
    assert_eq!(refused("const double x = nan"), (Code::UnknownValue, "nan"));
    assert_eq!(refused("const double x = e10"), (Code::UnknownValue, "e10"));
}

#[test]
fn l7_numbers_without_digits_are_zero() {
    for number in ["+e5", "-E3", "-", "+"] {
        let text = format!("const double x = {number}");
        assert_eq!(warned(&text), (Code::NumberWithoutDigits, number));
        assert_eq!(value(&text), Value::Double(0.0));
    }
    let items = Value::List(vec![Value::Double(0.0), Value::Double(5.0)]);
    assert_eq!(value("const list<double> x = [- 5]"), items);
    assert_eq!(refused("const i32 x = -"), (Code::TypeMismatch, "-"));
}

#[test]
fn l7_numbers_too_large_are_infinite() {
    assert_eq!(warned("const double x = 1e400"), (Code::NumberRange, "1e400"));
    assert_eq!(value("const double x = -1e400"), Value::Double(f64::NEG_INFINITY));
}

#[test]
fn l8_true_and_false() {
    let field = &fields("struct S { true: bool a = false }")[0];
    assert_eq!((field.id, field.default.clone()), (1, Some(Value::Bool(false))));
    assert_eq!(value("const i32 x = true"), Value::I32(1));
    let program = good("enum E { A = true, B = false }");
    let numbers: Vec<_> = enumeration(&program, "E").values.iter().map(|v| v.number).collect();
    assert_eq!(numbers, [1, 0]);
    for text in ["struct true {}", "struct S { 1: i32 true }", "enum E { true = 1 }"] {
        assert_eq!(refused(text), (Code::Syntax, "true"), "{text}");
    }
    assert_eq!(refused("const bool false = 1"), (Code::Syntax, "false"));
    assert_eq!(refused("const bool x = True"), (Code::UnknownValue, "True"));
}

#[test]
fn l9_string_literal() {
    let text = |literal: &str| value(&format!("const string x = {literal}"));
    assert_eq!(text(r#""a'\r\n\t\"\'\\""#), Value::String("a'\r\n\t\"'\\".into()));
    assert_eq!(text("'b\"'"), Value::String("b\"".into()));
    assert_eq!(text("\"a\t\ré\""), Value::String("a\t\ré".into()));
    for escape in ["\\0", "\\x", "\\u", "\\q"] {
        let text = format!("const string x = 'a{escape}b'");
        assert_eq!(refused(&text), (Code::BadEscape, escape));
    }
    assert!(help(r"const string x = '\0'").starts_with("the escapes are"));
    assert_eq!(refused("const string x = 'a' 'b'"), (Code::Syntax, "'b'"));
    for text in ["const string x = \"abc", "const string x = \"abc\n", "const string x = \"abc\\"] {
        assert_eq!(refused(text), (Code::UnterminatedString, "\""), "{text}");
    }
    assert_eq!(message("const string x = '"), "this string has no end");
}

#[test]
fn l10_comments() {
    clean("// it's {\n# \"\n/* a /* b */ struct S {} // c");
    assert_eq!(refused("struct S {} /* a"), (Code::UnterminatedComment, "/*"));
    assert_eq!(refused("struct S {} /*/"), (Code::UnterminatedComment, "/*"));
    assert_eq!(refused("/* a */ */ struct S {}").0, Code::Syntax);
}

#[test]
fn l11_doc_comment() {
    let docs = |text: &str| structure(&clean(text), "S").docs.clone();
    assert_eq!(docs("/** a */ struct S {}").as_deref(), Some("a"));
    for plain in ["/**/", "/***/", "/*****/", "/*! a */", "/// a\n", "//! a\n", "/** */"] {
        assert_eq!(docs(&format!("{plain} struct S {{}}")), None, "{plain}");
    }
    assert_eq!(refused("/** abc\nstruct S {}"), (Code::UnterminatedComment, "/*"));
}

#[test]
fn l12_symbols() {
    let lexed = lex(": ; , { } ( ) = < > [ ] * &");
    assert!(lexed.tokens.iter().all(|token| matches!(token.kind, Kind::Symbol(_))));
    assert_eq!(lexed.tokens.len(), 14);
    for other in ["%", "?", "."] {
        let text = format!("struct S {{ 1: i32 x }} {other}");
        assert_eq!(refused(&text), (Code::UnknownToken, other));
    }
}

#[test]
fn l13_keywords() {
    let keywords = "namespace cpp_include cpp_type xsd_all xsd_optional xsd_nillable xsd_attrs \
        include void bool byte i8 i16 i32 i64 double string binary uuid map list set oneway \
        typedef struct union exception extends throws service enum const required optional async";
    for keyword in keywords.split_whitespace() {
        for text in [
            format!("struct {keyword} {{}}"),
            format!("enum {keyword} {{}}"),
            format!("service {keyword} {{}}"),
            format!("typedef i32 {keyword}"),
            format!("const i32 {keyword} = 1"),
            format!("struct S {{}} ({keyword} = 'x')"),
        ] {
            let found = &parse_text(&text).diagnostics;
            let places: Vec<_> = found.iter().map(|it| (it.code, underlined(&text, it))).collect();
            assert_eq!(places, [(Code::Syntax, keyword)], "{text}");
        }
    }
    assert!(help("struct list {}").contains("`list` is a keyword"));
    // A word that begins a header or a definition there begins it, and the name is missing.
    for begun in [
        "struct A {}",
        "union A {}",
        "exception A {}",
        "enum A {}",
        "service A {}",
        "typedef i32 A",
        "const i32 A = 1",
    ] {
        let text = format!("struct {begun} struct B {{ 1: C c }}");
        let found = &parse_text(&text).diagnostics;
        let places: Vec<_> = found.iter().map(|it| (it.code, underlined(&text, it))).collect();
        let word = begun.split(' ').next().unwrap();
        assert_eq!(places, [(Code::Syntax, word), (Code::UnknownType, "C")], "{text}");
        assert_eq!(found[0].help, None);
    }
    clean("struct Struct {} struct LIST {} const i32 I32 = 1 struct class {}");
}

#[test]
fn l14_keywords_as_names() {
    let program = clean(
        "struct S { 1: i32 struct, 2: i32 required, 3: optional i32 optional, 4: i32 list }
         service V { void f(1: i32 throws, 2: string void) }",
    );
    let names: Vec<_> = structure(&program, "S").fields.iter().map(|f| &*f.name.text).collect();
    assert_eq!(names, ["struct", "required", "optional", "list"]);
    // Apache's compiler allows them for fields only; nothing else could be meant here either.
    clean("service V { void list() void throws() i32 i32() } enum E { list, enum = 3 }");
    for keyword in ["xsd_all", "xsd_optional", "xsd_nillable", "xsd_attrs", "cpp_type"] {
        for text in [
            format!("struct S {{ 1: i32 {keyword} }}"),
            format!("enum E {{ {keyword} }}"),
            format!("service V {{ void {keyword}() }}"),
        ] {
            assert_eq!(refused(&text), (Code::Syntax, keyword), "{text}");
        }
    }
}

#[test]
fn l15_async() {
    let text = "service V { async void f() }";
    assert_eq!(warned(text), (Code::Deprecated, "async"));
    assert_eq!(help(text), "write `oneway`");
    let Item::Service(service) = &good(text).files[0].items[0] else { panic!("no service") };
    assert!(service.functions[0].oneway);
    // As a name it is no old word, and nothing is to be said about it.
    clean("struct S { 1: i32 async }");
}

#[test]
fn l16_removed_words() {
    for word in [
        "senum",
        "cpp_namespace",
        "php_namespace",
        "py_module",
        "perl_package",
        "ruby_namespace",
        "java_package",
        "cocoa_prefix",
        "csharp_namespace",
        "delphi_namespace",
        "xsd_namespace",
    ] {
        let text = format!("{word} foo");
        assert_eq!(refused(&text), (Code::Unsupported, word));
        assert!(message(&text).contains("it was removed from Thrift"), "{text}");
        clean(&format!("struct {word} {{ 1: i32 {word} }}"));
    }
    assert_eq!(refused("struct S { 1: slist a }"), (Code::UnknownType, "slist"));
    assert_eq!(help("struct S { 1: slist a }"), "it was removed from Thrift; use `string`");
}

#[test]
fn l17_list_separator() {
    let text = "struct S { 1: i32 a, 2: i32 b; 3: i32 c 4: i32 d } enum E { A, B; C }
        service V { void f(), void g(); void h(1: i32 a; 2: i32 b 3: i32 c,) }";
    assert_eq!(structure(&clean(text), "S").fields.len(), 4);
    for (text, second) in [
        ("struct S { 1: i32 a,; 2: i32 b }", ";"),
        ("struct S { , }", ","),
        ("enum E { A,, B }", ","),
        ("service V { void f();; }", ";"),
        ("service V { void f(,) }", ","),
        ("const list<i32> x = [1,,2]", ","),
        ("struct S {} (a,,b)", ","),
    ] {
        assert_eq!(refused(text), (Code::Syntax, second), "{text}");
    }
}

#[test]
fn places_are_byte_offsets() {
    let parsed = parse_text("/* é */ struct S { 1: i32 }");
    assert_eq!(errors(&parsed), [Code::Syntax]);
    assert_eq!(parsed.diagnostics[0].span, Span::new(27, 28));
}
