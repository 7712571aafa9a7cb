//! What services cannot be.

use thrift::thrift;

thrift! {
    struct NotAnException { 1: i32 a }
    exception Failed { 1: string message }

    service Calls {
        oneway void throwing() throws (1: Failed failed)
        void wrong_throws() throws (1: NotAnException failed)
        void twice()
        void twice()
    }

    service Orphan extends Nobody { void f() }
}

fn main() {}
