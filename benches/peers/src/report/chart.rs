//! A chart for the documentation: for each payload the time of ours beside that of the fastest
//! peer, in a panel for each operation and protocol.

use std::fmt::Write;

use super::compare;
use crate::case::{OURS, Op, Protocol};
use crate::measure::Row;

const PANELS: [(Op, &str); 4] = [
    (Op::Encode, "Encoding into a buffer that is used again"),
    (Op::DecodeOwned, "Decoding into owned types, beside peers that allocate strings"),
    (Op::DecodeShared, "Decoding into shared strings, beside all peers"),
    (Op::DecodeBorrowed, "Decoding into borrowed strings, beside owned types of peers"),
];

const WIDTH: f64 = 960.0;
const LABEL: f64 = 190.0;
const LINE: f64 = 20.0;
/// The width of a bar that takes as long as the fastest peer.
const UNIT: f64 = 330.0;
/// Bars end here, however slow ours is.
const MOST: f64 = 1.6;

/// The chart as SVG.
#[must_use]
pub fn svg(rows: &[Row]) -> String {
    let mut body = String::new();
    let mut y = 30.0;
    for protocol in [Protocol::Binary, Protocol::Compact] {
        for (op, title) in PANELS {
            panel(&mut body, &mut y, rows, (protocol, op, title));
        }
    }
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {y}\" \
         font-family=\"sans-serif\" font-size=\"12\">\n\
         <rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n{body}</svg>\n"
    )
}

fn panel(body: &mut String, y: &mut f64, rows: &[Row], panel: (Protocol, Op, &str)) {
    let (protocol, op, title) = panel;
    let meant = |row: &&Row| row.implementation == OURS && (row.protocol, row.op) == (protocol, op);
    let pairs: Vec<(&Row, &Row)> = rows
        .iter()
        .filter(meant)
        .filter_map(|ours| Some((ours, *compare::peers(rows, ours).first()?)))
        .collect();
    if pairs.is_empty() {
        return;
    }
    let name = protocol.to_string();
    text(body, 10.0, *y, &format!("{title} ({name}): the fastest peer is the line"), true);
    let top = *y + 6.0;
    for (ours, peer) in pairs {
        *y += LINE;
        bar(body, *y, ours, peer);
    }
    let x = LABEL + UNIT;
    let bottom = *y + 6.0;
    // Writing to a string cannot fail, here and below.
    let _ = writeln!(
        body,
        "<line x1=\"{x}\" y1=\"{top}\" x2=\"{x}\" y2=\"{bottom}\" stroke=\"#444\"/>"
    );
    *y += 2.0 * LINE;
}

fn bar(body: &mut String, y: f64, ours: &Row, peer: &Row) {
    let ratio = ours.ns / peer.ns;
    let width = UNIT * ratio.min(MOST);
    let fill = if ratio <= 1.0 { "#2a7f62" } else { "#c0562f" };
    let top = y - 12.0;
    text(body, 10.0, y, ours.payload, false);
    let _ = writeln!(
        body,
        "<rect x=\"{LABEL}\" y=\"{top}\" width=\"{width:.1}\" height=\"15\" fill=\"{fill}\"/>"
    );
    let times =
        format!("{ratio:.2} = {} / {} {}", time(ours.ns), time(peer.ns), peer.implementation);
    text(body, LABEL + UNIT * MOST + 8.0, y, &times, false);
}

fn text(body: &mut String, x: f64, y: f64, text: &str, bold: bool) {
    let weight = if bold { " font-weight=\"bold\"" } else { "" };
    let _ = writeln!(body, "<text x=\"{x:.1}\" y=\"{y}\"{weight}>{text}</text>");
}

/// A few digits with a unit.
fn time(ns: f64) -> String {
    match ns {
        _ if ns < 1e3 => format!("{} ns", digits(ns)),
        _ if ns < 1e6 => format!("{} µs", digits(ns / 1e3)),
        _ => format!("{} ms", digits(ns / 1e6)),
    }
}

fn digits(value: f64) -> String {
    if value < 10.0 { format!("{value:.1}") } else { format!("{value:.0}") }
}
