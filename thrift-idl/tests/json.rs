//! Programs as JSON: the page of the book shows what is written, it can be read whatever the IDL
//! is, and nothing is lost.
//!
//! `UPDATE=1 cargo test -p thrift-idl --test json` rewrites the example in the page.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::{env, fs};

use serde_json::{Value, json};
use thrift_idl::{
    FileLoader, MemoryLoader, Options, Parsed, Sources, parse_file, parse_text, to_json,
};

fn shared(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared").join(path)
}

/// Reads the JSON of a program with and without places.
fn read(parsed: &Parsed) -> Value {
    let bare: Value = serde_json::from_str(&to_json(&parsed.program, &Sources::default())).unwrap();
    let full: Value = serde_json::from_str(&to_json(&parsed.program, &parsed.sources)).unwrap();
    let items = |value: &Value| value["files"][0]["items"].as_array().unwrap().len();
    assert_eq!(items(&bare), parsed.program.files[0].items.len());
    assert_eq!(items(&full), items(&bare));
    full
}

/// The items of a text without mistakes.
fn items(text: &str) -> Vec<Value> {
    let parsed = parse_text(text);
    let errors: Vec<_> = parsed.diagnostics.iter().filter(|d| d.is_error()).collect();
    assert!(errors.is_empty(), "{errors:?}");
    let json = to_json(&parsed.program, &Sources::default());
    let mut value: Value = serde_json::from_str(&json).unwrap();
    value["files"][0]["items"].as_array_mut().unwrap().drain(..).collect()
}

/// The value of the last constant in a text.
fn constant(text: &str) -> Value {
    items(text).pop().unwrap()["value"].take()
}

#[test]
fn the_page_shows_what_is_written() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/reference/idl-json.md");
    let page = fs::read_to_string(&path).unwrap();
    let fence = |info: &str, nth: usize| {
        let start = page.match_indices(&format!("```{info}\n")).nth(nth).unwrap().0;
        let body = &page[start + info.len() + 4..];
        body[..body.find("```").unwrap()].to_owned()
    };
    let files = HashMap::from([
        (PathBuf::from("shop.thrift"), fence("thrift", 0)),
        (PathBuf::from("common.thrift"), fence("thrift", 1)),
    ]);
    let root = Path::new("shop.thrift");
    let parsed = parse_file(root, &MemoryLoader::from_iter(files), Options::default()).unwrap();
    assert_eq!(parsed.diagnostics, []);
    let written = to_json(&parsed.program, &parsed.sources);
    let shown = fence("json", 0);
    if env::var_os("UPDATE").is_some() {
        let old = format!("```json\n{shown}```");
        fs::write(&path, page.replace(&old, &format!("```json\n{written}```"))).unwrap();
    } else {
        assert_eq!(written, shown);
    }
}

#[test]
fn values_lose_nothing() {
    assert_eq!(constant("const i64 X = -9223372036854775808"), json!(i64::MIN));
    assert_eq!(constant("const string X = 'a\"\\n\u{1}é'"), json!("a\"\n\u{1}é"));
    assert_eq!(constant("const binary X = 'é'"), json!("w6k="));
    let uuid = "00112233-4455-6677-8899-aabbccddeeff";
    assert_eq!(constant(&format!("const uuid X = '{uuid}'")), json!(uuid));
    assert_eq!(constant("const map<i8, bool> X = {2: 1, 1: 0, 2: 0}"), json!([1, false, 2, false]));
    assert_eq!(constant("const set<i8> X = [1, 1]"), json!([1, 1]));
    assert_eq!(constant("enum E { A, B = 0 } const E X = E.B"), json!({"name": "B", "number": 0}));
    let text = "struct S { 1: i32 a, 2: list<U> b } union U { 1: S s } const S X = {'b': [{'s': {'a': 1}}]}";
    assert_eq!(constant(text), json!({"b": [{"s": {"a": 1}}]}));
}

#[test]
fn doubles_are_read_as_they_were() {
    for text in
        ["0.1", "1e300", "5e-324", "1.7976931348623157e308", "100000000000000000000.0", "-0.0", "3"]
    {
        let read = constant(&format!("const double X = {text}")).as_f64().unwrap();
        assert_eq!(read.to_bits(), text.parse::<f64>().unwrap().to_bits(), "{text}");
    }
}

