//! The bars that the codec is to keep, and whether it does.

use super::compare;
use crate::case::{OURS, Op};
use crate::measure::Row;

/// Of one operation: the most that any row may be of the fastest peer, and that the geometric mean
/// of all rows may be.
struct Bar {
    op: Op,
    row: Option<f64>,
    mean: f64,
}

const BARS: [Bar; 4] = [
    Bar { op: Op::Encode, row: Some(0.9), mean: 0.6 },
    // 5 % are noise.
    Bar { op: Op::DecodeOwned, row: Some(1.05), mean: 0.8 },
    Bar { op: Op::DecodeShared, row: Some(1.0), mean: 0.6 },
    Bar { op: Op::DecodeBorrowed, row: None, mean: 0.4 },
];

/// Of an operation on the largest footer of Parquet: the peer, and the most of it.
const FOOTER_BARS: [(Op, &str, f64); 4] = [
    (Op::Encode, "compact-thrift", 0.8),
    (Op::DecodeOwned, "compact-thrift", 0.75),
    (Op::Project, "parquet", 0.8),
    (Op::Skip, "compact-thrift", 0.8),
];
const FOOTER: &str = "parquet-10000x10";
const FOOTERS: &str = "parquet";

/// Encoding this is copying it, so that it is compared with that.
const BLOB: &str = "4-blob1M";
const BLOB_TO_MEMCPY: f64 = 1.05;

/// Prints each bar, and returns how many are missed.
#[must_use]
pub fn print(rows: &[Row]) -> usize {
    println!("\nBars, as ratios to the fastest peer in the same run");
    let mut verdicts = Verdicts::default();
    for bar in &BARS {
        ratios(rows, bar, &mut verdicts);
    }
    footers(rows, &mut verdicts);
    allocations(rows, &mut verdicts);
    println!("{} of {} bars missed", verdicts.missed, verdicts.all);
    verdicts.missed
}

#[derive(Default)]
struct Verdicts {
    all: usize,
    missed: usize,
}

impl Verdicts {
    fn say(&mut self, passed: bool, text: &str) {
        self.all += 1;
        self.missed += usize::from(!passed);
        println!("  {} {text}", if passed { "PASS" } else { "MISS" });
    }
}

fn ratios(rows: &[Row], bar: &Bar, verdicts: &mut Verdicts) {
    let mut ratios = Vec::new();
    let is_meant = |row: &&Row| {
        row.implementation == OURS && row.op == bar.op && !row.payload.starts_with(FOOTERS)
    };
    for ours in rows.iter().filter(is_meant) {
        if ours.payload == BLOB && ours.op == Op::Encode {
            blob(rows, ours, verdicts);
            continue;
        }
        let Some(peer) = compare::peers(rows, ours).first().copied() else { continue };
        let ratio = ours.ns / peer.ns;
        // To borrow a million bytes is nothing beside copying them: that one ratio of a thousandth
        // would be the mean of all.
        if ours.payload != BLOB || ours.op != Op::DecodeBorrowed {
            ratios.push(ratio);
        }
        if let Some(most) = bar.row {
            let (payload, protocol) = (ours.payload, ours.protocol);
            let name = format!("{} {payload} {protocol}", bar.op);
            let beside = format!("{} {:.0} ns", peer.implementation, peer.ns);
            verdicts.say(ratio <= most, &format!("{name}: {ratio:.2} of {beside}, at most {most}"));
        }
    }
    if let Some(mean) = geometric_mean(&ratios) {
        let text = format!("{}: {mean:.2} in the geometric mean, at most {}", bar.op, bar.mean);
        verdicts.say(mean <= bar.mean, &text);
    }
}

fn blob(rows: &[Row], ours: &Row, verdicts: &mut Verdicts) {
    let Some(copy) = compare::memcpy(rows, ours) else { return };
    let ratio = ours.ns / copy.ns;
    let text = format!(
        "{} {BLOB} {}: {ratio:.2} of copying it, at most {BLOB_TO_MEMCPY}",
        ours.op, ours.protocol
    );
    verdicts.say(ratio <= BLOB_TO_MEMCPY, &text);
}

fn footers(rows: &[Row], verdicts: &mut Verdicts) {
    for (op, peer, most) in FOOTER_BARS {
        let find = |implementation| {
            rows.iter().find(|row| {
                (row.payload, row.op, row.implementation) == (FOOTER, op, implementation)
            })
        };
        let (Some(ours), Some(theirs)) = (find(OURS), find(peer)) else { continue };
        let ratio = ours.ns / theirs.ns;
        let text =
            format!("{op} {FOOTER}: {ratio:.2} of {peer} {:.0} ns, at most {most}", theirs.ns);
        verdicts.say(ratio <= most, &text);
    }
}

fn geometric_mean(ratios: &[f64]) -> Option<f64> {
    #[allow(clippy::cast_precision_loss, reason = "a few dozen at most")]
    let count = ratios.len() as f64;
    let sum: f64 = ratios.iter().map(|ratio| ratio.ln()).sum();
    (!ratios.is_empty()).then(|| (sum / count).exp())
}

/// Encoding into a buffer with room allocates nothing, and decoding no more than the peer that
/// allocates least.
fn allocations(rows: &[Row], verdicts: &mut Verdicts) {
    for ours in rows.iter().filter(|row| row.implementation == OURS) {
        let Some(allocs) = ours.allocs else { continue };
        let most = match ours.op {
            Op::Encode => Some(0),
            Op::DecodeOwned | Op::DecodeShared | Op::DecodeBorrowed => {
                compare::peers(rows, ours).first().and_then(|peer| peer.allocs)
            }
            Op::EncodeNew | Op::Project | Op::Skip => None,
        };
        let Some(most) = most else { continue };
        if allocs > most {
            let (payload, protocol) = (ours.payload, ours.protocol);
            let text = format!("{} {payload} {protocol}: {allocs} allocations", ours.op);
            verdicts.say(false, &format!("{text}, at most {most}"));
        }
    }
}
