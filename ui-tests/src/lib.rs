//! The tests of this package are in `fail/` and `pass/`; `tests/ui.rs` runs them.
#![forbid(unsafe_code)]
