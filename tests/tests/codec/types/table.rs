//! The table in `docs/types.md` and the tests are about the same rows.

use std::collections::BTreeSet;

const DOCS: &str = include_str!("../../../../docs/types.md");

const SOURCES: [&str; 8] = [
    include_str!("base.rs"),
    include_str!("containers.rs"),
    include_str!("fields.rs"),
    include_str!("structs.rs"),
    include_str!("unions.rs"),
    include_str!("enums.rs"),
    include_str!("constants.rs"),
    include_str!("services.rs"),
];

/// Every row: the letter of its kind, and how many there are.
const ROWS: [(char, u32); 9] =
    [('B', 9), ('C', 8), ('F', 13), ('S', 8), ('X', 2), ('U', 3), ('E', 4), ('K', 5), ('V', 8)];

/// The row and the test of each line of the table.
fn table() -> Vec<(String, String)> {
    let lines = DOCS.lines().filter(|line| line.starts_with("| "));
    let cells = lines.map(|line| line.trim_matches('|').split('|').map(str::trim));
    let lines = cells.filter_map(|mut cells| {
        let row = cells.next().filter(|row| row.len() > 1 && row[1..].parse::<u32>().is_ok())?;
        Some((row.to_owned(), cells.next_back()?.trim_matches('`').to_owned()))
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
fn every_row_has_its_test_and_every_test_its_row() {
    for (row, test) in table() {
        assert!(test.starts_with(&format!("{}_", row.to_lowercase())), "{row} names {test}");
    }
    let of_table: BTreeSet<String> = table().into_iter().map(|(_, test)| test).collect();
    let tests = SOURCES.iter().flat_map(|source| source.split("#[test]\nfn ").skip(1));
    let tests = tests.filter_map(|rest| Some(rest.split_once('(')?.0.to_owned()));
    assert_eq!(of_table, tests.collect());
}
