//! What is shown of the measurements.

pub mod bars;
pub mod chart;
mod compare;
pub mod json;
pub mod table;

/// What is the same for all rows, and has to be known to read them.
const ABOUT: &str = "\
Nanoseconds of one operation in the best of many batches, taken in turns; fewer are better. The
ratio is ours to the fastest peer beside it: for decode_owned the fastest that allocates its
strings, for decode_shared the fastest of any kind, for decode_borrowed the fastest owned one.
Every implementation was seen to write the same bytes, save that pilota has hash maps, whose order
in 2-nested is not ours: there the decoded values were compared.

Left out, for all payloads:
  pilota's binary_unsafe: whoever calls it has to write `unsafe`
  pilota skipping Compact: it panics
  arrow-rs's macros: the crate parquet does not export them
  fbthrift: what is on crates.io has no code generator";

/// Prints what has no row, and why.
pub fn print_notes(notes: &[String]) {
    println!("\n{ABOUT}");
    for note in notes {
        println!("  {note}");
    }
}
