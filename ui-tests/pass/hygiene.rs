//! Without a prelude, under another name of the crate, with types named like those of Rust.

#![no_implicit_prelude]
#![deny(warnings)]
#![allow(dead_code, non_camel_case_types)]
#![allow(clippy::all, clippy::pedantic, clippy::unwrap_used)]

extern crate thrift as renamed;

/// The names of the prelude, of the primitive types, and of what expansions use, as types.
mod blocks {
    ::renamed::thrift! {
        #![crate = ::renamed]

        enum Option { None = 0, Some = 1 }

        struct Result {
            1: required Option Ok, 2: string self, 3: list<Vec> Err, 4: i32 __out, 5: i32 __fields,
            6: optional Box __value = {"Default": 1}, 7: i32 __input, 8: i32 __0, 9: i32 __f,
        }

        struct Vec { 1: i32 async, 2: i32 r, 3: string String, 4: optional Box Send }

        union Box { 1: i32 Default, 2: string Clone, 3: Error Unknown, 4: list<Box> Self_ }

        exception Error { 1: string Display, 2: map<string, set<i64>> __input }

        const list<string> String = ["a"]

        const map<string, Vec> Map = {"a": {"r": 2}}

        const set<i32> Set = [1]

        service Sync {
            Result fn(1: Option type, 2: Vec value) throws (1: Error dyn)
            oneway void loop() (rust.context)
            void __thrift(1: i32 __request, 2: i32 __handler, 3: i32 __arguments, 4: i32 C, 5: i32 H)
            void answer(1: i32 cx, 2: Vec answer, 3: i32 __answer) (rust.context, rust.idempotent)
        }

        service Send extends Sync { Box send(1: Result Ok) throws (1: Error Err, 2: Error Other) }
    }
}

mod prelude {
    ::renamed::thrift! {
        #![crate = ::renamed]

        struct Some { 1: i32 a } struct None {} struct Ok {} struct Err {} struct Drop {}
        struct Fn {} struct FnMut {} struct FnOnce {} struct Copy {} struct Sized {} struct Unpin {}
        struct Clone {} struct PartialEq {} struct PartialOrd {} struct Eq {} struct Ord {}
        struct AsRef {} struct AsMut {} struct Into {} struct From {} struct Default {}
        struct Iterator {} struct Extend {} struct IntoIterator {} struct DoubleEndedIterator {}
        struct ExactSizeIterator {} struct ToOwned {} struct String {} struct ToString {}
        struct TryFrom {} struct TryInto {} struct FromIterator {} struct Future {}
        struct IntoFuture {} struct AsyncFn {} struct Debug {} struct Hash {} struct Display {}
        struct BTreeMap {} struct BTreeSet {} struct Bytes {} struct Arc {} struct LazyLock {}
        struct Encode {} struct Decode {} struct Adapter {} struct Total {} struct UnknownField {}
        struct Writer {} struct Reader {} struct Ordering {} struct TType {} struct Kind {}
        struct Context {} struct Method {} struct Result {} struct Send {} struct Sync {}
        struct I32 {} struct Str {} struct F64 {} struct Bool {}
        struct Uses { 1: Some a, 2: optional None b, 3: list<Ok> c, 4: string d = "x", 5: set<Err> e }
        service Calls { Uses call(1: Context cx, 2: Method method) } (rust.context)
        const Uses USES = {"a": {"a": 1}, "c": [{}]}
    }
}

mod annotations {
    use ::std::convert::{Into, TryInto};

    pub(super) mod millis {
        use super::{Into, TryInto};

        pub(crate) fn to_wire(value: &::core::time::Duration) -> i64 {
            value.as_millis().try_into().unwrap_or(i64::MAX)
        }

        pub(crate) fn from_wire(wire: i64) -> ::renamed::Result<::core::time::Duration> {
            ::std::result::Result::Ok(::core::time::Duration::from_millis(
                wire.unsigned_abs().into(),
            ))
        }
    }

    ::renamed::thrift! {
        #![crate = ::renamed]

        struct Vec {
            1: map<string, i32> table = {"a": 1} (rust.type = "HashMap")
            2: list<string> queue = ["a"] (rust.type = "VecDeque")
            3: set<i64> numbers = [1] (rust.type = "HashSet")
            4: i64 timeout (rust.type = "::core::time::Duration", rust.with = "millis")
            5: string hidden (rust.redact)
            6: string heap = "x" (rust.box)
            7: i32 own (rust.visibility = "private")
            8: set<double> doubles = [0.5]
            9: map<Point, i32> points = {{"x": 1.0}: 1}
            10: i32 word (rust.name = "r#box")
        } (rust.unknown_fields = "keep")

        struct Point { 1: double x } (rust.attr = "must_use")

        struct Box { 1: i32 a } (rust.derive = "::core::marker::Copy")

        struct Borrowed {
            1: string name = "x" (rust.type = "&'a str"),
            2: string text = "y" (rust.type = "::std::borrow::Cow<'a, str>"),
            3: optional binary bytes (rust.type = "&'a [u8]"),
            4: optional Borrowed next,
        }

        union Option { 1: Borrowed Some, 2: list<i64> None (rust.type = "VecDeque") }

        exception Error { 1: string message (rust.type = "String"), 2: double Result }

        const Vec VEC = {"table": {"b": 2}}
        const Borrowed NAME = {"name": "z"}
    }
}

