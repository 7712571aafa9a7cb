//! Measures rows: a server and who calls it, each a process of its own on a processor of its own.

use core::time::Duration;

use crate::case::{Case, Implementation, Payload};
use crate::child::{self, Child};
use crate::error::Result;
use crate::load::Load;
use crate::machine;
use crate::options::Options;
use crate::role::{END, Role};

/// What was measured of a row: the median of each number, over all repeats.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    pub case: Case,
    /// Calls per second.
    pub rps: f64,
    /// The median of the latencies, in microseconds.
    pub p50_us: f64,
    /// Their 99th percentile, in microseconds.
    pub p99_us: f64,
    /// What 1,000 calls take of the server's processor, in seconds.
    pub cpu_s_per_1k: f64,
    /// The memory of the server at the end, in MiB.
    pub rss_mib: f64,
}

/// The processors of servers and of those who call them.
///
/// # Errors
///
/// Fails when the system does not tell which there are.
pub fn processors() -> Result<(usize, usize)> {
    match machine::processors()?.as_slice() {
        [server, client, ..] => Ok((*server, *client)),
        [only] => {
            eprintln!("there is only one processor: servers and clients share it");
            Ok((*only, *only))
        }
        [] => Err("there is no processor to run on".into()),
    }
}

/// Measures the rows that are asked for; also tells of those that failed, and why.
///
/// # Errors
///
/// Fails when no row is asked for, and when the system does not tell its processors.
pub fn run(options: &Options) -> Result<(Vec<Row>, Vec<String>)> {
    let processors = processors()?;
    let (mut rows, mut failed) = (Vec::new(), Vec::new());
    let groups = groups(options);
    if groups.iter().all(Vec::is_empty) && !options.wants_idle() {
        return Err("no row has all of the parts of a filter".into());
    }
    for group in groups {
        let mut measured = vec![Vec::new(); group.len()];
        // In turns, so that whatever else the machine does meets all of them.
        for repeat in 1..=options.repeats {
            for (case, measured) in group.iter().zip(&mut measured) {
                eprintln!("{case}, {repeat} of {}", options.repeats);
                match measure(*case, options.time, processors) {
                    Ok(row) => measured.push(row),
                    Err(error) => failed.push(format!("{case}: {error}")),
                }
            }
        }
        let complete = measured.iter().filter(|rows| rows.len() == options.repeats);
        rows.extend(complete.filter_map(|rows| median(rows)));
    }
    Ok((rows, failed))
}

/// The rows, those together that are compared.
fn groups(options: &Options) -> Vec<Vec<Case>> {
    let mut groups = Vec::new();
    for payload in Payload::ALL {
        for concurrency in Case::CONCURRENCIES {
            let cases = Implementation::ALL.map(|implementation| Case {
                implementation,
                payload,
                concurrency,
            });
            groups.push(cases.into_iter().filter(|case| options.wants(case)).collect());
        }
    }
    groups
}

fn measure(case: Case, time: Duration, processors: (usize, usize)) -> Result<Row> {
    let Case { implementation, payload, concurrency } = case;
    let role = Role::Serve { implementation, concurrency };
    let mut server = Child::start(&role, processors.0)?;
    let address = server.address()?;
    let load = Load { payload, concurrency, time, address, server: server.pid() };
    let mut client = Child::start(&Role::Load { implementation, load }, processors.1)?;
    let [calls, p50, p99, cpu] = child::numbers(&client.expect(END)?)?;
    let resident_kib = machine::resident_kib(server.pid())?;
    let calls = float(calls);
    Ok(Row {
        case,
        rps: calls / time.as_secs_f64(),
        p50_us: float(p50) / 1e3,
        p99_us: float(p99) / 1e3,
        cpu_s_per_1k: float(cpu) / 1e9 / calls * 1e3,
        rss_mib: float(resident_kib) / 1024.0,
    })
}

#[allow(clippy::cast_precision_loss, reason = "far from 2^53")]
fn float(number: u64) -> f64 {
    number as f64
}

/// The median of each number: one process that is disturbed does not matter.
fn median(rows: &[Row]) -> Option<Row> {
    let of = |number: fn(&Row) -> f64| {
        let mut numbers: Vec<f64> = rows.iter().map(number).collect();
        numbers.sort_by(f64::total_cmp);
        numbers.get(numbers.len() / 2).copied()
    };
    Some(Row {
        case: rows.first()?.case,
        rps: of(|row| row.rps)?,
        p50_us: of(|row| row.p50_us)?,
        p99_us: of(|row| row.p99_us)?,
        cpu_s_per_1k: of(|row| row.cpu_s_per_1k)?,
        rss_mib: of(|row| row.rss_mib)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_number_has_a_median_of_its_own() {
        let case =
            Case { implementation: Implementation::Ours, payload: Payload::Small, concurrency: 1 };
        let row =
            |rps, p99_us| Row { case, rps, p50_us: 1.0, p99_us, cpu_s_per_1k: 1.0, rss_mib: 1.0 };
        let median = median(&[row(30.0, 5.0), row(10.0, 7.0), row(20.0, 6.0)]).unwrap();
        assert_eq!(
            (median.rps.to_bits(), median.p99_us.to_bits()),
            (20f64.to_bits(), 6f64.to_bits())
        );
    }
}
