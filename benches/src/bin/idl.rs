//! How fast IDL is read: `cargo run --release -p thrift-bench --bin idl`
//!
//! Three generated texts, each ten times the one before, so that whatever is not linear shows.
//! Times are the best of several runs, since everything else on a machine only makes them worse.

#![forbid(unsafe_code)]

use std::fmt::Write;
use std::hint::black_box;
use std::time::Instant;

use thrift_idl::{lex, parse, parse_text};

const DEFINITIONS: [usize; 3] = [1_000, 10_000, 100_000];

fn main() {
    println!(
        "{:>11} {:>9} | {:>8} {:>8} {:>8} | {:>9} {:>11}",
        "definitions", "bytes", "lex", "parse", "resolve", "peak heap", "allocations"
    );
    DEFINITIONS.into_iter().for_each(row);
    println!(
        "\nMB/s of text, each step with those before it; heap and allocations per byte of text"
    );
}

fn row(definitions: usize) {
    let text = generated(definitions);
    let runs = (300_000 / definitions).clamp(8, 200);
    let lexed = megabytes_per_second(&text, runs, || drop(black_box(lex(&text))));
    let parsed = megabytes_per_second(&text, runs, || {
        let lexed = lex(&text);
        drop(black_box(parse(&lexed.tokens, lexed.end)));
    });
    let resolved = megabytes_per_second(&text, runs, || drop(black_box(parse_text(&text))));
    let heap = allocation_counter::measure(|| drop(black_box(parse_text(&text))));
    println!(
        "{definitions:>11} {:>9} | {lexed:>8.1} {parsed:>8.1} {resolved:>8.1} | {:>9.1} {:>11.3}",
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

/// A text with so many definitions of every kind, docs and comments among them.
fn generated(definitions: usize) -> String {
    let mut text = String::from("namespace rs generated\n\nexception Oops { 1: string message }\n");
    for number in 1..definitions {
        // Writing to a string cannot fail.
        let _ = definition(&mut text, number);
    }
    assert!(parse_text(&text).diagnostics.is_empty(), "what is measured has no mistakes");
    text
}

fn definition(text: &mut String, number: usize) -> std::fmt::Result {
    let group = number / 6;
    match number % 6 {
        0 => write!(
            text,
            "\n/** What is known of a person, kind {group}. */\nstruct Person{group} {{\n  \
             /** Given when a person signs up. */\n  1: required i64 id\n  \
             2: optional string name = \"nobody\" // shown to others\n  \
             3: list<Tags{group}> tags (cpp.type = \"Tags\")\n  \
             4: optional Person{group} parent\n  5: Status{group} status = Status{group}.ACTIVE\n}}\n"
        ),
        1 => write!(
            text,
            "\nenum Status{group} {{\n  ACTIVE = 1,\n  BLOCKED = 2, # for a while\n  DELETED\n}}\n"
        ),
        2 => writeln!(text, "\ntypedef map<string, list<binary>> Tags{group}"),
        3 => writeln!(
            text,
            "\nconst i32 LIMIT_{group} = {number}\nconst list<i32> LIMITS_{group} = [1, LIMIT_{group}, 0x7fff]"
        ),
        4 => write!(
            text,
            "\nservice People{group} {{\n  \
             /** Finds a person. */\n  Tags{group} find(1: i64 id, 2: Status{group} status) throws (1: Oops oops),\n  \
             oneway void forget(1: i64 id)\n}}\n"
        ),
        _ => write!(
            text,
            "\nunion Choice{group} {{\n  1: i64 number;\n  2: string text;\n  3: Status{group} status;\n}}\n"
        ),
    }
}
