//! Printing and parsing are each other's inverse, and formatting changes nothing but the form.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::Value;
use thrift_idl::ast::Document;
use thrift_idl::{Diagnostic, Kind, Lexed, Span, format, lex, parse, print};

#[path = "print/generate.rs"]
mod generate;

fn read(text: &str) -> Option<Document> {
    let lexed = lex(text);
    let (document, diagnostics) = parse(&lexed.tokens, lexed.end);
    let is_good = !lexed.diagnostics.iter().chain(&diagnostics).any(Diagnostic::is_error);
    is_good.then_some(document)
}

/// A document without its spans, to be compared and looked at.
fn shape(document: &Document) -> String {
    let debug = std::format!("{document:?}");
    let mut parts = debug.split("Span { ");
    let mut shape = parts.next().unwrap().to_owned();
    for part in parts {
        shape.push_str(part.split_once(" }").unwrap().1);
    }
    shape
}

fn assert_same(left: &Document, right: &Document, text: &str) {
    let (left, right) = (shape(left), shape(right));
    if left != right {
        let differs = left.chars().zip(right.chars()).take_while(|(left, right)| left == right);
        let shown = |shape: &str| shape.chars().skip(differs.clone().count()).take(80).collect();
        let (left, right): (String, String) = (shown(&left), shown(&right));
        panic!("`{left}` is now `{right}` in\n{text}");
    }
}

/// The comments of a text with their marks, but not where they stand; sorted.
fn comments(text: &str) -> Vec<String> {
    let words = |comment: &str| comment.split_whitespace().collect::<Vec<_>>().join(" ");
    let lexed = lex(text);
    let slice = |span: &Span| &text[span.start as usize..span.end as usize];
    let mut comments: Vec<_> = lexed.comments.iter().map(|span| words(slice(span))).collect();
    comments.sort();
    comments
}

fn check_print(document: &Document) {
    let text = print(document);
    let again = read(&text).unwrap_or_else(|| panic!("cannot read\n{text}"));
    assert_same(document, &again, &text);
    assert_eq!(print(&again), text);
    assert_eq!(format(&text).as_ref(), Ok(&text), "a printed text has the form");
}

fn check_format(text: &str) {
    let formatted = format(text).unwrap_or_else(|errors| panic!("{:?} in\n{text}", errors[0]));
    let (before, after) = (read(text).unwrap(), read(&formatted));
    let after = after.unwrap_or_else(|| panic!("cannot read\n{formatted}\nof\n{text}"));
    assert_same(&before, &after, &format!("{formatted}\nof\n{text}"));
    assert_eq!(comments(&formatted), comments(text), "{formatted}\nof\n{text}");
    let again = format(&formatted).unwrap();
    assert!(again == formatted, "{text}\nis\n{formatted}\nand then\n{again}");
    assert!(formatted.lines().all(|line| !line.ends_with(['\r'])), "{formatted}");
}

/// What to do at a place between two tokens.
#[derive(Clone, Debug)]
struct Change {
    place: Index,
    insert: &'static str,
}

const INSERTS: &[&str] = &[
    "\n",
    "\n\n\n",
    "\r\n",
    "// line\n",
    "# hash\n",
    "\n// own line\n",
    "\n\n# own hash\r\n\r\n",
    "/* block */",
    "\n/* own block */\n",
    "/* two\n lines */",
    "\n  /* two\n   * own\n lines */\n",
    "\n\t/* two\n\t\tshifted\r\n\t lines */ ",
    "/** docs */",
    "\n/** own docs */\n",
    "\n  /** more\n    * docs\n  of */\n",
    "/**/",
    "/***/",
    "/** \n\n*/",
    "//",
    "(,)",
    "()",
    ";",
    ",",
    "(/* in */)",
];

fn changes() -> impl Strategy<Value = Vec<Change>> {
    let change = (any::<Index>(), proptest::sample::select(INSERTS))
        .prop_map(|(place, insert)| Change { place, insert });
    proptest::collection::vec(change, 0..12)
}

/// A text in parts, so that more can be put between them.
struct Parts<'t> {
    /// Tokens and comments.
    parts: Vec<&'t str>,
    /// What is before each, and behind the last.
    gaps: Vec<String>,
}

impl<'t> Parts<'t> {
    /// Takes a text apart; without its lines, everything stands on one.
    fn new(text: &'t str, keep_lines: bool) -> Self {
        let Lexed { tokens, comments, .. } = lex(text);
        let tokens = tokens.into_iter().filter(|token| !matches!(token.kind, Kind::Doc(_)));
        let mut spans: Vec<_> = tokens.map(|token| token.span).chain(comments).collect();
        spans.sort();
        let (mut parts, mut gaps, mut end) = (Vec::new(), Vec::new(), 0);
        for span in spans {
            let gap = &text[end..span.start as usize];
            gaps.push(if keep_lines { gap.to_owned() } else { " ".to_owned() });
            end = span.end as usize;
            parts.push(&text[span.start as usize..end]);
        }
        gaps.push(String::new());
        Self { parts, gaps }
    }

    fn text(&self) -> String {
        let mut text = String::new();
        for (gap, part) in self.gaps.iter().zip(self.parts.iter().chain([&""])) {
            text.push_str(gap);
            text.push_str(part);
        }
        text
    }

    /// Makes a change, unless it makes an error.
    fn change(&mut self, Change { place, insert }: &Change) {
        let place = place.index(self.gaps.len());
        let length = self.gaps[place].len();
        self.gaps[place].push_str(insert);
        if read(&self.text()).is_none() {
            self.gaps[place].truncate(length);
        }
    }
}

proptest! {
    #[test]
    fn printed_documents_parse_to_themselves(document in generate::document()) {
        check_print(&document);
    }

    #[test]
    fn formatting_keeps_meaning_and_comments(
        document in generate::document(),
        changes in changes(),
        keep_lines in any::<bool>(),
    ) {
        let text = print(&document);
        let mut parts = Parts::new(&text, keep_lines);
        for change in &changes {
            parts.change(change);
        }
        check_format(&parts.text());
    }
}

fn shared(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared").join(path)
}

#[test]
fn real_files_keep_their_meaning() {
    let Ok(dir) = fs::read_dir(shared("idl")) else { return };
    for entry in dir {
        let text = fs::read_to_string(entry.unwrap().path()).unwrap();
        check_print(&read(&text).unwrap());
        check_format(&text);
        check_format(&text.replace('\n', "\r\n"));
    }
}

#[test]
fn probes_keep_their_meaning() {
    let Ok(text) = fs::read_to_string(shared("probes/idl-probes.json")) else { return };
    let probes: Vec<Value> = serde_json::from_str(&text).unwrap();
    let texts = probes.iter().filter_map(|probe| probe["idl"].as_str());
    let mut count = 0;
    for text in texts {
        if let Some(document) = read(text) {
            check_print(&document);
            check_format(text);
            count += 1;
        } else {
            assert!(format(text).is_err_and(|errors| errors.iter().all(Diagnostic::is_error)));
        }
    }
    assert!(count > 100, "{count}");
}
