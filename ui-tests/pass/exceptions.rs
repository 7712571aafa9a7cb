//! The texts of exceptions, and exceptions that are thrown by two names.

#![deny(warnings)]

mod idl {
    thrift::thrift! {
        typedef string Text
        enum Reason { NONE = 0, BUSY = 1 }
        struct Details { 1: i32 code }

        exception Plain { 1: Text message }
        exception Maybe { 1: optional string message }
        exception Enumerated { 1: Reason message }
        exception Bytes { 1: binary message }
        exception Lines { 1: list<string> message }
        exception Structured { 1: optional Details message }

        typedef Plain Alias

        service Throwing { void call() throws (1: Plain first, 2: Alias second) }
    }
}

use idl::{Bytes, Enumerated, Lines, Maybe, Plain, Reason, Structured};

fn main() {
    assert_eq!(Plain { message: "a".into() }.to_string(), "a");
    assert_eq!(Maybe { message: Some("b".into()) }.to_string(), "b");
    assert_eq!(Maybe::default().to_string(), "Maybe { message: None }");
    assert_eq!(Enumerated { message: Reason::BUSY }.to_string(), "BUSY");
    assert_eq!(Bytes::default().to_string(), "Bytes { message: b\"\" }");
    assert_eq!(Lines::default().to_string(), "Lines { message: [] }");
    assert_eq!(Structured::default().to_string(), "Structured { message: None }");

    let error = idl::throwing::CallError::from(Plain { message: "c".into() });
    assert!(matches!(error, idl::throwing::CallError::First(_)));
}