mod constants {
    ::renamed::thrift! {
        #![crate = ::renamed]

        enum Option { Some = 1 }
        struct Vec { 1: required i32 a, 2: double Result = 0.5 }
        union Box { 1: Vec Ok, 2: string Err }

        const bool BOOL = true
        const i8 I8 = -1
        const i16 I16 = -1
        const i32 I32 = -1
        const i64 I64 = -1
        const double DOUBLE = -1.5
        const double LARGE = 1e300
        const string STRING = "s"
        const binary BINARY = "b"
        const Option ENUM = Option.Some
        const list<Option> LIST = [Option.Some]
        const list<string> EMPTY = []
        const set<string> SET = ["a"]
        const set<double> DOUBLES = [0.5]
        const map<string, binary> MAP = {"a": "b"}
        const map<Vec, Box> STRUCTS = {{"a": 1}: {"Ok": {"a": 2}}}
        const Vec STRUCT = {"a": 1}
        const Box UNION = {"Err": "x"}
        const list<list<set<i32>>> NESTED = [[[1], []], []]
    }
}

mod derives {
    struct Option;
    struct Result;
    struct Some;
    struct None;
    struct Ok;
    struct Err;
    struct Vec;
    struct String;
    struct Box;
    struct Default;
    struct Clone;
    struct From;
    struct Send;
    struct Error;
    struct Encode;
    struct Decode;
    struct i32;
    struct str;

    pub(super) mod types {
        type Text = ::std::string::String;
        type Int = ::core::primitive::i32;

        #[derive(::renamed::ThriftStruct, Debug, Clone, PartialEq, Default)]
        #[thrift(crate = ::renamed, rename_all = "camelCase", reserved(9))]
        pub(crate) struct Struct<T: ::core::default::Default> {
            #[thrift(id = 1, required)]
            pub(crate) __out: Int,
            #[thrift(id = 2)]
            pub(crate) __fields: ::core::option::Option<Text>,
            #[thrift(id = 3, default = 7, deprecated_ids(5))]
            pub(crate) __input: Int,
            #[thrift(id = 4, with = ::renamed::adapter::Bits)]
            pub(crate) __0: u32,
            #[thrift(id = 6, default)]
            pub(crate) item: T,
            #[thrift(skip)]
            pub(crate) skipped: u8,
            #[thrift(unknown)]
            pub(crate) rest: ::std::vec::Vec<::renamed::UnknownField>,
        }

        #[derive(::renamed::ThriftStruct, Debug, Clone, PartialEq)]
        #[thrift(crate = ::renamed, transparent)]
        pub(crate) struct Transparent(Int);

        #[derive(::renamed::ThriftException, Debug)]
        #[thrift(crate = ::renamed)]
        pub(crate) struct Exception {
            #[thrift(id = 1)]
            message: Text,
        }

        #[derive(::renamed::ThriftUnion, Debug)]
        #[thrift(crate = ::renamed)]
        pub(crate) enum Union {
            #[thrift(id = 1)]
            Some(Int),
            #[thrift(id = 2)]
            Err(Text),
            #[thrift(unknown)]
            None(::renamed::UnknownField),
        }

        #[derive(::renamed::ThriftEnum, Debug)]
        #[thrift(crate = ::renamed)]
        pub(crate) enum Enum {
            #[thrift(value = 1)]
            Ok,
            #[thrift(unknown)]
            Err(Int),
        }

        #[derive(::renamed::ThriftEnum, Debug)]
        #[thrift(crate = ::renamed)]
        pub(crate) enum Closed {
            Some = 1,
            None,
        }

        #[derive(::renamed::ThriftError, Debug)]
        #[thrift(crate = ::renamed)]
        pub(crate) enum Errors {
            #[thrift(id = 1)]
            Ok(Exception),
            #[thrift(other)]
            Err(::renamed::Error),
        }

        #[::renamed::service(crate = ::renamed)]
        pub(crate) trait Service {
            async fn call(
                &self,
                __request: Int,
                __handler: Text,
            ) -> ::core::result::Result<Int, Errors>;
            #[thrift(oneway)]
            async fn send(&self, cx: &::renamed::Context) -> ::renamed::Result<()>;
        }
    }
}

fn main() {
    let value = blocks::Vec { r#async: 1, ..::std::default::Default::default() };
    let bytes = ::renamed::binary::to_vec(&value).unwrap();
    let read: blocks::Vec = ::renamed::binary::from_slice(&bytes).unwrap();
    ::std::assert_eq!(read, value);
    ::std::assert_eq!(blocks::MAP["a"].r, 2);
    ::std::assert!(blocks::STRING.len() == blocks::SET.len());
    ::std::assert_eq!(prelude::USES.a.a, 1);
    ::std::assert_eq!(annotations::VEC.table["b"], 2);
    ::std::assert_eq!(annotations::NAME.name, "z");
    ::std::assert_eq!(constants::STRUCTS.len(), 1);
    let value =
        derives::types::Struct::<i32> { __0: u32::MAX, ..::std::default::Default::default() };
    let bytes = ::renamed::binary::to_vec(&value).unwrap();
    let read: derives::types::Struct<i32> = ::renamed::binary::from_slice(&bytes).unwrap();
    ::std::assert_eq!(read, value);
}
