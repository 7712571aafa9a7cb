//! §1.2, the document and its headers.

use thrift_idl::ast::Header;
use thrift_idl::{Code, Options, SourceId, TypeKind, Value};

use crate::support::{
    clean, constant, document, errors, files, files_with, good, help, refused, structure,
    underlined, warned,
};

#[test]
fn d1_headers_come_first() {
    clean("namespace rs a cpp_include 'x' struct S {}");
    for (text, word) in [
        ("struct S {} namespace rs x struct T {}", "namespace"),
        ("const i32 x = 1 cpp_include 'x'", "cpp_include"),
    ] {
        assert_eq!(refused(text), (Code::HeaderOrder, word));
    }
    let parsed = files(&[("a.thrift", "struct S {} include 'b.thrift'"), ("b.thrift", "")]);
    assert_eq!(errors(&parsed), [Code::HeaderOrder]);
}

#[test]
fn d2_top_level_separators() {
    clean("typedef i32 T, const i32 x = 1; typedef T U; const i32 y = 2,");
    // Apache's compiler has none elsewhere; here is one allowed behind everything.
    let text = "namespace rs a; cpp_include 'x', struct S {}; enum E {}, union U {}; \
        exception X {}, service V {};";
    assert_eq!(clean(text).files[0].items.len(), 5);
    for text in [";", "struct S {};;", "const i32 x = 1,;", "typedef i32 T;;"] {
        assert_eq!(refused(text).0, Code::Syntax, "{text}");
    }
}

#[test]
fn d3_empty_file() {
    for text in ["", " \r\n", "# hi\n// x\n/* y */\n/** z */\n"] {
        assert!(clean(text).files[0].items.is_empty());
    }
}

#[test]
fn n1_namespace() {
    let program = clean("namespace rs a.b namespace unheard.of x");
    assert_eq!(program.files[0].namespace("rs"), Some("a.b"));
    for (text, wrong) in [
        ("namespace cpp 'a.b'", "'a.b'"),
        ("namespace 'cpp' a", "'cpp'"),
        ("namespace cpp 1", "1"),
        ("namespace list a", "list"),
        ("namespace cpp list", "list"),
    ] {
        assert_eq!(refused(text), (Code::Syntax, wrong), "{text}");
    }
}

#[test]
fn n2_namespace_for_all() {
    let program = clean("namespace * a.b namespace rs c");
    assert_eq!(program.files[0].namespace("go"), Some("a.b"));
    assert_eq!(program.files[0].namespace("rs"), Some("c"));
    assert_eq!(refused("namespace * t (u = 'x')"), (Code::Syntax, "("));
}

#[test]
fn n3_sub_namespace() {
    let program = clean("namespace py.twisted a namespace cpp.noexist b");
    assert_eq!(program.files[0].namespace("py.twisted"), Some("a"));
    assert_eq!(program.files[0].namespace("py"), None);
}

#[test]
fn n4_namespace_annotations() {
    let program = clean("namespace xsd test (uri = 'x', a.b)");
    let annotations = &program.files[0].namespaces[0].annotations;
    assert_eq!((&*annotations[0].key, &*annotations[0].value), ("uri", "x"));
    assert_eq!((&*annotations[1].key, &*annotations[1].value), ("a.b", "1"));
}

#[test]
fn n5_smalltalk() {
    for (text, written, scope) in [
        ("namespace smalltalk A", "smalltalk", "st"),
        ("namespace smalltalk.category A", "smalltalk.category", "st.category"),
    ] {
        assert_eq!(warned(text), (Code::Deprecated, written));
        assert_eq!(good(text).files[0].namespace(scope), Some("A"));
    }
}

#[test]
fn n6_several_namespaces() {
    let program = clean("namespace rs a namespace * b namespace rs c");
    assert_eq!(program.files[0].namespace("rs"), Some("c"));
    assert_eq!(program.files[0].namespace("go"), Some("b"));
    assert_eq!(clean("").files[0].namespace("rs"), None);
}

#[test]
fn i1_include() {
    let a = "/** docs */ include \"b.thrift\" include 'c.thrift'; struct S { 1: b.B b, 2: c.C c }";
    let parsed =
        files(&[("a.thrift", a), ("b.thrift", "struct B {}"), ("c.thrift", "struct C {}")]);
    assert_eq!(errors(&parsed), []);
    let paths: Vec<_> = parsed.program.files[0].includes.iter().map(|i| &*i.path).collect();
    assert_eq!(paths, ["b.thrift", "c.thrift"]);
    assert_eq!(refused("include b"), (Code::Syntax, "b"));
}

