//! The IDL, beside the one of the contract.

use std::path::Path;

use serde_json::{Value, json};

use thrift_idl::{FileLoader, Options, Sources, parse_file, to_json};

/// What the contract declares: for each item, in their order, a line of JSON.
const CONTRACT: &str = include_str!("../../idl/thrift_test.jsonl");

/// What the wire does not know.
const BESIDE: [&str; 5] = ["annotations", "docs", "namespaces", "path", "stem"];

#[test]
fn the_contract_has_the_same_names_ids_and_types() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let ours = facts(&here.join("idl/thrift_test.thrift"));
    let items: Vec<_> =
        CONTRACT.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()).collect();
    assert_eq!(items.len(), 34);
    for (ours, theirs) in ours["files"][0]["items"].as_array().unwrap().iter().zip(&items) {
        assert_eq!(ours, theirs);
    }
    assert_eq!(ours, json!({ "files": [{ "includes": [], "items": items }] }));
}

/// All that a file declares, without what nobody on the wire would notice.
fn facts(path: &Path) -> Value {
    let loader = FileLoader::new(path.parent().unwrap());
    let parsed = parse_file(path, &loader, Options::default()).unwrap();
    let errors: Vec<_> = parsed.diagnostics.iter().map(|found| &found.message).collect();
    assert!(errors.is_empty(), "{errors:?}");
    // Without sources there are no positions.
    let mut json = serde_json::from_str(&to_json(&parsed.program, &Sources::default())).unwrap();
    strip(&mut json);
    json
}

fn strip(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields.retain(|name, _| !BESIDE.contains(&name.as_str()));
            fields.values_mut().for_each(strip);
        }
        Value::Array(items) => items.iter_mut().for_each(strip),
        _ => {}
    }
}
