//! Values that other compilers read as something else than what is written: in a macro, which
//! has no warnings, these are errors.

thrift::thrift! {
    union Choice { 1: i32 number, 2: string word }
    typedef i32 Count

    const Choice NONE = {}
    const list<Choice> SOME = [{"number": 1}, {}]
    const list<i32> NUMBERS = {1: 2}
    const map<string, i32> COUNTS = ["tea"]
    const double LARGE = 1e400
    const Count COUNT = "one"
}

fn main() {}
