//! Verdicts of the Apache 0.25 compiler, and where this one differs on purpose.
//!
//! The snippets lie outside of the repository; without them these tests pass silently.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use thrift_idl::{FileLoader, MemoryLoader, Options, Parsed, SourceId, parse_file};

/// Accepted by Apache, refused here. The reasons are in `docs/idl.md`.
const STRICTER: &[(&str, &str)] = &[
    ("const i8 range", "C5: ranges are checked"),
    ("field id neg", "S7: an id that is written is used or refused, not replaced"),
    ("throws id 0", "V7: id 0 is the result"),
    ("struct by value recursion", "S10: no finite value"),
];

/// Refused by Apache, accepted here. The reasons are in `docs/idl.md`.
const LENIENT: &[(&str, &str)] = &[
    ("include semicolon", "D2: one separator after anything"),
    ("enum trailing semicolon", "D2: one separator after anything"),
    ("struct trailing comma", "D2: one separator after anything"),
    ("service semicolon", "D2: one separator after anything"),
    ("fn name kw", "L14: keywords as names of functions"),
    ("service kw fn name", "L14: keywords as names of functions"),
    ("enum name eq kw", "L14: keywords as names of enum values"),
    ("field default fwd struct", "T8: order does not matter"),
    ("field default fwd enum", "T8: order does not matter"),
    ("const ref fwd", "C3: order does not matter"),
    ("service extends fwd", "T8: order does not matter"),
    ("const ref list", "C15: constants may name constants of every type"),
    ("ref set", "C15: constants may name constants of every type"),
    ("ref map", "C15: constants may name constants of every type"),
    ("enum const ref", "C15: constants may name constants of every type"),
    ("include const list", "C15: constants may name constants of every type"),
    ("struct annotation fb", "A8: annotations of fbthrift"),
];

/// Probes whose verdict is wrong, one a line; there is no excuse for any.
const KNOWN_FAILURES: &str = include_str!("known_failures.txt");

fn shared(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared").join(path)
}

fn run(probe: &Value) -> Parsed {
    let root = PathBuf::from("a.thrift");
    let mut files = HashMap::from([(root.clone(), probe["idl"].as_str().unwrap().to_owned())]);
    for (name, text) in probe["files"].as_object().into_iter().flatten() {
        files.insert(name.into(), text.as_str().unwrap().to_owned());
    }
    let flag = |flag: &str| probe["flags"].as_array().is_some_and(|f| f.iter().any(|f| f == flag));
    let options = Options { allow_negative_ids: flag("--allow-neg-keys"), strict: flag("-strict") };
    parse_file(&root, &MemoryLoader::from_iter(files), options).unwrap()
}

#[test]
fn verdicts_are_those_of_apache_or_deliberate() {
    let Ok(text) = fs::read_to_string(shared("probes/idl-probes.json")) else { return };
    let probes: Vec<Value> = serde_json::from_str(&text).unwrap();
    let named = |list: &[(&str, &str)], name: &str| list.iter().any(|(n, _)| *n == name);
    let known: Vec<_> =
        KNOWN_FAILURES.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
    let mut wrong = Vec::new();
    for probe in &probes {
        let name = probe["name"].as_str().unwrap();
        let parsed = run(probe);
        let accepted = !parsed.diagnostics.iter().any(thrift_idl::Diagnostic::is_error);
        let apache = probe["verdict"] == "accept";
        let expected = (apache || named(LENIENT, name)) && !named(STRICTER, name);
        if known.contains(&name) {
            assert_ne!(accepted, expected, "{name} is listed as a failure and passes");
        } else if accepted != expected {
            let rendered: String =
                parsed.diagnostics.iter().map(|d| d.render(&parsed.sources)).collect();
            wrong.push(format!("{name}: accepted {accepted}, expected {expected}\n{rendered}"));
        }
        let differs = named(LENIENT, name) || named(STRICTER, name);
        assert!(!differs || accepted != apache, "{name} is listed as a deviation and is none");
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
    let listed = STRICTER.iter().chain(LENIENT).map(|(name, _)| name);
    for name in listed.chain(&known) {
        assert!(probes.iter().any(|probe| probe["name"] == *name), "no probe `{name}`");
    }
}

#[test]
fn real_files_have_no_errors() {
    let Ok(dir) = fs::read_dir(shared("idl")) else { return };
    for entry in dir {
        let path = entry.unwrap().path();
        let parsed = parse_file(&path, &FileLoader::default(), Options::default()).unwrap();
        let errors: String = parsed
            .diagnostics
            .iter()
            .filter(|diagnostic| diagnostic.is_error())
            .map(|diagnostic| diagnostic.render(&parsed.sources))
            .collect();
        assert_eq!(errors, "", "{}", path.display());
        assert_eq!(parsed.program.files[0].source, SourceId::ROOT);
        assert!(!parsed.program.files[0].items.is_empty());
    }
}
