//! Times: a batch of every row in turn, many rounds, and the best batch of each row.

use std::time::{Duration, Instant};

use crate::case::{Case, Op, Protocol};

/// The least that a batch takes: a clock that is off by 50 ns then is off by 0.005 %.
const BATCH: Duration = Duration::from_millis(1);

/// What was measured of a row.
#[derive(Clone, Debug)]
pub struct Row {
    pub payload: &'static str,
    pub protocol: Protocol,
    pub op: Op,
    pub implementation: &'static str,
    pub bytes: usize,
    /// Of one operation, in the best batch: everything else on a machine only makes it worse.
    pub ns: f64,
    /// Of one operation, in the middlemost batch: far from the best one, the machine was busy.
    pub median: f64,
    pub instructions: Option<u64>,
    pub allocs: Option<u64>,
}

/// Times all rows.
#[must_use]
pub fn run(mut cases: Vec<Case>, rounds: u32) -> Vec<Row> {
    let sizes: Vec<u64> = cases.iter_mut().map(batch_size).collect();
    let mut times = vec![Vec::new(); cases.len()];
    for _ in 0..rounds {
        for ((case, size), times) in cases.iter_mut().zip(&sizes).zip(&mut times) {
            times.push(time(case, *size));
        }
    }
    cases.into_iter().zip(times).map(|(case, times)| row(&case, times)).collect()
}

/// How many operations take as long as a batch must.
fn batch_size(case: &mut Case) -> u64 {
    let mut size = 1;
    loop {
        let start = Instant::now();
        (case.run)(size);
        if start.elapsed() >= BATCH {
            return size;
        }
        size *= 2;
    }
}

#[allow(clippy::cast_precision_loss, reason = "no batch has more than 2^53 operations")]
fn time(case: &mut Case, size: u64) -> f64 {
    let start = Instant::now();
    (case.run)(size);
    start.elapsed().as_secs_f64() * 1e9 / size as f64
}

fn row(case: &Case, mut times: Vec<f64>) -> Row {
    times.sort_by(f64::total_cmp);
    Row {
        payload: case.payload,
        protocol: case.protocol,
        op: case.op,
        implementation: case.implementation,
        bytes: case.bytes,
        ns: times.first().copied().unwrap_or(f64::NAN),
        median: times.get(times.len() / 2).copied().unwrap_or(f64::NAN),
        instructions: None,
        allocs: None,
    }
}
