use super::*;
use crate::ast::{ConstKind, Definition, Header, Requiredness, Struct, TypeKind};
use crate::code::Code;
use crate::lexer::lex;

fn run(text: &str) -> (Document, Vec<Diagnostic>) {
    let lexed = lex(text);
    assert_eq!(lexed.diagnostics, [], "{text}");
    parse(&lexed.tokens, lexed.end)
}

fn good(text: &str) -> Document {
    let (document, diagnostics) = run(text);
    let errors: Vec<_> = diagnostics.iter().filter(|d| d.is_error()).collect();
    assert!(errors.is_empty(), "{text}: {errors:?}");
    document
}

fn messages(text: &str) -> Vec<String> {
    run(text).1.into_iter().filter(Diagnostic::is_error).map(|d| d.message).collect()
}

fn codes(text: &str) -> Vec<Code> {
    run(text).1.into_iter().map(|d| d.code).collect()
}

fn structure(document: &Document, index: usize) -> &Struct {
    let Definition::Struct(item) = &document.definitions[index] else { panic!("no struct") };
    item
}

#[test]
fn d1_headers_come_first() {
    assert_eq!(codes("struct A {} namespace rs x struct B {}"), [Code::HeaderOrder]);
}

#[test]
fn d2_one_separator_after_anything() {
    let document =
        good("namespace rs a; include 'b'; struct A {}; enum E {}, service S {}; const i32 c = 1;");
    assert_eq!(document.definitions.len(), 4);
    assert_eq!(codes(";"), [Code::Syntax]);
    assert_eq!(codes("struct A {};;"), [Code::Syntax]);
}

#[test]
fn d3_empty_file() {
    assert_eq!(good("/** a */ # b"), Document::default());
}

#[test]
fn n1_to_n5_namespaces() {
    let document = good("namespace rs a.b (k = 'v') namespace * c namespace smalltalk.x d");
    let Header::Namespace(first) = &document.headers[0] else { panic!("no namespace") };
    assert_eq!((first.scope.text.as_str(), first.name.text.as_str()), ("rs", "a.b"));
    assert_eq!(first.annotations[0].value, "v");
    let Header::Namespace(last) = &document.headers[2] else { panic!("no namespace") };
    assert_eq!(last.scope.text, "st.x");
    assert_eq!(codes("namespace * t (u = 'x')"), [Code::Syntax]);
    assert_eq!(codes("namespace cpp 'a.b'"), [Code::Syntax]);
}

#[test]
fn i1_i8_includes() {
    let document = good("include 'a.thrift' cpp_include \"<b>\"");
    assert!(matches!(&document.headers[0], Header::Include(i) if i.path.text == "a.thrift"));
    assert!(matches!(&document.headers[1], Header::CppInclude(p) if p.text == "<b>"));
}

#[test]
fn t3_t5_t6_containers() {
    let text = "struct S { 1: map cpp_type 'X' <i32 (a = 'b'), list<set<T>>> (c) m }";
    let document = good(text);
    let ty = &structure(&document, 0).fields[0].ty;
    assert_eq!(ty.cpp_type.as_ref().unwrap().text, "X");
    assert_eq!(ty.annotations[0].value, "1");
    let TypeKind::Map(key, _) = &ty.kind else { panic!("no map") };
    assert_eq!(key.annotations[0].key, "a");
    assert_eq!(codes("struct S { 1: list<i32> cpp_type 'W' d }"), [Code::Deprecated]);
    for bad in ["map<i32;i32>", "list<i32,i32>", "list", "set<i32> cpp_type 'x'", "void", "T (a)"] {
        assert_eq!(codes(&format!("struct S {{ 1: {bad} x }}")), [Code::Syntax], "{bad}");
    }
    assert_eq!(codes("struct S { 1: stream<i32> x }"), [Code::Unsupported]);
}

#[test]
fn t14_nesting_has_a_limit() {
    let nested = |depth: usize| {
        format!("struct S {{ 1: {}i32{} x }}", "list<".repeat(depth), ">".repeat(depth))
    };
    good(&nested(50));
    assert_eq!(codes(&nested(100_000)), [Code::TooDeep]);
    let value = format!("const T x = {}", "[{".repeat(100_000));
    assert!(codes(&value).contains(&Code::TooDeep));
    let xsd = format!("struct S {{ {}", "1: i32 a xsd_attrs { ".repeat(10_000));
    assert!(codes(&xsd).contains(&Code::TooDeep));
}

