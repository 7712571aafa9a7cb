//! Which peer a row of ours is to be beside.

use crate::case::{MEMCPY, OURS, Op};
use crate::measure::Row;

impl Row {
    /// As the key of the case that it was measured of.
    #[must_use]
    pub fn key(&self) -> String {
        format!("{}/{}/{}/{}", self.payload, self.op, self.protocol, self.implementation)
    }

    /// Whether a peer was measured.
    #[must_use]
    pub fn is_peer(&self) -> bool {
        self.implementation != OURS && self.implementation != MEMCPY
    }
}

/// The operations of peers that an operation of ours is compared with.
fn rivals(op: Op) -> &'static [Op] {
    match op {
        Op::Encode => &[Op::Encode],
        Op::EncodeNew => &[Op::EncodeNew],
        Op::DecodeShared => &[Op::DecodeOwned, Op::DecodeShared],
        Op::DecodeOwned | Op::DecodeBorrowed => &[Op::DecodeOwned],
        Op::Project => &[Op::Project],
        Op::Skip => &[Op::Skip],
    }
}

/// The peers that did the same on the same bytes, the fastest first.
pub(super) fn peers<'a>(rows: &'a [Row], ours: &Row) -> Vec<&'a Row> {
    let mut peers: Vec<&Row> = rows
        .iter()
        .filter(|row| row.is_peer() && row.payload == ours.payload)
        .filter(|row| row.protocol == ours.protocol && rivals(ours.op).contains(&row.op))
        .collect();
    peers.sort_by(|left, right| left.ns.total_cmp(&right.ns));
    peers
}

/// What copying the encoded value took.
pub(super) fn memcpy<'a>(rows: &'a [Row], ours: &Row) -> Option<&'a Row> {
    rows.iter().find(|row| {
        row.implementation == MEMCPY
            && (row.payload, row.protocol) == (ours.payload, ours.protocol)
            && row.op == if ours.op == Op::EncodeNew { Op::EncodeNew } else { Op::Encode }
    })
}
