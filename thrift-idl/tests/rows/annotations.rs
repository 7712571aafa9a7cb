//! §1.8, annotations, docs, options and other dialects.

use thrift_idl::ast::{ConstKind, Definition, Document, Header, Struct};
use thrift_idl::program::FunctionQualifier;
use thrift_idl::{Code, Options, Value, parse_text};

use crate::support::{
    clean, document, enumeration, errors, files, good, help, message, refused, service, structure,
    value, warned, with_options,
};

fn written(document: &Document, index: usize) -> &Struct {
    let Definition::Struct(item) = &document.definitions[index] else { panic!("no struct") };
    item
}

#[test]
fn a1_syntax() {
    let program = clean("struct S {} (a.b = 'x' c; d = \"y\", c = '2',)");
    let pairs: Vec<_> =
        structure(&program, "S").annotations.iter().map(|a| (&*a.key, &*a.value)).collect();
    assert_eq!(pairs, [("a.b", "x"), ("c", "1"), ("d", "y"), ("c", "2")]);
    clean("struct S { 1: i32 x () } ()");
    for (annotations, wrong) in [
        ("a = 1", "1"),
        ("a = true", "true"),
        ("a = b", "b"),
        ("a-b = 'x'", "-"),
        ("'a' = 'x'", "'a'"),
        ("= 'x'", "="),
        ("a = ", ")"),
        ("list = 'x'", "list"),
        ("true", "true"),
        (",", ","),
    ] {
        let text = format!("struct S {{}} ({annotations})");
        assert_eq!(refused(&text), (Code::Syntax, wrong), "{text}");
    }
}

#[test]
fn a2_places() {
    let program = clean(
        "namespace rs a (n) typedef i32 (t) T (u) enum E { A = 1 (v) } (e)
         struct S { 1: list<i32 (i)> (l) f (g) } (s) union U {} (s) exception X {} (s)
         service V { i32 (r) f(1: i32 a (b)) throws (1: X x (y)) (z) } (w)",
    );
    assert_eq!(program.files[0].namespaces[0].annotations[0].key, "n");
    assert_eq!(enumeration(&program, "E").values[0].annotations[0].key, "v");
    let function = &service(&program, "V").functions[0];
    let keys = [
        &function.returns.as_ref().unwrap().annotations[0].key,
        &function.args[0].annotations[0].key,
        &function.throws[0].annotations[0].key,
        &function.annotations[0].key,
    ];
    assert_eq!(keys, ["r", "b", "y", "z"]);
    for text in [
        "namespace * a (n)",
        "cpp_include 'a' (n)",
        "const i32 c = 1 (n)",
        "const i32 c (n) = 1",
        "struct T {} struct S { 1: T (n) x }",
        "service S { void (n) f() }",
        "struct S (n) {}",
        "enum E (n) {}",
    ] {
        assert_eq!(refused(text), (Code::Syntax, "("), "{text}");
    }
}

#[test]
fn a3_keys() {
    clean(
        "struct S { 1: list<i32> (cpp.type = 'x') a (cpp.ref, go.tag = 'y', vt.gt = '1'),
         2: i32 b (rust.name = 'c', deprecated = 'soon', python.immutable) }
         (final, cpp.customostream, xml.targetNamespace = 'n', php.path = 'p', my.own = 'key')",
    );
    for (key, near) in [
        ("cpp.tpye", "cpp.type"),
        ("deprecate", "deprecated"),
        ("Final", "final"),
        ("rust.nmae", "rust.name"),
        ("vt.minsize", "vt.min_size"),
    ] {
        for text in [
            format!("struct S {{}} ({key} = 'x')"),
            format!("struct S {{ 1: list<i32 ({key} = 'x')> a }}"),
            format!("service S {{ void f(1: i32 a ({key} = 'x')) }}"),
            format!("enum E {{ A ({key} = 'x') }}"),
            format!("namespace rs a ({key} = 'x')"),
        ] {
            assert_eq!(warned(&text), (Code::UnknownAnnotation, &*format!("{key} = 'x'")));
            assert_eq!(message(&text), format!("annotation `{key}` has no meaning"));
            assert_eq!(help(&text), format!("did you mean `{near}`?"));
        }
    }
    for key in ["cpp2.type", "py.type", "url", "rust", "api.get"] {
        clean(&format!("struct S {{}} ({key} = 'x')"));
    }
    // Each key is looked at once, and so many of them at most.
    let text = "struct S { 1: i32 a (finl), 2: i32 b (finl) }";
    assert_eq!(warned(text), (Code::UnknownAnnotation, "finl"));
    let many: Vec<_> = (0..1000).map(|n| format!("deprecate{n} ")).collect();
    assert!(parse_text(&format!("struct S {{}} ({})", many.concat())).diagnostics.len() <= 100);
}

