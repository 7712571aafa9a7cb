//! Types of Rust that are something else on the wire than the IDL says, or nothing.

mod wire {
    thrift::thrift! {
        struct Containers {
            1: set<i32> numbers (rust.type = "Vec"),
            2: list<i32> unique (rust.type = "HashSet"),
            3: map<i32, i32> table (rust.type = "VecDeque"),
            4: list<set<i32> (rust.type = "Vec")> nested,
        }
        struct Scalars {
            1: i32 wide (rust.type = "i64"),
            2: string number (rust.type = "i32"),
            3: i64 text (rust.type = "Bytes"),
        }
        typedef set<string> Tags (rust.type = "Vec")
        union Choice { 1: i32 wide (rust.type = "i16") }
    }
}

mod none {
    use std::time::Duration;

    thrift::thrift! {
        struct Unsigned { 1: i32 flags (rust.type = "u32") }
        struct Foreign { 1: i64 timeout (rust.type = "Duration") }
        struct Missing { 1: i64 id (rust.type = "NoSuchType") }
    }
}

mod adapters {
    use std::time::Duration;

    pub mod millis {
        use std::time::Duration;

        pub fn to_wire(value: &Duration) -> i64 {
            value.as_millis() as i64
        }

        pub fn from_wire(wire: i64) -> thrift::Result<Duration> {
            Ok(Duration::from_millis(wire.unsigned_abs()))
        }
    }

    thrift::thrift! {
        struct Width { 1: i32 timeout (rust.type = "Duration", rust.with = "millis") }
        struct Value { 1: i64 timeout (rust.type = "u8", rust.with = "millis") }
        struct NoType { 1: i64 timeout (rust.with = "millis") }
        struct Missing { 1: i64 timeout (rust.with = "nowhere") }
    }
}

mod defaults {
    #[derive(Clone, Debug, PartialEq)]
    pub struct Id(i64);

    thrift::thrift! {
        struct NoDefault { 1: required i64 id = 3 (rust.type = "Id") }
    }
}

mod derives {
    thrift::thrift! {
        struct Floats { 1: double x } (rust.derive = "Eq")
        struct Twice { 1: i32 x } (rust.derive = "Clone")
        enum Number { A = 1 } (rust.derive = "Eq")
        struct Missing { 1: i32 x } (rust.derive = "no::Such")
        struct Attribute { 1: i32 x } (rust.attr = "no_such_attribute")
    }
}

fn main() {}
