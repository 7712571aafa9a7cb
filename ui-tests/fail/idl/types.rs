//! Types that are none in Thrift.

thrift::thrift! {
    struct Rust {
        1: u32 unsigned
        2: usize size
        3: f64 float
        4: String text
        5: Vec<i32> vector
        6: i32 Option
        7: [i32] slice
        8: (i32, i32) pair
        9: &str reference
        10: list<i32, i32> two
        11: map<i32> one
        12: list bare
        13: void nothing
        14: list<void> nothings
        15: Calls service
        16: LIMIT constant
        17: str short
        18: int number
        19: required optional i32 both
        20: i32
    }

    const i32 LIMIT = 1
    service Calls {}

    struct Generic<T> { 1: T it }
    enum Empty {}
    enum Values { A = "one", B = 2147483648, C = -2147483649, D = 1.5 }
    enum Payload { A(i32) }
}

fn main() {
    let _ = LIMIT;
}
