//! Names that are different in Thrift and the same in Rust.

use thrift::thrift;

thrift! {
    struct Names { 1: i32 fooBar, 2: i32 foo_bar }
    struct user_profile { 1: i32 id }
    struct UserProfile { 1: i32 id }
    union Choice { 1: i32 unknown, 2: i32 unknownField }
}

fn main() {}