#[test]
fn fields_and_functions_have_all_their_parts() {
    let items = items(
        "/** d */ exception X { i32 a, 2: optional X & b (k = 'v', k) } (e)
         service P {} service S extends P { idempotent X f(1: i8 a) throws (3: X x), oneway void g() }",
    );
    let ty = json!({"type": "exception", "file": 0, "name": "X"});
    let (x, s) = (&items[0], &items[2]);
    assert_eq!((&x["kind"], &x["docs"]), (&json!("exception"), &json!("d")));
    assert_eq!(x["annotations"], json!([{"key": "e", "value": "1"}]));
    let plain = json!({
        "id": -1, "name": "a", "requiredness": "default", "reference": false,
        "type": {"type": "i32"},
    });
    assert_eq!(x["fields"][0], plain);
    let full = json!({
        "id": 2, "name": "b", "requiredness": "optional", "reference": true, "type": ty,
        "annotations": [{"key": "k", "value": "v"}, {"key": "k", "value": "1"}],
    });
    assert_eq!(x["fields"][1], full);
    assert_eq!(s["extends"], json!({"file": 0, "name": "P"}));
    let f = &s["functions"][0];
    assert_eq!(
        (&f["qualifier"], &f["returns"], &f["oneway"]),
        (&json!("idempotent"), &ty, &json!(false))
    );
    assert_eq!((&f["args"][0]["id"], &f["throws"][0]["id"]), (&json!(1), &json!(3)));
    let g = json!({
        "name": "g", "oneway": true, "returns": {"type": "void"}, "args": [], "throws": [],
    });
    assert_eq!(s["functions"][1], g);
}

#[test]
fn wrong_programs_give_json_too() {
    read(&parse_text("struct S { 1: Nope x, 2: i32 } const i32 X = 'a' service V extends W {} %"));
    read(&parse_text(""));
}

/// Deeper than `serde_json`'s own limit of 128 would be an error here.
#[test]
fn the_deepest_types_and_values_can_be_read() {
    let (open, close) = ("list<".repeat(99), ">".repeat(99));
    let field = format!("1: {open}i32 (a = 'b'){close} x");
    read_good(&format!("service V {{ void f({field}) }}"));
    let maps = |text: &str, open: &str, close: &str| {
        format!("{}{text}{}", open.repeat(99), close.repeat(99))
    };
    let ty = maps("E", "map<i32, ", ">");
    let value = maps("E.A", "{1: ", "}");
    read_good(&format!("enum E {{ A }} service V {{ void f(1: {ty} x = {value}) }}"));
    let value = maps("{}", "{'s': ", "}");
    read_good(&format!("struct S {{ 1: S s }} service V {{ void f(1: S s = {value}) }}"));
}

fn read_good(text: &str) {
    let parsed = parse_text(text);
    assert_eq!(parsed.diagnostics, []);
    let json = read(&parsed).to_string();
    let mut depth = 0_usize;
    let mut deepest = 0;
    for byte in json.bytes() {
        match byte {
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth -= 1,
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    assert!((100..120).contains(&deepest), "{deepest}");
}

/// Places are found without reading a long line again for each.
#[test]
fn one_long_line_takes_linear_time() {
    let one = |n: usize| format!("const string C{n} = 'é' ");
    let text = (0..20_000).map(one).collect::<String>();
    let parsed = parse_text(&text);
    let value = read(&parsed);
    let last = &value["files"][0]["items"][19_999]["span"];
    assert_eq!(last["end_column"], text.trim_end().chars().count() + 1);
}

#[test]
fn real_files_and_probes_give_json() {
    if let Ok(dir) = fs::read_dir(shared("idl")) {
        for entry in dir {
            let path = entry.unwrap().path();
            read(&parse_file(&path, &FileLoader::default(), Options::default()).unwrap());
        }
    }
    let Ok(text) = fs::read_to_string(shared("probes/idl-probes.json")) else { return };
    let probes: Vec<Value> = serde_json::from_str(&text).unwrap();
    for probe in probes {
        let root = PathBuf::from("a.thrift");
        let mut files = HashMap::from([(root.clone(), probe["idl"].as_str().unwrap().to_owned())]);
        for (name, text) in probe["files"].as_object().into_iter().flatten() {
            files.insert(name.into(), text.as_str().unwrap().to_owned());
        }
        read(&parse_file(&root, &MemoryLoader::from_iter(files), Options::default()).unwrap());
    }
}
