use std::path::Path;

use super::*;
use crate::program::Value;
use crate::{MemoryLoader, Parsed, parse_file, parse_text};

fn files(files: &[(&str, &str)]) -> Parsed {
    let loader: MemoryLoader = files.iter().copied().collect();
    parse_file(Path::new(files[0].0), &loader, Options::default()).unwrap()
}

fn errors(parsed: &Parsed) -> Vec<Code> {
    parsed.diagnostics.iter().filter(|d| d.is_error()).map(|d| d.code).collect()
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
fn items_that_are_wrong_leave_the_numbers_right() {
    let parsed =
        parse_text("typedef Nope A const i32 c = 'x' struct B {} struct S { 1: B b = {}, 2: A a }");
    assert_eq!(errors(&parsed), [Code::UnknownType, Code::TypeMismatch]);
    let id = ItemId { file: 0, index: 0 };
    assert_eq!(parsed.program.item(id).name().text, "B");
    let Item::Struct(item) = &parsed.program.files[0].items[1] else { panic!("no struct") };
    let field = &item.fields[0];
    assert_eq!(field.ty.kind, TypeKind::Struct(id));
    assert_eq!(field.default, Some(Value::Struct { item: id, fields: vec![] }));
}

#[test]
fn uses_of_a_definition_that_cannot_be_read_are_not_reported() {
    for broken in [
        "typedef base-types.X B",
        "struct B [ 1: i32 x ]",
        "struct 1B { 1: i32 x }",
        "enum B [ A = 1 ]",
        "service B ( void f() )",
        "const i32 B 3",
    ] {
        let uses =
            "struct A { 1: B b, 2: list<B> l = B } service S extends B { B f() } const B c = B";
        let parsed = parse_text(&format!("{broken} {uses}"));
        let codes: Vec<_> = parsed.diagnostics.iter().map(|found| found.code).collect();
        assert_eq!(codes, [Code::Syntax], "{broken}");
    }
}

#[test]
fn too_many_files_of_one_prefix_are_refused_at_the_first_that_is_too_many() {
    let paths: Vec<String> = (0..70).map(|n| format!("d{n}/b.thrift")).collect();
    let headers: Vec<_> = paths.iter().map(|path| format!("include '{path}'")).collect();
    let root = headers.join(" ");
    let texts: Vec<String> = (0..70).map(|n| format!("struct S{n} {{}}")).collect();
    let mut all = vec![("a.thrift", root.as_str())];
    all.extend(paths.iter().map(String::as_str).zip(texts.iter().map(String::as_str)));
    let parsed = files(&all);
    assert_eq!(errors(&parsed), [Code::AmbiguousName]);
    let start = parsed.diagnostics[0].span.start as usize;
    assert!(root[start..].starts_with("include 'd64/b.thrift'"));
}

#[test]
fn a_constant_is_no_hint_for_itself() {
    let help = |text| parse_text(text).diagnostics[0].help.clone().unwrap();
    assert_eq!(help("const i32 abb = 1 const i32 abc = abd"), "did you mean `abb`?");
    assert!(!help("const i32 abc = abd").contains("abc"));
}

#[test]
fn a_second_definition_of_a_name_is_no_hint() {
    let parsed = parse_text("service S extends User {} struct Uses {} service Uses {}");
    assert_eq!(parsed.diagnostics[0].code, Code::UnknownService);
    assert_eq!(parsed.diagnostics[0].help, None);
}