#[test]
fn e1_e6_enum_values() {
    let document = good("enum E { A, B = 0x10 (k = 'v'); list = true } (q)");
    let Definition::Enum(item) = &document.definitions[0] else { panic!("no enum") };
    let numbers: Vec<_> = item.values.iter().map(|v| v.number.map(|(n, _)| n)).collect();
    assert_eq!(numbers, [None, Some(16), Some(1)]);
    assert_eq!(item.annotations[0].key, "q");
    assert_eq!(codes("enum E { A (a = '1') = 1, B }"), [Code::Syntax]);
    assert_eq!(codes("enum E { true }"), [Code::Syntax]);
    assert_eq!(codes("enum E { a.b = 3 }"), [Code::DottedName]);
}

#[test]
fn s3_field() {
    let document =
        good("struct S { 0x2: optional S & next = 1 xsd_optional (a); required i32 list }");
    let [first, second] = &structure(&document, 0).fields[..] else { panic!("two fields") };
    assert_eq!(first.id.unwrap().0, 2);
    assert_eq!(first.requiredness.unwrap().0, Requiredness::Optional);
    assert!(first.reference && first.default.is_some());
    assert!(first.xsd.as_ref().unwrap().optional);
    assert_eq!((second.id, second.name.text.as_str()), (None, "list"));
    assert_eq!(codes("struct S { required 1: i32 x }"), [Code::Syntax]);
    assert_eq!(codes("struct S { 1 i32 x }"), [Code::Syntax]);
}

#[test]
fn l8_true_is_one() {
    let document = good("struct S { true: bool a = false }");
    let field = &structure(&document, 0).fields[0];
    assert_eq!(field.id.unwrap().0, 1);
    assert_eq!(field.default.as_ref().unwrap().kind, ConstKind::Bool(false));
}

#[test]
fn l14_keywords_as_field_names() {
    good("struct S { 1: i32 struct, 2: i32 required, 3: optional i32 optional }");
    assert_eq!(codes("struct S { 1: i32 xsd_all }"), [Code::Syntax]);
    assert_eq!(codes("struct list {}"), [Code::Syntax]);
}

#[test]
fn l15_l16_old_words() {
    assert_eq!(codes("service S { async void f() }"), [Code::Deprecated]);
    assert_eq!(codes("senum E { 'A' } struct S {}"), [Code::Unsupported]);
    assert_eq!(codes("php_namespace foo struct S {}"), [Code::Unsupported]);
}

#[test]
fn l17_one_separator() {
    assert_eq!(codes("struct S { 1: i32 a,; 2: i32 b }"), [Code::Syntax]);
}

#[test]
fn c2_values() {
    let document = good("const T x = [1,2;3 4-5 'a' b.C {1: [], 'k': true}]");
    let Definition::Const(item) = &document.definitions[0] else { panic!("no const") };
    let ConstKind::List(items) = &item.value.kind else { panic!("no list") };
    assert_eq!(items.len(), 8);
    assert_eq!(codes("const i32 c = list"), [Code::Syntax]);
    assert!(codes("const i32 c = 1 (a = 'b')").contains(&Code::Syntax));
}

#[test]
fn v3_functions() {
    let document = good(
        "service S extends b.P { oneway void f(), i32 g(1: i32 a) throws (1: X x) (k); void throws() void list() }",
    );
    let Definition::Service(item) = &document.definitions[0] else { panic!("no service") };
    assert_eq!(item.extends.as_ref().unwrap().text, "b.P");
    assert!(item.functions[0].oneway.is_some() && item.functions[0].returns.is_none());
    assert_eq!(item.functions[1].throws.len(), 1);
    assert_eq!(item.functions.len(), 4);
    assert_eq!(codes("service S { void f() (k) throws (1: X x) }"), [Code::Syntax]);
}

#[test]
fn v8_nothing_else_in_a_service() {
    assert_eq!(codes("service S { const i32 a = 1, void f() }"), [Code::Syntax]);
}

#[test]
fn a1_annotations() {
    let document = good("struct S {} (a.b = 'x' c; d = \"y\",)");
    let pairs: Vec<_> = structure(&document, 0)
        .annotations
        .iter()
        .map(|a| (a.key.as_str(), a.value.as_str()))
        .collect();
    assert_eq!(pairs, [("a.b", "x"), ("c", "1"), ("d", "y")]);
    good("struct S { 1: i32 x () } ()");
    assert_eq!(codes("struct S {} (a = 1)"), [Code::Syntax]);
    assert_eq!(codes("struct S {} (a-b = 'x')"), [Code::Syntax]);
}

