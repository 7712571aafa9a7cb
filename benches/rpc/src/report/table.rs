//! A table for each payload and number of calls in flight.

use crate::case::Implementation;
use crate::measure::Row;

/// What has to be known to read the table.
const ABOUT: &str = "\
Client and server each have a process and a processor of their own. `rps` are calls per second, `of
bare` is their ratio to frames that come back as they are, over a connection for each call in
flight; `p50` and `p99` are latencies; `CPU` is what 1,000 calls take of the server's processor;
`RSS` is the server's memory. All numbers are medians of repeats.";

/// Prints the rows.
pub fn print(rows: &[Row]) {
    println!("{ABOUT}");
    let mut group = None;
    for row in rows {
        let this = (row.case.payload, row.case.concurrency);
        if group.replace(this) != Some(this) {
            println!("\n{}, {} in flight", row.case.payload, row.case.concurrency);
            println!(
                "  {:<8}{:>10}{:>9}{:>10}{:>10}{:>11}{:>10}",
                "", "rps", "of bare", "p50, µs", "p99, µs", "CPU, ms", "RSS, MiB"
            );
        }
        line(rows, row);
    }
}

fn line(rows: &[Row], row: &Row) {
    let bare = super::find(rows, row.case.payload, row.case.concurrency, Implementation::Bare);
    let ratio = bare.map_or("-".to_owned(), |bare| format!("{:.2}", row.rps / bare.rps));
    println!(
        "  {:<8}{:>10.0}{ratio:>9}{:>10.0}{:>10.0}{:>11.2}{:>10.1}",
        row.case.implementation.name(),
        row.rps,
        row.p50_us,
        row.p99_us,
        row.cpu_s_per_1k * 1e3,
        row.rss_mib
    );
}
