//! What services cannot be.

use thrift::thrift;

thrift! {
    struct NotAnException { 1: i32 a }
    exception Failed { 1: string message }
    typedef NotAnException Alias

    service Calls {
        oneway void throwing() throws (1: Failed failed)
        void wrong_throws() throws (1: NotAnException failed)
        void alias() throws (1: Alias failed)
        void scalar() throws (1: i32 failed)
        void unknown() throws (1: Nobody failed)
        Nothing result()
        void argument(1: Nothing it)
        void twice()
        void twice()
        void default_value(1: i32 it = "one")
    }

    service Orphan extends Nobody { void f() }
    service Structural extends NotAnException { void f() }
    service Itself extends Itself { void f() }
    service First extends Second { void f() }
    service Second extends First { void g() }
    service Inheriting extends Calls { void twice() }
}

fn main() {}
