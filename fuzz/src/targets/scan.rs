//! The end of a message is found however its bytes arrive, and where reading finds it:
//! `cargo +nightly fuzz run scan`

use thrift::fuzzing::check_scan;

pub fn check(input: (u8, u8, u8, &[u8])) {
    let (one, two, three, bytes) = input;
    check_scan(bytes, &[one.into(), two.into(), three.into()]);
}
