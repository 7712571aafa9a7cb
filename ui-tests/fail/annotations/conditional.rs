//! Parts of an IDL that are there in some configurations only.

thrift::thrift! {
    struct Item { 1: i32 id } (rust.attr = "cfg(unix)")
    struct Field { 1: i32 id (rust.attr = "#[cfg(unix)]") }
    enum Color { RED = 1 (rust.attr = "cfg(unix)") }
    service Calls { void call() (rust.attr = "cfg(unix)") }

    struct Derived { 1: i32 id } (rust.attr = "cfg_attr(unix, derive(Copy))")
}

fn main() {
    let derived = Derived { id: 1 };
    let _ = (derived, derived);
}
