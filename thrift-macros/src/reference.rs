//! The tables of the reference page are written from those of the code.
//!
//! `UPDATE=1 cargo test -p thrift-macros reference` writes them anew.

use core::fmt::Display;
use std::path::{Path, PathBuf};
use std::{env, fs};

use crate::attr;
use crate::lower::idl::annotations;

fn page() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/reference/attributes.md")
}

fn row(form: &str, places: &[impl Display], meaning: &str) -> String {
    let places: Vec<_> = places.iter().map(ToString::to_string).collect();
    format!("| `{form}` | {} | {meaning} |\n", places.join(", "))
}

fn table(what: &str, rows: impl Iterator<Item = String>) -> String {
    let rows: String = rows.collect();
    format!("\n| {what} | on | meaning |\n|---|---|---|\n{rows}\n")
}

/// What stands between the two markers of a name, and how the page reads with something else there.
fn between<'a>(page: &'a str, name: &str) -> (&'a str, impl Fn(&str) -> String) {
    let (begin, end) = (format!("<!-- {name} -->\n"), format!("<!-- end of {name} -->\n"));
    let start = page.find(&begin).expect("the page has the first marker") + begin.len();
    let stop = page.find(&end).expect("the page has the second marker");
    let (before, after) = (&page[..start], &page[stop..]);
    (&page[start..stop], move |table: &str| format!("{before}{table}{after}"))
}

#[track_caller]
fn check(name: &str, expected: &str) {
    let text = fs::read_to_string(page()).expect("the page can be read");
    let (found, with) = between(&text, name);
    if env::var_os("UPDATE").is_some() {
        fs::write(page(), with(expected)).expect("the page can be written");
    } else {
        assert!(found == expected, "the {name} of the page are old; UPDATE=1 writes:\n{expected}");
    }
}

/// One test: two would write the page at the same time.
#[test]
fn tables_are_those_of_the_code() {
    let keys = attr::ROWS.iter().map(|it| row(it.form, it.places, it.meaning));
    check("keys", &table("key", keys));
    let annotations = annotations::ROWS.iter().map(|it| row(it.form, it.places, it.meaning));
    check("annotations", &table("annotation", annotations));
}

#[test]
fn everything_has_an_example() {
    let text = fs::read_to_string(page()).expect("the page can be read");
    let examples: String = text.split("```").skip(1).step_by(2).collect();
    let names = attr::ROWS.iter().map(|it| it.name);
    for name in names.chain(annotations::ROWS.iter().map(|it| it.key)) {
        let is_word = |(at, _): (usize, &str)| {
            let behind = examples[at + name.len()..].chars().next();
            !behind.is_some_and(|next| next.is_alphanumeric() || next == '_')
        };
        assert!(examples.match_indices(name).any(is_word), "`{name}` is in no example");
    }
}