#[test]
fn a4_docs_attach_to_what_follows() {
    let document = good(
        "/** old */ /** S */ struct S { /** a */ 1: /** lost */ i32 a, i32 b /** end */ } /*x*/ struct T {}",
    );
    let item = structure(&document, 0);
    assert_eq!(item.docs.as_deref(), Some("S"));
    assert_eq!(item.fields[0].docs.as_deref(), Some("a"));
    assert_eq!(item.fields[1].docs, None);
    assert_eq!(structure(&document, 1).docs.as_deref(), Some("end"));
}

#[test]
fn a5_document_docs() {
    let document = good("/** file */ /** other */ namespace rs a /** S */ struct S {}");
    assert_eq!(document.docs.as_deref(), Some("file"));
    assert_eq!(structure(&document, 0).docs.as_deref(), Some("S"));
    assert_eq!(good("/** S */ struct S {}").docs, None);
}

#[test]
fn a8_structured_annotations() {
    let document = good(
        "@a.B{c = 1, d = [2]} /** docs */ @E struct S { @F 1: i32 x }
         @G enum E { @H A = 1 } @I typedef i32 T @J const i32 C = 1
         @K service V { @L void f(@M 1: i32 x) }",
    );
    let first = structure(&document, 0);
    assert_eq!(first.docs.as_deref(), Some("docs"));
    assert_eq!(first.structured[0].name.text, "a.B");
    assert_eq!(first.structured[0].fields.as_ref().unwrap()[1].name.text, "d");
    assert_eq!(first.structured[1].fields, None);
    assert_eq!(first.fields[0].structured[0].name.text, "F");
    assert_eq!(codes("@ struct S {}"), [Code::Syntax]);
    assert_eq!(codes("@A{1} struct S {}"), [Code::Syntax]);
    assert_eq!(codes("@A"), [Code::Syntax]);
}

#[test]
fn a8_headers_of_fbthrift() {
    let document = good("/** docs */ @a.B package \"c.d/e\"; include 'f.thrift' as g");
    assert_eq!(document.docs.as_deref(), Some("docs"));
    let Header::Package(package) = &document.headers[0] else { panic!("no package") };
    assert_eq!((package.name.text.as_str(), package.structured.len()), ("c.d/e", 1));
    let Header::Include(include) = &document.headers[1] else { panic!("no include") };
    assert_eq!(include.alias.as_ref().unwrap().text, "g");
    assert_eq!(codes("struct S {} package 'a'"), [Code::HeaderOrder]);
}

#[test]
fn a8_struct_values() {
    let document = good("const a.B x = a.B{c = [D {}, E{f = 1}, {}], list = G{}}");
    let Definition::Const(constant) = &document.definitions[0] else { panic!("no constant") };
    let ConstKind::Struct(name, fields) = &constant.value.kind else { panic!("no struct") };
    assert_eq!((name.text.as_str(), fields[1].name.text.as_str()), ("a.B", "list"));
    // Where separators may be left out, a name before empty braces is a value of its own.
    let ConstKind::List(items) = &fields[0].value.kind else { panic!("no list") };
    assert_eq!(items.len(), 4);
    assert!(matches!(fields[1].value.kind, ConstKind::Struct(..)));
}

#[test]
fn a8_qualifiers() {
    let document = good(
        "safe transient server exception E {} struct safe {}
         service S { readonly i32 a() idempotent void b(), readonly c() idempotent d d() }",
    );
    assert_eq!(structure(&document, 0).qualifiers.len(), 3);
    let Definition::Service(service) = &document.definitions[2] else { panic!("no service") };
    let qualifiers: Vec<_> =
        service.functions.iter().map(|f| f.qualifier.map(|(q, _)| q.keyword())).collect();
    assert_eq!(qualifiers, [Some("readonly"), Some("idempotent"), None, Some("idempotent")]);
    assert_eq!(codes("safe struct S {}"), [Code::Syntax]);
    good("service S { readonly i32 (a = 'b') f() readonly i32 (a) g() readonly i32(1: i32 a) }");
    good("service S { readonly i32() readonly i32(T a) idempotent bool (a, b) h() }");
}

#[test]
fn a8_streams_and_interactions_are_refused() {
    for bad in ["stream<i32> f()", "i32, sink<i32, i64> f()", "performs I;"] {
        let text = format!("service S {{ {bad} void g() }}");
        assert_eq!(codes(&text), [Code::Unsupported], "{text}");
    }
    assert_eq!(codes("interaction I { void f() } struct S {}"), [Code::Unsupported]);
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
