//! The two programs of the cross-language test contract, with each other and with bad company.

#![expect(clippy::unwrap_used, reason = "a test fails where it is surprised")]

mod contract;
mod features;
mod found_out;
mod matrix;
mod support;
