//! Several mistakes in one block: each is reported under its own token, and what is right is
//! usable.

use thrift::thrift;

thrift! {
    struct Broken { 1: i32 }

    struct Twice { 1: i32 x, 1: i32 y }

    struct Unknown { 1: i32 known, 2: Nonsense field }

    struct Good { 1: i32 id, 2: strin name, 3: string email }

    enum Color { RED = 1, RED = 2 }

    struct TooLarge { 70000: i32 x }
}

fn main() {
    let _ = Good { id: 1, email: String::new(), ..Default::default() };
    let _ = Twice { x: 1 };
    let _ = Color::RED;
}
