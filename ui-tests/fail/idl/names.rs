//! Names that are different in Thrift and the same in Rust.

mod fields {
    thrift::thrift! {
        struct Names { 1: i32 fooBar, 2: i32 foo_bar, 3: i32 FooBar }
        struct Renamed { 1: i32 a, 2: i32 b (rust.name = "a") }
        struct Keywords { 1: i32 self, 2: i32 self_ }
        struct Kept { 1: i32 unknownFields } (rust.unknown_fields = "keep")
        union Choice { 1: i32 unknown, 2: i32 unknownField }
        union Members { 1: i32 a_b, 2: i32 AB }
        exception Failed { 1: string Message, 2: string message }
    }
}

mod types {
    thrift::thrift! {
        struct user_profile { 1: i32 id }
        struct UserProfile { 1: i32 id }
        union userProfile { 1: i32 id }
        enum user_Profile { A = 1 }
        typedef i32 USER_PROFILE
        exception User_profile {}
        struct Account { 1: i32 id } (rust.name = "UserProfile")
        service USerProfile {}
    }
}

mod enums {
    thrift::thrift! {
        enum Values { A = 1, a = 2, B = 3 (rust.name = "A") }
        enum Dots { red.dark = 1, red_dark = 2 }
    }
}

mod services {
    thrift::thrift! {
        exception Failed { 1: string message }
        exception Broken { 1: string message }

        service Methods {
            void getUser()
            void get_user()
            void GetUser()
            void other() (rust.name = "get_user")
            void arguments(1: i32 fooBar, 2: i32 foo_bar)
            void thrown() throws (1: Failed oneThing, 2: Broken one_thing)
            void reserved() throws (1: Failed thrift)
        }
        struct MethodsClient { 1: i32 id }
        struct MethodsServer { 1: i32 id }
        struct MethodsBlockingClient { 1: i32 id }
        struct MethodsMock { 1: i32 id }
        struct Other { 1: i32 id } (rust.name = "methods")
        service Parent { void fooBar() }
        service Child extends Parent { void foo_bar() }
    }
}

mod constants {
    thrift::thrift! {
        const i32 fooBar = 1
        const i32 foo_bar = 2
        const i32 FOO_BAR = 3
        enum LIMIT { A = 1 }
    }
}

mod modules {
    thrift::thrift! {
        include "files/a/item.thrift"
        exception Failed { 1: string message }
        service item { void call() throws (1: Failed failed) }
    }
}

fn main() {
    let _ = fields::Names { foo_bar: 1 };
    let _ = types::UserProfile { id: 1 };
}
