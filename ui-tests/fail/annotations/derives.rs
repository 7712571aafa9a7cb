//! What a derive asks of a field is said at its type.

use thrift::thrift;

thrift! {
    struct Measures {
        1: double length
        2: optional list<double> widths
        3: map<string, Depth> depths
    } (rust.derive = "Eq")

    union Amount {
        1: i64 count
        2: double weight
    } (rust.derive = "Hash")

    struct Depth {
        1: i32 metres
    } (rust.derive = "Missing")
}

fn main() {}
