//! Types in the signatures of methods that are something else on the wire than the IDL says.

thrift::thrift! {
    service Calls {
        void argument(1: i32 it (rust.type = "i64"))
        i32 (rust.type = "i64") result()
        void inside(1: list<i32 (rust.type = "i64")> it)
    }
}

fn main() {}
