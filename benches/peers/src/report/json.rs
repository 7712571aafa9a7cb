//! The rows for other programs.

use std::fmt::Write;

use crate::measure::Row;

/// An array of objects.
#[must_use]
pub fn text(rows: &[Row]) -> String {
    let objects: Vec<String> = rows.iter().map(object).collect();
    format!("[\n{}\n]\n", objects.join(",\n"))
}

fn object(row: &Row) -> String {
    let mut text = String::from("  {");
    // Writing to a string cannot fail, and no name has a character that JSON would escape.
    let _ = write!(
        text,
        r#""payload": "{}", "protocol": "{}", "op": "{}", "impl": "{}", "bytes": {}, "ns": {:.2}"#,
        row.payload, row.protocol, row.op, row.implementation, row.bytes, row.ns
    );
    let number = |number: Option<u64>| number.map_or("null".to_owned(), |n| n.to_string());
    let (instructions, allocs) = (number(row.instructions), number(row.allocs));
    let _ = write!(text, r#", "instructions": {instructions}, "allocs": {allocs}}}"#);
    text
}
