//! What is shown of the measurements.

pub mod bars;
pub mod json;
pub mod table;

use crate::case::{Case, Implementation, Payload};
use crate::measure::Row;

/// The row of an implementation, with the same payload and as many calls in flight.
fn find(
    rows: &[Row],
    payload: Payload,
    concurrency: usize,
    implementation: Implementation,
) -> Option<&Row> {
    let case = Case { implementation, payload, concurrency };
    rows.iter().find(|row| row.case == case)
}