#[test]
fn i2_search_and_missing_files() {
    let unused = files(&[("a.thrift", "include 'b.thrift' struct S {}")]);
    assert_eq!(errors(&unused), []);
    assert_eq!(unused.diagnostics[0].code, Code::IncludeUnreadable);
    assert_eq!(unused.diagnostics[0].message, "cannot include `b.thrift`: no such file");
    let strict = Options { strict: true, ..Options::default() };
    let parsed = files_with(strict, &[("a.thrift", "include 'b.thrift'")]);
    assert_eq!(errors(&parsed), [Code::IncludeUnreadable]);
    // Whatever is used of it, the file that is missing is the one mistake.
    for user in [
        "struct S { 1: b.B b, 2: list<b.C> c }",
        "service S extends b.B {}",
        "const i32 x = b.N",
        "enum E { V } const E x = b.E.W",
        "const list<i32> x = {b.K: 1}",
    ] {
        let text = format!("include 'b.thrift' {user}");
        let parsed = files(&[("a.thrift", &text)]);
        assert_eq!(errors(&parsed), [Code::IncludeUnreadable], "{text}");
        assert_eq!(underlined(&text, &parsed.diagnostics[0]), "'b.thrift'");
    }
    let parsed = files(&[("a.thrift", "include 'b.thrift' as c struct S { 1: c.B b }")]);
    assert_eq!(errors(&parsed), [Code::IncludeUnreadable]);
}

#[test]
fn i3_include_cycle() {
    let parsed = files(&[("a.thrift", "include 'a.thrift'")]);
    assert_eq!(errors(&parsed), [Code::IncludeCycle]);
    let b = "include 'a.thrift' struct B { 1: list<a.A> a }";
    let parsed =
        files(&[("a.thrift", "include 'b.thrift' struct A { 1: b.B b }"), ("b.thrift", b)]);
    assert_eq!(errors(&parsed), [Code::IncludeCycle]);
    assert_eq!(parsed.diagnostics[0].source, SourceId(1));
    assert_eq!(underlined(b, &parsed.diagnostics[0]), "include 'a.thrift'");
    assert_eq!(parsed.program.files[1].includes, []);
}

#[test]
fn i4_diamonds_are_read_once() {
    let a = "include 'b.thrift' include 'c.thrift' include 'b.thrift' struct A { 1: b.B b }";
    let parsed = files(&[
        ("a.thrift", a),
        ("b.thrift", "include 'd.thrift' struct B { 1: d.D d } const i32 N = 1"),
        ("c.thrift", "include 'd.thrift' struct C { 1: d.D d }"),
        ("d.thrift", "struct D {}"),
    ]);
    assert_eq!(parsed.diagnostics, []);
    assert_eq!(parsed.program.files.len(), 4);
    assert_eq!(parsed.program.files[0].includes.len(), 2);
}

#[test]
fn i5_prefix() {
    let user = |prefix: &str| {
        format!(
            "include '{prefix}.thrift' struct S {{ 1: {prefix}.B b }} const i32 x = {prefix}.N \
             const {prefix}.E y = {prefix}.E.V const i32 z = {prefix}.E.V"
        )
    };
    for prefix in ["b", "b.c", "list", "_1"] {
        let path = format!("{prefix}.thrift");
        let other = "struct B {} const i32 N = 3 enum E { U, V }";
        let parsed = files(&[("a.thrift", &user(prefix)), (&path, other)]);
        assert_eq!(parsed.diagnostics, [], "{prefix}");
        assert_eq!(constant(&parsed.program, "x"), Value::I32(3));
        assert_eq!(constant(&parsed.program, "z"), Value::I32(1));
    }
    let parsed = files(&[("a.thrift", &user("b-c")), ("b-c.thrift", "struct B {}")]);
    assert_eq!(errors(&parsed)[0], Code::Syntax);
    assert_eq!(errors(&files(&[("a.thrift", "include 'b-c.thrift'"), ("b-c.thrift", "")])), []);
}

#[test]
fn i5_two_files_of_one_prefix() {
    let a = "include 'x/b.thrift' include 'y/b.thrift' struct S { 1: b.X x, 2: b.Y y }";
    let all = |x: &str, y: &str| files(&[("a.thrift", a), ("x/b.thrift", x), ("y/b.thrift", y)]);
    assert_eq!(all("struct X {}", "struct Y {}").diagnostics, []);
    assert_eq!(all("struct X {} struct Z {}", "struct Y {} struct Z {}").diagnostics, []);
    let (x, y) = ("struct X {}", "struct Y {} /* */ struct X {}");
    let parsed = all(x, y);
    assert_eq!(errors(&parsed), [Code::AmbiguousName]);
    let error = &parsed.diagnostics[0];
    assert_eq!(error.message, "`b.X` is defined in two included files");
    assert_eq!((error.source, underlined(y, error)), (SourceId(2), "X"));
    assert_eq!(error.label.as_ref().unwrap().source, SourceId(1));
    assert!(error.help.as_ref().unwrap().ends_with("`include \"…\" as name`"));
    // Constants and values of enums are refused even if nobody uses them, by Apache too.
    for (x, y, name) in [
        ("const i32 N = 1", "const i32 N = 2", "`b.N`"),
        ("enum E { V }", "enum E { W, V }", "`b.E.V`"),
    ] {
        let x = format!("struct X {{}} {x}");
        let parsed = all(&x, &format!("struct Y {{}} {y}"));
        assert_eq!(errors(&parsed), [Code::AmbiguousName]);
        assert!(parsed.diagnostics[0].message.starts_with(name));
    }
    let a = "include 'x/b.thrift' as x include 'y/b.thrift' struct S { 1: x.X x, 2: b.X y }";
    assert_eq!(files(&[("a.thrift", a), ("x/b.thrift", x), ("y/b.thrift", y)]).diagnostics, []);
}

