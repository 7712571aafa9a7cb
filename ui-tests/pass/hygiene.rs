//! Without a prelude, under another name of the crate, with types named like those of Rust.

#![no_implicit_prelude]
#![deny(warnings)]
#![allow(dead_code)]

extern crate thrift as renamed;

::renamed::thrift! {
    #![crate = ::renamed]

    enum Option { None = 0, Some = 1 }

    struct Result { 1: required Option Ok, 2: string self, 3: list<Vec> Err, 4: i32 __out, 5: i32 __fields }

    struct Vec { 1: i32 async, 2: i32 r, 3: string String, 4: optional Box Send }

    union Box { 1: i32 Default, 2: string Clone }

    exception Error { 1: string Display, 2: map<string, set<i64>> __input }

    const list<string> String = ["a"]

    const map<string, Vec> Map = {"a": {"r": 2}}

    const set<i32> Set = [1]

    service Sync {
        Result fn(1: Option type, 2: Vec value) throws (1: Error dyn)
        oneway void loop()
    }
}

fn main() {
    let value = Vec { r#async: 1, ..::std::default::Default::default() };
    let bytes = ::renamed::binary::to_vec(&value).unwrap();
    let read: Vec = ::renamed::binary::from_slice(&bytes).unwrap();
    ::std::assert_eq!(read, value);
    ::std::assert_eq!(MAP["a"].r, 2);
    ::std::assert!(STRING.len() == SET.len());
}
