//! `#![crate = …]` without a path, and another attribute; a comment is none.

mod no_path {
    thrift::thrift! { #![crate = ] struct A {} }
}

mod no_crate {
    thrift::thrift! { #![crat = ::thrift] struct A {} }
}

mod comment {
    thrift::thrift! {
        //! Not a mistake.
        struct A {}
    }
}

fn main() {
    let _ = comment::A {};
}
