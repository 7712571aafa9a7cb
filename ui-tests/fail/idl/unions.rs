//! Values of unions: one that is empty in Thrift has no form in Rust.

thrift::thrift! {
    union Choice { 1: i32 number, 2: string word }

    const Choice NONE = {}
    const list<Choice> SOME = [{"number": 1}, {}]

    struct Form { 1: Choice choice = {} }
}

fn main() {}
