//! A line for each operation on each payload: ours, and then the peers, the fastest first.

use super::compare;
use crate::case::OURS;
use crate::measure::Row;

/// Prints the rows.
pub fn print(rows: &[Row]) {
    let mut group = None;
    for ours in rows.iter().filter(|row| row.implementation == OURS) {
        if group.replace((ours.payload, ours.protocol)) != Some((ours.payload, ours.protocol)) {
            println!("\n{}, {}, {} bytes", ours.payload, ours.protocol, ours.bytes);
            println!(
                "  {:<18}{:>12}{:>8}{:>8}{:>13}   peers",
                "op", "ours, ns", "ratio", "allocs", "instructions"
            );
        }
        line(rows, ours);
    }
}

fn line(rows: &[Row], ours: &Row) {
    let peers = compare::peers(rows, ours);
    let ratio = peers.first().map_or("-".to_owned(), |peer| format!("{:.2}", ours.ns / peer.ns));
    let others: Vec<String> =
        peers.into_iter().chain(compare::memcpy(rows, ours)).map(other).collect();
    println!(
        "  {:<18}{:>12}{ratio:>8}{:>8}{:>13}   {}",
        ours.op.to_string(),
        time(ours.ns),
        count(ours.allocs),
        count(ours.instructions),
        others.join(", ")
    );
}

fn other(row: &Row) -> String {
    let allocs = row.allocs.map_or(String::new(), |allocs| format!(" ({allocs})"));
    format!("{} {}{allocs}", row.implementation, time(row.ns))
}

/// Three digits, whether it is little or much.
fn time(ns: f64) -> String {
    if ns < 100.0 { format!("{ns:.1}") } else { format!("{ns:.0}") }
}

fn count(number: Option<u64>) -> String {
    number.map_or("-".to_owned(), |number| number.to_string())
}