#[test]
fn a4_docs() {
    let program = clean(
        "/** old */ /** S */ struct S { /** a */ 1: /** lost */ i32 a, 2: i32 b /** end */ }
         /*x*/ struct R {} /** E */ enum E { /** A */ A } /** V */ service V {
         /** f */ void f(/** arg */ 1: i32 a) throws (/** x */ 1: X x) } exception X {}
         /** T */ typedef i32 T /** c */ const i32 c = 1",
    );
    let item = structure(&program, "S");
    assert_eq!(item.docs.as_deref(), Some("S"));
    assert_eq!(item.fields[0].docs.as_deref(), Some("a"));
    assert_eq!(item.fields[1].docs, None);
    assert_eq!(structure(&program, "R").docs.as_deref(), Some("end"));
    let values = &enumeration(&program, "E").values;
    assert_eq!(values[0].docs.as_deref(), Some("A"));
    let function = &service(&program, "V").functions[0];
    assert_eq!(function.docs.as_deref(), Some("f"));
    assert_eq!(function.args[0].docs.as_deref(), Some("arg"));
    assert_eq!(function.throws[0].docs.as_deref(), Some("x"));
    let docs: Vec<_> = program.files[0].items.iter().filter_map(thrift_idl::Item::docs).collect();
    assert_eq!(docs, ["S", "end", "E", "V", "T", "c"]);
}

#[test]
fn a4_docs_behind_an_element() {
    let program = clean(
        "struct S { 1: i32 a /** b */, 2: i32 b (k = 'v' /** c */) 3: i32 c }
         enum E { A /** B */; B } service V { void f(1: i32 a /** g */) void g(/** h */) void h() }",
    );
    let docs: Vec<_> = structure(&program, "S").fields.iter().map(|f| f.docs.as_deref()).collect();
    assert_eq!(docs, [None, Some("b"), Some("c")]);
    assert_eq!(enumeration(&program, "E").values[1].docs.as_deref(), Some("B"));
    let functions = &service(&program, "V").functions;
    assert_eq!(functions[1].docs.as_deref(), Some("g"));
    assert_eq!(functions[2].docs.as_deref(), Some("h"));
}

#[test]
fn a5_docs_of_the_file() {
    let program = clean("/** file */ /** other */ namespace rs a /** S */ struct S {}");
    assert_eq!(program.files[0].docs.as_deref(), Some("file"));
    assert_eq!(structure(&program, "S").docs.as_deref(), Some("S"));
    let program = clean("/** S */ struct S {}");
    assert_eq!(program.files[0].docs, None);
    assert_eq!(structure(&program, "S").docs.as_deref(), Some("S"));
    assert_eq!(clean("/** file */ cpp_include 'x'").files[0].docs.as_deref(), Some("file"));
}

#[test]
fn a6_cleaned_docs() {
    let docs = |comment: &str| {
        structure(&clean(&format!("{comment} struct S {{}}")), "S").docs.clone().unwrap()
    };
    assert_eq!(docs("/** one */"), "one");
    assert_eq!(docs("/**\n * one\n *   two\n *\n * three\n */"), "one\n  two\n\nthree");
    assert_eq!(docs("/**\r\n   one  \r\n     two\r\n */"), "one\n  two");
}

#[test]
fn a7_options() {
    let text = "struct S { i32 a }";
    assert_eq!(errors(&with_options(Options::default(), text)), []);
    let strict = Options { strict: true, ..Options::default() };
    assert_eq!(errors(&with_options(strict, text)), [Code::MissingId]);
    let negative = Options { allow_negative_ids: true, ..Options::default() };
    assert_eq!(errors(&with_options(negative, "struct S { -1: i32 a }")), []);
    assert_eq!(errors(&with_options(strict, "struct S { -1: i32 a }")), [Code::FieldId]);
}

#[test]
fn a8_structured_annotations() {
    let text = "@a.B{c = 1, d = [2]} /** docs */ @E struct S { @F 1: i32 x }
        @G enum E { @H A = 1 } @I typedef i32 T @J const i32 C = 1
        @K service V { @L void f(@M 1: i32 x) }";
    clean(text);
    let document = document(text);
    let first = written(&document, 0);
    assert_eq!(first.docs.as_deref(), Some("docs"));
    assert_eq!(first.structured[0].name.text, "a.B");
    assert_eq!(first.structured[0].fields.as_ref().unwrap()[1].name.text, "d");
    assert_eq!(first.structured[1].fields, None);
    assert_eq!(first.fields[0].structured[0].name.text, "F");
    for text in ["@ struct S {}", "@A{1} struct S {}", "@A"] {
        assert_eq!(refused(text).0, Code::Syntax, "{text}");
    }
}

