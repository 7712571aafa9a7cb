//! Types without a finite value, and types of themselves.

thrift::thrift! {
    struct Direct { 1: required Direct inner }

    struct Left { 1: required Right right }
    struct Right { 1: required Left left }

    struct Aliased { 1: required Alias inner }
    typedef Aliased Alias

    exception Failed { 1: required Failed cause }

    typedef Loop Circle
    typedef Circle Loop

    /** Fine: something on the way may be absent, or empty. */
    struct Optional { 1: optional Optional inner }
    struct Listed { 1: required list<Listed> inner }
    struct Unqualified { 1: Unqualified inner }
}

fn main() {
    let _ = (Optional::default(), Listed::default(), Unqualified::default());
}