#[test]
fn i6_visibility() {
    let parsed = files(&[
        ("a.thrift", "include 'b.thrift' struct S { 1: c.C x, 2: b.Z y, 3: a.S z, 4: B w }"),
        ("b.thrift", "include 'c.thrift' struct B {}"),
        ("c.thrift", "struct C {}"),
    ]);
    assert_eq!(errors(&parsed), [Code::UnknownType; 4]);
    let messages: Vec<_> = parsed.diagnostics.iter().map(|d| d.message.as_str()).collect();
    assert_eq!(
        messages,
        [
            "cannot find type `c.C`: this file does not include `c`",
            "cannot find type `b.Z`: `b` does not define it",
            "cannot find type `a.S`: names of this file are used without a prefix",
            "cannot find type `B` in this file",
        ]
    );
    assert!(structure(&parsed.program, "S").fields.is_empty());
    let parsed = files(&[("a.thrift", "enum E { V } const i32 N = 2 const i32 x = a.N")]);
    assert_eq!(constant(&parsed.program, "x"), Value::I32(2));
    let parsed = files(&[("a.thrift", "enum E { V } const E x = a.E.V")]);
    assert_eq!(parsed.diagnostics, []);
}

#[test]
fn i7_one_name_in_two_files() {
    let run = |a: &str, b: &str| {
        let a = format!("{a} include 'b.thrift' struct S {{}}");
        errors(&files(&[("a.thrift", &a), ("b.thrift", b)]))
    };
    for (a, b) in [
        ("", "struct S {}"),
        ("", "enum S {}"),
        ("", "typedef i32 S"),
        ("", "service S {}"),
        ("namespace py x", "namespace py x struct S {}"),
        ("namespace * x", "namespace * x struct S {}"),
        ("namespace * x namespace py y", "namespace py y namespace * x union S {}"),
        ("namespace cpp x", "namespace cpp y namespace cpp x exception S {}"),
    ] {
        assert_eq!(run(a, b), [Code::DuplicateAcrossFiles], "{a} | {b}");
    }
    for (a, b) in [
        ("namespace py x", "struct S {}"),
        ("", "namespace py x struct S {}"),
        ("namespace py x", "namespace py y struct S {}"),
        ("namespace py x namespace cpp z", "namespace py x struct S {}"),
        // Other languages have no namespace in one of the files, and `x` in the other.
        ("namespace cpp x namespace py x", "namespace * x struct S {}"),
        ("", "const i32 S = 1"),
    ] {
        assert_eq!(run(a, b), [], "{a} | {b}");
    }
    let (a, b) = ("include 'b.thrift' /* */ service S {}", "struct T {} enum S {}");
    let parsed = files(&[("a.thrift", a), ("b.thrift", b)]);
    let error = &parsed.diagnostics[0];
    assert_eq!(error.message, "`S` is already defined in `b`, of the same namespace");
    assert_eq!((error.source, underlined(a, error)), (SourceId::ROOT, "S"));
    let label = error.label.as_ref().unwrap();
    assert_eq!((label.source, label.message.as_str()), (SourceId(1), "the enum is here"));
    assert_eq!(error.help.as_deref(), Some("give one of the files another `namespace`"));
    // Files that are not included directly, or beside each other, do not count.
    let c = ("c.thrift", "struct S {} struct U {}");
    let a = "include 'b.thrift' include 'c.thrift' struct T {}";
    let parsed = files(&[("a.thrift", a), ("b.thrift", "struct S {}"), c]);
    assert_eq!(parsed.diagnostics, []);
    let b = "include 'c.thrift' struct B {}";
    let parsed = files(&[("a.thrift", "include 'b.thrift' struct U {}"), ("b.thrift", b), c]);
    assert_eq!(parsed.diagnostics, []);
}

#[test]
fn i8_cpp_include() {
    let headers = document("cpp_include \"<vector>\" cpp_include 'x.h'").headers;
    assert!(matches!(&headers[0], Header::CppInclude(path) if path.text == "<vector>"));
    assert_eq!(refused("cpp_include x"), (Code::Syntax, "x"));
}

#[test]
fn names_of_includes_are_those_of_their_files() {
    let a = "include 'b.thrift' struct S { 1: b.T t }";
    let parsed = files(&[("a.thrift", a), ("b.thrift", "typedef i32 T")]);
    let ty = &structure(&parsed.program, "S").fields[0].ty;
    assert_eq!(parsed.program.resolve_alias(ty).kind, TypeKind::I32);
    assert_eq!(help("struct S { 1: Strct s } struct Struct {}"), "did you mean `Struct`?");
}
