//! What stands between clients and handlers: functions, observers, spans, layers of tower, and streams
//! that fail.

#![expect(clippy::unwrap_used, reason = "a test fails where it is surprised")]

mod balance;
mod connected;
mod faults;
mod intercept;
mod metrics;
mod observe;
mod support;
mod tower;
mod tracing;
mod udp;
