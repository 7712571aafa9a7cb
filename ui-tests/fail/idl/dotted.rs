//! Values of enums that have dots: two become one name in Rust.

thrift::thrift! {
    enum Color { red.dark = 3, red_dark = 4, blue.dark }
}

fn main() {}
