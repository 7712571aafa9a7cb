//! Field ids in an IDL: duplicate, zero, negative, too large, missing, of everything that has them.

thrift::thrift! {
    struct Structs {
        1: i32 first
        1: i32 again
        0: i32 zero
        -1: i32 negative
        32768: i32 large
        99999999999: i32 huge
        i32 missing
        2: i32 first
    }

    union Unions {
        1: i32 first
        1: i32 again
        0: i32 zero
        -1: i32 negative
        32768: i32 large
        2: i32 first
    }

    exception Exceptions {
        1: i32 first
        1: i32 again
        0: i32 zero
        -1: i32 negative
        32768: i32 large
    }

    exception Failed { 1: string message }

    service Calls {
        void arguments(1: i32 first, 1: i32 again, 0: i32 zero, -1: i32 negative, 32768: i32 large)
        void throwing() throws (
            1: Failed first,
            1: Exceptions again,
            0: Exceptions zero,
            -1: Exceptions negative,
            32768: Exceptions large,
        )
        void names(1: i32 it, 2: i32 it)
        void exceptions() throws (1: Failed it, 2: Exceptions it)
    }
}

fn main() {
    let _ = Structs { first: 1, ..Default::default() };
    let _ = Unions::First(1);
}
