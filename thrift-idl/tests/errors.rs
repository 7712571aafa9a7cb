//! The pages of `docs/errors`: one for each code, whose examples report what they say.
//!
//! `UPDATE=1 cargo test -p thrift-idl --test errors` rewrites the diagnostics in them; read the
//! difference.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::{env, fs};

use thrift_idl::{Code, Diagnostic, MemoryLoader, Options, Parsed, parse_file};

/// No page can hold a text of 4 GiB.
const WITHOUT_EXAMPLE: &[Code] = &[Code::TooLong];

fn docs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs")
}

fn read(path: &str) -> String {
    let path = docs().join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn page(code: Code) -> String {
    read(&format!("errors/{code}.md"))
}

/// Puts another text between the fences of a page.
fn update(path: &str, old: &str, new: &str) {
    let fence = |body: &str| format!("```text\n{body}```\n");
    fs::write(docs().join(path), read(path).replace(&fence(old), &fence(new))).unwrap();
}

/// A stretch between fences.
struct Fence {
    info: String,
    body: String,
}

fn fences(page: &str) -> Vec<Fence> {
    let mut fences: Vec<Fence> = Vec::new();
    let mut open = false;
    for line in page.lines() {
        match line.strip_prefix("```") {
            Some(_) if open => open = false,
            Some(info) => {
                fences.push(Fence { info: info.to_owned(), body: String::new() });
                open = true;
            }
            None if open => {
                let body = &mut fences.last_mut().unwrap().body;
                body.push_str(line);
                body.push('\n');
            }
            None => {}
        }
    }
    assert!(!open, "a fence has no end");
    fences
}

/// What a page shows.
struct Example {
    severity: String,
    wrong: Vec<String>,
    rendered: String,
    right: Vec<String>,
}

fn example(page: &str) -> Example {
    let fences = fences(page);
    let severity = fences[0].info.strip_prefix("thrift,").unwrap().to_owned();
    let bodies = |info: &str| {
        fences.iter().filter(|f| f.info == info).map(|f| f.body.clone()).collect::<Vec<_>>()
    };
    let (wrong, right) = (bodies(&format!("thrift,{severity}")), bodies("thrift"));
    let [rendered] = &bodies("text")[..] else { panic!("not one text") };
    assert!(!wrong.is_empty() && !right.is_empty());
    assert_eq!(fences.len(), wrong.len() + 1 + right.len(), "an unknown fence");
    Example { severity, wrong, rendered: rendered.clone(), right }
}

/// Reads the files of an example, the first one as the root. Their names are in a comment.
fn run(texts: &[String]) -> Parsed {
    let name = |text: &String| {
        let first = text.lines().next().unwrap();
        PathBuf::from(first.strip_prefix("// file: ").unwrap_or("input.thrift"))
    };
    let names: HashSet<PathBuf> = texts.iter().map(name).collect();
    assert_eq!(names.len(), texts.len(), "two files of one name");
    let loader: MemoryLoader = texts.iter().map(|text| (name(text), text)).collect();
    parse_file(&name(&texts[0]), &loader, Options::default()).unwrap()
}

fn rendered(parsed: &Parsed) -> String {
    parsed.diagnostics.iter().map(|diagnostic| diagnostic.render(&parsed.sources)).collect()
}

fn with_example() -> impl Iterator<Item = Code> {
    Code::ALL.iter().copied().filter(|code| !WITHOUT_EXAMPLE.contains(code))
}

#[test]
fn every_code_has_a_page_in_the_book() {
    let (summary, index) = (read("SUMMARY.md"), read("errors/README.md"));
    for code in Code::ALL {
        let text = code.summary();
        assert!(page(*code).starts_with(&format!("# {code}: {text}\n\n")), "{code}");
        assert!(summary.contains(&format!("  - [{code}: {text}](errors/{code}.md)\n")), "{code}");
        let severity = match fences(&page(*code)).first() {
            Some(fence) => fence.info.replace("thrift,", ""),
            None => "error".to_owned(),
        };
        let row = format!("| [{code}]({code}.md) | {severity} | {text} |\n");
        assert!(index.contains(&row), "the index lacks {row}");
    }
    let shown = example(&page(Code::DuplicateField)).rendered;
    if env::var_os("UPDATE").is_some() {
        update("errors/README.md", &fences(&index)[0].body, &shown);
    } else {
        assert_eq!(fences(&index)[0].body, shown);
    }
    let pages = fs::read_dir(docs().join("errors")).unwrap().count();
    assert_eq!(pages, Code::ALL.len() + 1, "a page of no code");
}

#[test]
fn wrong_examples_report_their_code() {
    for code in with_example() {
        let example = example(&page(code));
        let parsed = run(&example.wrong);
        let actual = rendered(&parsed);
        if env::var_os("UPDATE").is_some() {
            update(&format!("errors/{code}.md"), &example.rendered, &actual);
            continue;
        }
        assert_eq!(actual, example.rendered, "{code}");
        assert!(!parsed.diagnostics.is_empty(), "{code}");
        for diagnostic in &parsed.diagnostics {
            assert_eq!(diagnostic.code, code, "{actual}");
            assert_eq!(diagnostic.is_error(), example.severity == "error", "{actual}");
            assert!(!diagnostic.message.ends_with('.'), "{actual}");
        }
    }
}

#[test]
fn right_examples_report_nothing() {
    for code in with_example() {
        let parsed = run(&example(&page(code)).right);
        assert_eq!(rendered(&parsed), "", "{code}");
    }
}

/// Whoever sees one is told what to do, by the message or by the help.
#[test]
fn diagnostics_say_what_to_write() {
    const BY_THE_MESSAGE: &[Code] = &[
        Code::UnknownToken,
        Code::UnterminatedComment,
        Code::NumberRange,
        Code::Syntax,
        Code::Unsupported,
        Code::TooDeep,
        Code::IncludeUnreadable,
        Code::NotAType,
        Code::TooLarge,
    ];
    for code in with_example() {
        let parsed = run(&example(&page(code)).wrong);
        let helped = parsed.diagnostics.iter().all(|d: &Diagnostic| d.help.is_some());
        assert!(helped || BY_THE_MESSAGE.contains(&code), "{}", rendered(&parsed));
    }
}

#[test]
fn helps_name_what_was_meant() {
    const HELPS: &[(&str, &str)] = &[
        ("Struct S {}", "did you mean `struct`?"),
        ("inclde 'a.thrift'", "did you mean `include`?"),
        ("struct list {}", "`list` is a keyword; choose another, such as `list_`"),
        (
            "struct S { 1: i32 xsd_all }",
            "`xsd_all` cannot be a name; choose another, such as `xsd_all_`",
        ),
        (
            "struct S extends B {}",
            "only services have parents; give it a field of the type to extend",
        ),
        ("struct S { 1: list x }", "a list has the type of its elements, as in `list<i32>`"),
        ("struct S { required 1: i32 x }", "the id stands first, as in `1: required i32 id`"),
        ("struct S { 1: requird i32 x }", "did you mean `required`?"),
        ("struct S {} (k = 1)", "the value of an annotation is a string, as in `key = \"1\"`"),
        ("enum E { A: 1 }", "a number follows `=`, as in `RED = 1`"),
        ("service A extnds B {}", "did you mean `extends`?"),
        ("service A { onway void f() }", "did you mean `oneway`?"),
        ("service A { void f() trows (1: X x) }", "did you mean `throws`?"),
        ("struct User {} struct S { 1: Usr u }", "did you mean `User`?"),
        ("struct S { 1: Strng s }", "did you mean `string`?"),
        ("struct S { 1: X x }", "define it, or use that of an included file, as in `shared.X`"),
        ("struct S { 1: b.X x }", "add `include \"b.thrift\"`"),
        ("struct S { 1: input.X x }", "write `X`"),
        // A type is no service, and a service no type.
        ("service Uses {} struct Use {} service B extends User {}", "did you mean `Uses`?"),
        ("service Use {} struct Uses {} struct B { 1: User x }", "did you mean `Uses`?"),
        ("struct Users {} service B extends Users {}", "only services can be extended"),
        ("enum Color { RED } const i32 X = Colour.RED", "did you mean `Color.RED`?"),
        ("enum Color { RED } const i32 X = Color.REDD", "did you mean `Color.RED`?"),
        ("enum Color { RED } const Color X = Color.REDD", "did you mean `Color.RED`?"),
        ("enum Color { RED } const Color X = Color.BLUE", "the values are `Color.RED` (0)"),
        ("const string X = hello", "write it in quotes if it is a text"),
        ("const i8 X = -129", "`i8` holds -128 to 127"),
        ("struct S { 1: i32 size } const S X = {'sice': 1}", "did you mean `size`?"),
        ("struct S { 1: i32 a, 2: i32 b } const S X = {'c': 1}", "the fields are `a`, `b`"),
        ("struct S { 1: i32 a, 5: i32 b, 1: i32 c }", "the next id that no field has is 6"),
        ("struct S { 32767: i32 a, 32767: i32 b }", "use an id that no other field has"),
    ];
    for (text, help) in HELPS {
        let parsed = thrift_idl::parse_text(text);
        let helps: Vec<_> = parsed.diagnostics.iter().map(|d| d.help.as_deref()).collect();
        assert_eq!(helps, [Some(*help)], "{text}\n{}", rendered(&parsed));
    }
}

#[test]
fn hints_of_included_files() {
    let run = |text: &str| {
        let shared = "// file: shared.thrift\nstruct User {} const i32 LIMIT = 1 enum E { RED }";
        run(&[format!("// file: a.thrift\ninclude 'shared.thrift' {text}"), shared.to_owned()])
    };
    for (text, near) in [
        ("struct S { 1: shared.Usr u }", "shared.User"),
        ("struct S { 1: shred.User u }", "shared.User"),
        ("const i32 X = shared.LIMT", "shared.LIMIT"),
        ("const i32 X = shared.E.REDD", "shared.E.RED"),
    ] {
        let parsed = run(text);
        let help = parsed.diagnostics[0].help.as_deref();
        assert_eq!(help, Some(format!("did you mean `{near}`?").as_str()), "{text}");
    }
}

/// What depends on a file that cannot be read is not reported too.
#[test]
fn a_missing_include_costs_one_error() {
    let text = "include 'x/b.thrift' include 'c.thrift' as d struct S { 1: b.T t, 2: d.T t2 } \
        const i32 A = b.B const d.E C = d.E.A service X extends b.Y {}";
    let codes: Vec<_> = run(&[text.to_owned()]).diagnostics.iter().map(|d| d.code).collect();
    assert_eq!(codes, [Code::IncludeUnreadable; 2]);
}

/// Many mistakes, each about something large or many: time and memory stay in proportion.
#[test]
fn hostile_input_is_reported_quickly() {
    let many = |one: &dyn Fn(usize) -> String| (0..20_000).map(one).collect::<String>();
    let name = "x".repeat(1_000_000);
    let line = many(&|n| format!("struct S{n} {{ 1: Nope{n} x }} "));
    for text in [
        format!("{line}/* {name} */"),
        format!("struct S {{ 1: i32 {name} {} }}", many(&|n| format!("1: i32 f{n} "))),
        format!("enum E {{ {name} }} const list<E> X = [{}]", "7, ".repeat(20_000)),
        format!(
            "enum {name} {{ A }} typedef {name} E const list<E> X = [{}]",
            "7, ".repeat(20_000)
        ),
        format!(
            "enum E {{ {} }} {}",
            many(&|n| format!("V{n} ")),
            many(&|n| format!("const E c{n} = E.W{n} "))
        ),
        many(&|n| format!("const i32 c{n} = d{n} ")),
        many(&|n| format!("struct S{n} {{ 1: T{n} x }} service V{n} extends U{n} {{}} ")),
    ] {
        let parsed = thrift_idl::parse_text(&text);
        assert!(!parsed.diagnostics.is_empty());
        for diagnostic in parsed.diagnostics.iter().take(100) {
            let length = diagnostic.render(&parsed.sources).len();
            assert!(length < 5_000, "{length}");
        }
        let total: usize = parsed.diagnostics.iter().map(|d| d.message.len()).sum();
        assert!(total < 20_000_000, "{total}");
    }
}
