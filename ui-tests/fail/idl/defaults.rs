//! Defaults that hold themselves.

use thrift::thrift;

thrift! {
    struct Direct { 1: Direct inner = {} }

    struct There { 1: list<Back> back = [{}] }
    struct Back { 1: There there }

    /** Fine: the inner one has all its fields. */
    struct Closed { 1: i32 value, 2: list<Closed> more = [{"value": 1, "more": []}] }
}

fn main() {
    assert_eq!(Closed::default().more[0].value, 1);
}
