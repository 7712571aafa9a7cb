//! What is sent: the same in every run, and for every implementation.

use bytes::Bytes;

/// The fields of an order, for the type that each implementation has for it.
pub const ID: i32 = 123_456;
pub const CUSTOMER: &str = "Ada, Countess of";
pub const GIFT: bool = true;
pub const PLACED: i64 = 9_876_543_210_123;
pub const TOTAL: f64 = 1815.1210;

const TEXT: usize = 1024;
const BLOB: usize = 64 * 1024;

/// Letters, digits and the like.
#[must_use]
pub fn text() -> String {
    ('!'..='~').cycle().take(TEXT).collect()
}

/// Bytes of any value.
#[must_use]
pub fn blob() -> Bytes {
    (0..=u8::MAX).cycle().take(BLOB).collect()
}
