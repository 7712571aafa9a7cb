//! What the names and annotations of a file become in Rust, and whether it can, is told with its place.

mod file {
    thrift::include_thrift!("files/renamed.thrift");
}

mod raw {
    thrift::thrift!(
        r#"
        struct Misspelt { 1: i32 x (rust.nmae = "y") }
        union Twice { 1: i32 foo, 2: i32 FOO }
    "#
    );
}

mod block {
    thrift::thrift! { include "files/renamed.thrift" }
}

fn main() {
    let _ = file::Misspelt { x: 1 };
    let _ = raw::Misspelt { x: 1 };
}
