//! Reads books in JSON with names, one a line of its input, as another implementation of Thrift
//! wrote them.
//!
//! Answers each with a line: the book in Binary and hexadecimal, a space, and the book in JSON with
//! names as it is written here. `tests/interop/simple_json.py` compares these.

#![forbid(unsafe_code)]

use std::fmt::Write as _;
use std::io::{self, BufRead as _, Write as _};

use thrift::{binary, simple_json};

thrift::include_thrift!("../../interop/shelf.thrift");

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut out = io::stdout().lock();
    for text in io::stdin().lock().split(b'\n') {
        let book: Book = simple_json::from_slice(&text?)?;
        let mut hex = String::new();
        for byte in binary::to_vec(&book)? {
            write!(hex, "{byte:02x}")?;
        }
        writeln!(out, "{hex} {}", simple_json::to_string(&book)?)?;
    }
    Ok(())
}
