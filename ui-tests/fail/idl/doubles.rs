//! A `double` has no order: one error each, whatever uses the type.

mod idl {
    thrift::thrift! {
        struct Holder { 1: double d }
        struct Keys { 1: set<double> a, 2: map<Holder, i32> b }
        service Calls { set<list<double>> call(1: map<double, i32> a) }
    }
}

fn main() {
    let _ = idl::Keys::default();
}