#[test]
fn a8_headers_of_fbthrift() {
    let document = document("/** docs */ @a.B package \"c.d/e\"; include 'f.thrift' as g");
    assert_eq!(document.docs.as_deref(), Some("docs"));
    let Header::Package(package) = &document.headers[0] else { panic!("no package") };
    assert_eq!((package.name.text.as_str(), package.structured.len()), ("c.d/e", 1));
    assert_eq!(refused("struct S {} package 'a'"), (Code::HeaderOrder, "package"));
    let b = ("b.thrift", "struct B {} const i32 N = 2 enum E { V }");
    let a = "include 'b.thrift' as c struct S { 1: c.B b } const i32 x = c.N const c.E y = c.E.V";
    assert_eq!(files(&[("a.thrift", a), b]).diagnostics, []);
    for (user, right) in [
        ("struct S { 1: b.B b }", "c.B"),
        ("const i32 x = b.N", "c.N"),
        ("const i32 x = b.E.V", "c.E.V"),
        ("service S extends b.B {}", "c.B"),
    ] {
        let parsed = files(&[("a.thrift", &format!("include 'b.thrift' as c {user}")), b]);
        assert_eq!(errors(&parsed).len(), 1, "{user}");
        let expected = format!("did you mean `{right}`?");
        assert_eq!(parsed.diagnostics[0].help.as_deref(), Some(&*expected), "{user}");
    }
    let parsed = files(&[("a.thrift", "include 'b.thrift' as c struct S { 1: b.B b }"), b]);
    let message = &parsed.diagnostics[0].message;
    assert_eq!(message, "cannot find type `b.B`: this file includes `b` as `c`");
    assert_eq!(refused("include 'b.thrift' as list"), (Code::Syntax, "list"));
}

#[test]
fn a8_struct_values() {
    let document = document("const a.B x = a.B{c = [D {}, E{f = 1}, {}], list = G{}}");
    let Definition::Const(constant) = &document.definitions[0] else { panic!("no constant") };
    let ConstKind::Struct(name, fields) = &constant.value.kind else { panic!("no struct") };
    assert_eq!((name.text.as_str(), fields[1].name.text.as_str()), ("a.B", "list"));
    // Where separators may be left out, a name before empty braces is a value of its own.
    let ConstKind::List(items) = &fields[0].value.kind else { panic!("no list") };
    assert_eq!(items.len(), 4);
    assert!(matches!(fields[1].value.kind, ConstKind::Struct(..)));
    let head = "struct S { 1: i32 a } struct T {} typedef S U";
    for name in ["S", "U"] {
        let Value::Struct { fields, .. } = value(&format!("{head} const S x = {name}{{a = 1}}"))
        else {
            panic!("no struct")
        };
        assert_eq!(fields, [(0, Value::I32(1))]);
    }
    assert_eq!(refused(&format!("{head} const S x = T{{}}")), (Code::TypeMismatch, "T"));
    assert_eq!(refused(&format!("{head} const list<i32> x = S{{}}")).0, Code::TypeMismatch);
}

#[test]
fn a8_qualifiers() {
    let text = "safe transient server exception E {} struct safe {} struct c {} struct d {}
        struct readonly {} service S { readonly i32 a() idempotent void b(), readonly c() \
        idempotent d d() }";
    assert_eq!(written(&document(text), 0).qualifiers.len(), 3);
    let program = clean(text);
    let qualifiers: Vec<_> =
        service(&program, "S").functions.iter().map(|function| function.qualifier).collect();
    let text =
        "service S { readonly i32 (a = 'b') f() readonly i32 (a) g() readonly i32(1: i32 a) }";
    document(text);
    document("service S { readonly i32() idempotent bool (a, b) h() }");
    let (readonly, idempotent) = (FunctionQualifier::Readonly, FunctionQualifier::Idempotent);
    assert_eq!(qualifiers, [Some(readonly), Some(idempotent), None, Some(idempotent)]);
    assert_eq!(refused("safe struct S {}").0, Code::Syntax);
}

#[test]
fn a8_what_fbthrift_has_and_this_has_not() {
    for bad in ["stream<i32> f()", "i32, sink<i32, i64> f()", "performs I;"] {
        let text = format!("service S {{ {bad} void g() }}");
        assert_eq!(refused(&text).0, Code::Unsupported, "{text}");
        let program = parse_text(&text).program;
        assert_eq!(service(&program, "S").functions.len(), 1, "{text}");
    }
    assert_eq!(
        refused("interaction I { void f() } struct S {}"),
        (Code::Unsupported, "interaction")
    );
    assert_eq!(refused("struct S { 1: stream<i32> x }"), (Code::Unsupported, "stream"));
    assert_eq!(refused("struct S { 1: float f }"), (Code::UnknownType, "float"));
    assert!(help("struct S { 1: float f }").contains("use `double`"));
    good("struct stream {} struct S { 1: stream interaction, 2: i32 sink }");
}
