//! The bars that calls are to keep, and whether they do.

use super::find;
use crate::case::{Case, Implementation, Payload};
use crate::idle::Idle;
use crate::measure::Row;

/// Calls per second, to those of another implementation: with these calls in flight.
struct Throughput {
    payloads: &'static [Payload],
    concurrencies: &'static [usize],
    peer: Implementation,
    least: f64,
}

const ALL: &[Payload] = &Payload::ALL;
const SHORT: &[Payload] = &[Payload::Small, Payload::String];
const LONG: &[Payload] = &[Payload::Binary];
const ONE: &[usize] = &[1];
const MANY: &[usize] = &[64, 256];

const THROUGHPUT: [Throughput; 7] = [
    throughput(ALL, ONE, Implementation::Bare, 0.95),
    throughput(ALL, ONE, Implementation::Volo, 1.0),
    throughput(ALL, ONE, Implementation::Tonic, 1.0),
    throughput(ALL, ONE, Implementation::Tarpc, 1.0),
    throughput(SHORT, MANY, Implementation::Volo, 2.0),
    throughput(SHORT, MANY, Implementation::Tarpc, 1.1),
    throughput(LONG, MANY, Implementation::Volo, 1.0),
];

const fn throughput(
    payloads: &'static [Payload],
    concurrencies: &'static [usize],
    peer: Implementation,
    least: f64,
) -> Throughput {
    Throughput { payloads, concurrencies, peer, least }
}

/// The most of the server's processor that a call takes, to volo's.
const CPU_TO_VOLO: f64 = 0.6;

/// The most that a connection without calls takes of the server's memory.
const KIB_PER_CONNECTION: f64 = 8.0;

/// Prints each bar, and returns how many are missed.
#[must_use]
pub fn print(rows: &[Row], idle: Option<&Idle>) -> usize {
    println!("\nBars, as ratios in the same run");
    let mut verdicts = Verdicts::default();
    for ours in rows.iter().filter(|row| row.case.implementation == Implementation::Ours) {
        for bar in &THROUGHPUT {
            calls_per_second(rows, ours, bar, &mut verdicts);
        }
        latency(rows, ours, &mut verdicts);
        cpu(rows, ours, &mut verdicts);
    }
    if let Some(idle) = idle {
        let (connections, each) = (idle.connections, idle.kib_each());
        let text = format!("{connections} idle connections: {each:.2} KiB of memory each");
        verdicts.say(each <= KIB_PER_CONNECTION, &text, &format!("≤ {KIB_PER_CONNECTION}"));
    }
    println!("{} of {} bars missed", verdicts.missed, verdicts.all);
    verdicts.missed
}

#[derive(Debug, Default)]
struct Verdicts {
    all: usize,
    missed: usize,
}

impl Verdicts {
    fn say(&mut self, met: bool, text: &str, bar: &str) {
        self.all += 1;
        self.missed += usize::from(!met);
        println!("  {:<7} {text}, {bar}", if met { "met" } else { "missed" });
    }
}

fn calls_per_second(rows: &[Row], ours: &Row, bar: &Throughput, verdicts: &mut Verdicts) {
    let Case { payload, concurrency, .. } = ours.case;
    if !bar.payloads.contains(&payload) || !bar.concurrencies.contains(&concurrency) {
        return;
    }
    let Some(peer) = find(rows, payload, concurrency, bar.peer) else { return };
    let ratio = ours.rps / peer.rps;
    let text = format!("{}: {ratio:.2} of {}'s calls per second", ours.name(), bar.peer.name());
    verdicts.say(ratio >= bar.least, &text, &format!("≥ {}", bar.least));
}

/// tarpc sends many calls in one write too, and its slowest ones are the faster for it.
fn latency(rows: &[Row], ours: &Row, verdicts: &mut Verdicts) {
    let Case { payload, concurrency, .. } = ours.case;
    if !SHORT.contains(&payload) || !MANY.contains(&concurrency) {
        return;
    }
    let Some(peer) = find(rows, payload, concurrency, Implementation::Tarpc) else { return };
    let ratio = ours.p99_us / peer.p99_us;
    verdicts.say(ratio <= 1.0, &format!("{}: {ratio:.2} of tarpc's p99", ours.name()), "≤ 1");
}

/// With what bare frames take beside it: there are rows where they miss the bar themselves, since the
/// system takes most of the time, for everybody.
fn cpu(rows: &[Row], ours: &Row, verdicts: &mut Verdicts) {
    let Case { payload, concurrency, .. } = ours.case;
    let find = |implementation| find(rows, payload, concurrency, implementation);
    let Some(volo) = find(Implementation::Volo) else { return };
    let ratio = |row: &Row| row.cpu_s_per_1k / volo.cpu_s_per_1k;
    let bare = find(Implementation::Bare)
        .map_or(String::new(), |bare| format!(" (bare frames: {:.2})", ratio(bare)));
    let ours_to_volo = ratio(ours);
    let text = format!("{}: {ours_to_volo:.2} of volo's server CPU{bare}", ours.name());
    verdicts.say(ours_to_volo <= CPU_TO_VOLO, &text, &format!("≤ {CPU_TO_VOLO}"));
}

impl Row {
    /// The row, without who was measured.
    fn name(&self) -> String {
        format!("{}, {} in flight", self.case.payload, self.case.concurrency)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(implementation: Implementation, payload: Payload, numbers: [f64; 3]) -> Row {
        let [rps, p99_us, cpu_s_per_1k] = numbers;
        let case = Case { implementation, payload, concurrency: 64 };
        Row { case, rps, p50_us: 1.0, p99_us, cpu_s_per_1k, rss_mib: 1.0 }
    }

    #[test]
    fn each_bar_is_met_or_missed_by_its_own_number() {
        let volo = row(Implementation::Volo, Payload::Small, [100.0, 9.0, 10.0]);
        let tarpc = row(Implementation::Tarpc, Payload::Small, [180.0, 5.0, 5.0]);
        for (ours, missed) in [
            ([200.0, 5.0, 6.0], 0),
            ([199.0, 5.0, 6.0], 1),
            ([200.0, 5.1, 6.0], 1),
            ([200.0, 5.0, 6.1], 1),
            ([190.0, 5.1, 6.1], 4),
        ] {
            let ours = row(Implementation::Ours, Payload::Small, ours);
            assert_eq!(print(&[ours, volo, tarpc], None), missed, "{ours:?}");
        }
    }

    #[test]
    fn long_calls_are_compared_with_volo_alone() {
        let volo = row(Implementation::Volo, Payload::Binary, [100.0, 9.0, 10.0]);
        let tarpc = row(Implementation::Tarpc, Payload::Binary, [900.0, 1.0, 1.0]);
        let ours = row(Implementation::Ours, Payload::Binary, [100.0, 9.0, 6.0]);
        assert_eq!(print(&[ours, volo, tarpc], None), 0);
        let slower = row(Implementation::Ours, Payload::Binary, [99.0, 9.0, 6.0]);
        assert_eq!(print(&[slower, volo, tarpc], None), 1);
    }

    #[test]
    fn idle_connections_have_a_bar() {
        for (kib, missed) in [(8, 0), (9, 1)] {
            let idle = Idle { connections: 1000, before_kib: 4000, after_kib: 4000 + 1000 * kib };
            assert_eq!(print(&[], Some(&idle)), missed);
        }
    }
}
