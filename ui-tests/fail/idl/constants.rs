//! Constants and defaults that are out of range, or of another type.

thrift::thrift! {
    enum Color { RED = 1, GREEN = 2 }
    enum Shade { RED = 1 }
    struct Point { 1: required i32 x, 2: i32 y }
    union Choice { 1: i32 number, 2: string word }

    const i8 BYTE = 128
    const i8 NEGATIVE = -129
    const i16 SHORT = 32768
    const i32 INTEGER = 2147483648
    const i64 LONG = 9223372036854775808
    const bool FLAG = 2
    const bool TEXT = "true"
    const i32 WORD = "one"
    const i32 FLOAT = 1.5
    const string NUMBER = 1
    const double QUOTED = "1.5"
    const binary BYTES = 1
    const list<i32> ELEMENT = [1, "two", 3]
    const set<i8> RANGE = [1, 200]
    const map<string, i32> KEY = {1: 1}
    const map<string, i32> VALUE = {"a": "b"}
    const list<i32> SCALAR = 1
    const Color MISSING = Color.BLUE
    const Color OUTSIDE = 9
    const Color OTHER = Shade.RED
    const Point FIELD = {"z": 1}
    const Point TYPE = {"x": "one"}
    const Choice BOTH = {"number": 1, "word": "one"}
    const Choice NEITHER = {"nothing": 1}
    const i32 NAME = NOWHERE
    const i32 CYCLE = CYCLIC
    const i32 CYCLIC = CYCLE
    const Nowhere UNKNOWN = 1

    struct Defaults {
        1: i8 byte = 128
        2: bool flag = "yes"
        3: string text = 5
        4: Color color = Color.BLUE
        5: list<string> names = ["a", 1]
        6: Point point = {"x": 1, "w": 2}
        7: i32 name = NOWHERE
    }

    service Calls { void call(1: i8 it = 300) }
}

fn main() {}
