//! How fast IDL is read: `cargo run --release -p thrift-bench --bin idl`
//!
//! Generated texts of three sizes, each ten times the one before, so that whatever is not linear
//! shows. They come in two kinds: `documented` has as many bytes for a definition, comments
//! included, as files that people write (Apache's tests and tutorial have 250 to 760), and `bare`
//! has nothing that could be left out. Times are the best of several runs, since everything else
//! on a machine only makes them worse.

#![forbid(unsafe_code)]

use std::fmt::Write;
use std::hint::black_box;
use std::time::Instant;

use thrift_idl::{lex, parse, parse_text};

const DEFINITIONS: [usize; 3] = [1_000, 10_000, 100_000];

/// What a generated text is like.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Documented,
    Bare,
}

fn main() {
    println!(
        "{:>10} {:>11} {:>9} | {:>7} {:>7} {:>7} | {:>9} {:>11}",
        "kind", "definitions", "bytes", "lex", "parse", "resolve", "peak heap", "allocations"
    );
    for kind in [Kind::Documented, Kind::Bare] {
        for definitions in DEFINITIONS {
            row(kind, definitions);
        }
    }
    println!(
        "\nMB/s of text, each step with those before it; heap and allocations per byte of text"
    );
}

fn row(kind: Kind, definitions: usize) {
    let text = generated(kind, definitions);
    let runs = (300_000 / definitions).clamp(8, 200);
    let lexed = megabytes_per_second(&text, runs, || drop(black_box(lex(&text))));
    let parsed = megabytes_per_second(&text, runs, || {
        let lexed = lex(&text);
        drop(black_box(parse(&lexed.tokens, lexed.end)));
    });
    let resolved = megabytes_per_second(&text, runs, || drop(black_box(parse_text(&text))));
    let heap = allocation_counter::measure(|| drop(black_box(parse_text(&text))));
    let name = if kind == Kind::Documented { "documented" } else { "bare" };
    println!(
        "{name:>10} {definitions:>11} {:>9} | {lexed:>7.1} {parsed:>7.1} {resolved:>7.1} | \
         {:>9.1} {:>11.3}",
        text.len(),
        per_byte(heap.bytes_max, &text),
        per_byte(heap.count_total, &text),
    );
}

fn megabytes_per_second(text: &str, runs: usize, run: impl Fn()) -> f64 {
    let time = |()| {
        let start = Instant::now();
        run();
        start.elapsed().as_secs_f64()
    };
    let best = std::iter::repeat_n((), runs).map(time).fold(f64::INFINITY, f64::min);
    per_byte(1, text).recip() / best / 1e6
}

#[allow(clippy::cast_precision_loss, reason = "three digits are shown")]
fn per_byte(count: u64, text: &str) -> f64 {
    count as f64 / text.len() as f64
}

/// A text with so many definitions, of every kind.
fn generated(kind: Kind, definitions: usize) -> String {
    let mut text = String::from("namespace rs generated\n\nexception Oops { 1: string message }\n");
    for number in 1..definitions {
        // Writing to a string cannot fail.
        let _ = definition(&mut text, kind, number);
    }
    assert!(parse_text(&text).diagnostics.is_empty(), "what is measured has no mistakes");
    text
}

fn definition(text: &mut String, kind: Kind, number: usize) -> std::fmt::Result {
    let group = number / 6;
    if kind == Kind::Documented {
        writeln!(
            text,
            "\n/**\n * What is known of number {number}, for those who have not met it before. It \
             is read by the\n * service of group {group} and by nobody else, so that it may change \
             with every version;\n * whoever wants to keep it makes a copy.\n */"
        )?;
    }
    // A comment of its own for each line that follows.
    let note = if kind == Kind::Documented { " // as it was when it was asked for" } else { "" };
    match number % 6 {
        0 => writeln!(
            text,
            "struct Person{group} {{\n  1: required i64 id{note}\n  \
             2: optional string name = \"nobody\"{note}\n  \
             3: list<Tags{group}> tags (cpp.type = \"Tags\"){note}\n  \
             4: optional Person{group} parent{note}\n  \
             5: Status{group} status = Status{group}.ACTIVE{note}\n}}"
        ),
        1 => writeln!(
            text,
            "enum Status{group} {{\n  ACTIVE = 1,{note}\n  BLOCKED = 2,{note}\n  DELETED{note}\n}}"
        ),
        2 => writeln!(text, "typedef map<string, list<binary>> Tags{group}{note}"),
        3 => writeln!(
            text,
            "const i32 LIMIT_{group} = {number}{note}\n\
             const list<i32> LIMITS_{group} = [1, LIMIT_{group}, 0x7fff]{note}"
        ),
        4 => writeln!(
            text,
            "service People{group} {{\n  Tags{group} find(1: i64 id, 2: Status{group} status) \
             throws (1: Oops oops){note}\n  oneway void forget(1: i64 id){note}\n}}"
        ),
        _ => writeln!(
            text,
            "union Choice{group} {{\n  1: i64 number;{note}\n  2: string text;{note}\n  \
             3: Status{group} status;{note}\n}}"
        ),
    }
}
