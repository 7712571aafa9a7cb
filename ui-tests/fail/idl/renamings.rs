//! Names that Rust cannot have, and names that meet in one name space of Rust.

mod invalid {
    thrift::thrift! {
        struct Spaced { 1: i32 x (rust.name = "1x") } (rust.name = "a b")
        const Spaced SPACED = {}
        service Calls { void call(1: i32 x (rust.name = "")) (rust.name = "y.z") }
    }
}

mod unknown {
    thrift::thrift! {
        struct Typed { 1: list<i32 (rust.type = "u8")> x (cpp.type = "fine") } (rust.nmae = "T")
        typedef string Text (rust.name = "Words")
    }

    pub fn words() -> Words {
        Typed::default();
        Words::new()
    }
}

mod values {
    thrift::thrift! {
        enum A { X = 1 }
        const i32 a = 1
        const i32 fooBar = 1
        const i32 foo_bar = 2
    }
}

mod arguments {
    thrift::thrift! {
        service Base { void f(1: i32 self, 2: i32 Self) }
        service Child extends Base {}
    }
}

mod files {
    thrift::include_thrift!("files/same.thrift");
}

fn main() {}
