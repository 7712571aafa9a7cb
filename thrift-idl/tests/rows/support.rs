//! What the tests of all rows use.

use std::path::Path;

use thrift_idl::ast::Document;
use thrift_idl::program::{Enum, Field, Service, Struct};
use thrift_idl::{
    Code, Diagnostic, Item, MemoryLoader, Options, Parsed, Program, Value, lex, parse, parse_file,
    parse_text,
};

/// Reads `a.thrift` and what it includes.
pub(crate) fn files(files: &[(&str, &str)]) -> Parsed {
    files_with(Options::default(), files)
}

pub(crate) fn files_with(options: Options, files: &[(&str, &str)]) -> Parsed {
    let loader: MemoryLoader = files.iter().copied().collect();
    parse_file(Path::new(files[0].0), &loader, options).unwrap()
}

pub(crate) fn with_options(options: Options, text: &str) -> Parsed {
    files_with(options, &[("input.thrift", text)])
}

/// The program of a text without errors.
#[track_caller]
pub(crate) fn good(text: &str) -> Program {
    let parsed = parse_text(text);
    assert_eq!(errors(&parsed), [], "{text}: {:?}", parsed.diagnostics);
    parsed.program
}

/// The program of a text without errors and warnings.
#[track_caller]
pub(crate) fn clean(text: &str) -> Program {
    let parsed = parse_text(text);
    assert_eq!(parsed.diagnostics, [], "{text}");
    parsed.program
}

/// The code of the only error of a text, and what it underlines.
#[track_caller]
pub(crate) fn refused(text: &str) -> (Code, &str) {
    let parsed = parse_text(text);
    let errors: Vec<_> = parsed.diagnostics.iter().filter(|d| d.is_error()).collect();
    assert_eq!(errors.len(), 1, "{text}: {:?}", parsed.diagnostics);
    (errors[0].code, underlined(text, errors[0]))
}

/// The code of the only warning of a text without errors, and what it underlines.
#[track_caller]
pub(crate) fn warned(text: &str) -> (Code, &str) {
    let parsed = parse_text(text);
    assert_eq!(errors(&parsed), [], "{text}: {:?}", parsed.diagnostics);
    assert_eq!(parsed.diagnostics.len(), 1, "{text}: {:?}", parsed.diagnostics);
    (parsed.diagnostics[0].code, underlined(text, &parsed.diagnostics[0]))
}

/// The message of the first mistake of a text.
#[track_caller]
pub(crate) fn message(text: &str) -> String {
    parse_text(text).diagnostics[0].message.clone()
}

/// What the first mistake of a text says to do.
#[track_caller]
pub(crate) fn help(text: &str) -> String {
    parse_text(text).diagnostics[0].help.clone().unwrap_or_default()
}

pub(crate) fn errors(parsed: &Parsed) -> Vec<Code> {
    parsed.diagnostics.iter().filter(|d| d.is_error()).map(|d| d.code).collect()
}

pub(crate) fn underlined<'t>(text: &'t str, diagnostic: &Diagnostic) -> &'t str {
    &text[diagnostic.span.start as usize..diagnostic.span.end as usize]
}

/// The syntax tree of a text without errors.
#[track_caller]
pub(crate) fn document(text: &str) -> Document {
    let lexed = lex(text);
    assert_eq!(lexed.diagnostics, [], "{text}");
    let (document, diagnostics) = parse(&lexed.tokens, lexed.end);
    assert!(!diagnostics.iter().any(Diagnostic::is_error), "{text}: {diagnostics:?}");
    document
}

#[track_caller]
pub(crate) fn item<'p>(program: &'p Program, name: &str) -> &'p Item {
    program.items().find(|(_, item)| item.name().text == name).unwrap().1
}

#[track_caller]
pub(crate) fn structure<'p>(program: &'p Program, name: &str) -> &'p Struct {
    let Item::Struct(item) = item(program, name) else { panic!("`{name}` is no struct") };
    item
}

#[track_caller]
pub(crate) fn enumeration<'p>(program: &'p Program, name: &str) -> &'p Enum {
    let Item::Enum(item) = item(program, name) else { panic!("`{name}` is no enum") };
    item
}

#[track_caller]
pub(crate) fn service<'p>(program: &'p Program, name: &str) -> &'p Service {
    let Item::Service(item) = item(program, name) else { panic!("`{name}` is no service") };
    item
}

/// The fields of the struct `S` of a text without errors.
#[track_caller]
pub(crate) fn fields(text: &str) -> Vec<Field> {
    structure(&good(text), "S").fields.clone()
}

/// The value of the constant `x` of a text without errors.
#[track_caller]
pub(crate) fn value(text: &str) -> Value {
    constant(&good(text), "x")
}

#[track_caller]
pub(crate) fn constant(program: &Program, name: &str) -> Value {
    let Item::Const(item) = item(program, name) else { panic!("`{name}` is no constant") };
    item.value.clone()
}

/// The number of the enum's value that the constant `x` is.
#[track_caller]
pub(crate) fn enum_number(text: &str) -> i32 {
    match value(text) {
        Value::Enum { number, .. } => number,
        other => panic!("{text}: {other:?}"),
    }
}
