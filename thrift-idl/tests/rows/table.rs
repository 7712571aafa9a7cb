//! The table in `docs/idl.md` and the tests are about the same rows.

use std::collections::{BTreeMap, BTreeSet};

const DOCS: &str = include_str!("../../../docs/idl.md");

const SOURCES: [&str; 8] = [
    include_str!("lexical.rs"),
    include_str!("document.rs"),
    include_str!("types.rs"),
    include_str!("enums.rs"),
    include_str!("structs.rs"),
    include_str!("constants.rs"),
    include_str!("services.rs"),
    include_str!("annotations.rs"),
];

/// Every row of the grammar: the letter of its section, and how many there are.
const ROWS: [(char, u32); 12] = [
    ('L', 17),
    ('D', 3),
    ('N', 6),
    ('I', 8),
    ('T', 14),
    ('E', 8),
    ('S', 13),
    ('U', 3),
    ('X', 1),
    ('C', 17),
    ('V', 9),
    ('A', 8),
];

fn rows() -> BTreeSet<String> {
    ROWS.iter()
        .flat_map(|(letter, last)| (1..=*last).map(move |number| format!("{letter}{number}")))
        .collect()
}

/// The names of the tests, each with the row that it begins with.
fn tests() -> BTreeMap<String, String> {
    let all = SOURCES.iter().flat_map(|source| source.split("#[test]\nfn ").skip(1));
    let named = all.filter_map(|rest| {
        let (name, _) = rest.split_once('(')?;
        let (row, _) = name.split_once('_')?;
        let row = row.to_uppercase();
        let is_row = row[1..].parse::<u32>().is_ok();
        is_row.then(|| (name.to_owned(), row))
    });
    named.collect()
}

/// The lines of the table: the row, and the tests that it names.
fn table() -> Vec<(String, Vec<String>)> {
    let lines = DOCS.lines().filter(|line| line.starts_with("| "));
    let cells = lines.map(|line| line.trim_matches('|').split(" | ").map(str::trim).collect());
    let lines = cells.filter(|cells: &Vec<&str>| rows().contains(cells[0])).map(|cells| {
        assert_eq!(cells.len(), 5, "{cells:?}");
        let names = cells[4].split(", ").map(|name| name.trim_matches('`').to_owned());
        (cells[0].to_owned(), names.collect())
    });
    lines.collect()
}

#[test]
fn every_row_is_in_the_table_once_and_in_order() {
    let found: Vec<String> = table().into_iter().map(|(row, _)| row).collect();
    let expected: Vec<String> = ROWS
        .iter()
        .flat_map(|(letter, last)| (1..=*last).map(move |number| format!("{letter}{number}")))
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn every_test_of_the_table_exists_and_every_test_is_in_the_table() {
    let tests = tests();
    let mut named = BTreeMap::new();
    for (row, names) in table() {
        for name in names {
            assert_eq!(tests.get(&name), Some(&row), "`{name}` is not a test of row {row}");
            named.insert(name, row.clone());
        }
    }
    assert_eq!(named, tests);
}
