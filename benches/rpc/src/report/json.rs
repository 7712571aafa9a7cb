//! The rows for other programs.

use crate::idle::Idle;
use crate::measure::Row;

/// An array of objects. The one of idle connections has a payload that no other has, and `null` for
/// what it does not measure.
#[must_use]
pub fn text(rows: &[Row], idle: Option<&Idle>) -> String {
    let objects: Vec<String> = rows.iter().map(row).chain(idle.map(idle_row)).collect();
    format!("[\n{}\n]\n", objects.join(",\n"))
}

// No name has a character that JSON would escape.
fn row(row: &Row) -> String {
    format!(
        r#"  {{"impl": "{}", "payload": "{}", "concurrency": {}, "rps": {:.1}, "p50_us": {:.1}, "p99_us": {:.1}, "cpu_s_per_1k": {:.6}, "rss_mib": {:.2}}}"#,
        row.case.implementation.name(),
        row.case.payload.name(),
        row.case.concurrency,
        row.rps,
        row.p50_us,
        row.p99_us,
        row.cpu_s_per_1k,
        row.rss_mib
    )
}

#[allow(clippy::cast_precision_loss, reason = "far from 2^53")]
fn idle_row(idle: &Idle) -> String {
    format!(
        r#"  {{"impl": "ours", "payload": "idle", "concurrency": {}, "rps": null, "p50_us": null, "p99_us": null, "cpu_s_per_1k": null, "rss_mib": {:.2}, "kib_per_connection": {:.3}}}"#,
        idle.connections,
        idle.after_kib as f64 / 1024.0,
        idle.kib_each()
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::{Case, Implementation, Payload};

    #[test]
    fn rows_are_objects() {
        let case = Case {
            implementation: Implementation::Volo,
            payload: Payload::String,
            concurrency: 64,
        };
        let row = Row {
            case,
            rps: 161_000.04,
            p50_us: 390.0,
            p99_us: 502.25,
            cpu_s_per_1k: 0.0056,
            rss_mib: 9.5,
        };
        let idle = Idle { connections: 1000, before_kib: 5000, after_kib: 9096 };
        let expected = r#"[
  {"impl": "volo", "payload": "string", "concurrency": 64, "rps": 161000.0, "p50_us": 390.0, "p99_us": 502.2, "cpu_s_per_1k": 0.005600, "rss_mib": 9.50},
  {"impl": "ours", "payload": "idle", "concurrency": 1000, "rps": null, "p50_us": null, "p99_us": null, "cpu_s_per_1k": null, "rss_mib": 8.88, "kib_per_connection": 4.096}
]
"#;
        assert_eq!(text(&[row], Some(&idle)), expected);
    }
}
