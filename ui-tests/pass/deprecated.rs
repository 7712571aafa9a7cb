//! What is deprecated warns where it is used, and not where it is declared.

#![deny(warnings)]

pub mod idl {
    thrift::thrift! {
        struct Old { 1: i32 x, 2: i32 y (deprecated = "no y"), 3: Color c = Color.A } (deprecated)
        union Either { 1: i32 a (deprecated), 2: Old b } (deprecated)
        exception Failed { 1: string message (deprecated) } (deprecated)
        enum Color { A = 1 (deprecated), B } (deprecated)
        typedef Old Alias (deprecated)
        const Old OLD = {"x": 1}
        const map<Color, Alias> MAP = {Color.A: {}}
        struct Uses { 1: Old old, 2: list<Alias> many, 3: optional Either either }
        service Base { Old get(1: Color c = Color.A) throws (1: Failed f) (deprecated) } (deprecated)
        service Child extends Base { Alias other(1: Either e) (deprecated) }
    }
}

fn main() {
    assert_eq!(idl::Uses::default().many.len(), 0);
}
