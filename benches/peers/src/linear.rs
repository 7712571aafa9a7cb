//! Whether ten times as much takes ten times as long.
//!
//! What a byte costs may rise once a value no longer fits into the caches; it must not rise with
//! every step.

use bytes::Bytes;
use thrift::{Decode, Encode};

use crate::case::{Case, OURS, Rows};
use crate::measure::{self, Row};
use crate::ours::{self, Binary, Compact, Wire, borrowed, shared};
use crate::payloads::{Result, encoded};
use crate::values;

/// How many records: the names are those of the rows.
const STEPS: [(i64, &str); 3] = [(100, "1x"), (1_000, "10x"), (10_000, "100x")];

/// Prints what a byte costs in each step, and how far the steps are apart.
///
/// # Errors
///
/// Fails when a value is not read as it was written.
pub fn print(rounds: u32) -> Result<()> {
    println!(
        "Nanoseconds for a byte of 100, 1000 and 10000 records; the spread is highest / lowest"
    );
    let mut log = Vec::new();
    let mut jaeger = Vec::new();
    for (records, name) in STEPS {
        let value = values::log_batch(records);
        add::<Binary, _, shared::LogBatch, borrowed::LogBatch<'static>>(&mut log, name, &value)?;
        add::<Compact, _, shared::LogBatch, borrowed::LogBatch<'static>>(&mut log, name, &value)?;
        let value = values::batch(records);
        add::<Binary, _, shared::Batch, borrowed::Batch<'static>>(&mut jaeger, name, &value)?;
        add::<Compact, _, shared::Batch, borrowed::Batch<'static>>(&mut jaeger, name, &value)?;
    }
    for (name, cases) in [("6-logbatch", log), ("7-jaeger", jaeger)] {
        table(name, &measure::run(cases, rounds));
    }
    Ok(())
}

fn add<W, O, S, B>(cases: &mut Vec<Case>, payload: &'static str, value: &O) -> Result<()>
where
    W: Wire,
    O: Encode + Decode<'static> + Clone + PartialEq + 'static,
    S: Decode<'static> + 'static,
    B: Decode<'static> + 'static,
{
    let bytes: &'static Bytes = encoded::<W, O>(payload, value)?;
    let (protocol, len) = (W::PROTOCOL, bytes.len());
    let mut rows = Rows { cases, payload, protocol, implementation: OURS, bytes: len };
    ours::add::<W, O, S, B>(&mut rows, bytes, value.clone());
    Ok(())
}

fn table(name: &str, rows: &[Row]) {
    println!("\n{name:<28}{:>10}{:>10}{:>10}{:>10}", "1x", "10x", "100x", "spread");
    for first in rows.iter().filter(|row| row.payload == STEPS[0].1) {
        let same = |row: &&Row| (row.protocol, row.op) == (first.protocol, first.op);
        let costs: Vec<f64> = rows.iter().filter(same).map(per_byte).collect();
        let lowest = costs.iter().copied().fold(f64::INFINITY, f64::min);
        let highest = costs.iter().copied().fold(0.0, f64::max);
        print!("{:<28}", format!("{} {}", first.protocol, first.op));
        for cost in costs {
            print!("{cost:>10.3}");
        }
        println!("{:>10.2}", highest / lowest);
    }
}

#[allow(clippy::cast_precision_loss, reason = "no value has 2^53 bytes")]
fn per_byte(row: &Row) -> f64 {
    row.ns / row.bytes as f64
}
