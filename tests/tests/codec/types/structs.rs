//! Structs and exceptions.

use core::fmt::Debug;
use core::hash::Hash;
use core::marker::PhantomData;
use std::borrow::Cow;

use thrift::{Encode, ThriftException, ThriftStruct, binary};

use super::support::{is, read_back, written};

/// What every generated struct without doubles is.
fn is_complete<T: Clone + Debug + Default + Eq + Ord + Hash>(_: &T) {}

#[test]
fn s1_struct() {
    thrift::thrift! {
        struct Idl { 2: i8 later, 1: i8 sooner }
        struct HasDouble { 1: double x }
    }
    #[derive(ThriftStruct)]
    struct Derived {
        #[thrift(id = 2)]
        later: i8,
        #[thrift(id = 1)]
        sooner: i8,
    }
    let value = Idl { later: 2, sooner: 1 };
    is_complete(&value);
    assert!(HasDouble { x: 1.0 } < HasDouble { x: 2.0 }, "`PartialOrd` with a double inside");
    written(&value, &Derived { later: 2, sooner: 1 }, "03 0001 01 03 0002 02 00");
    read_back(&value);
}

#[test]
fn s2_more_traits_and_attributes() {
    thrift::thrift! {
        struct Idl { 1: map<string, i8> x (rust.type = "HashMap") } (
            rust.derive = "Eq",
            rust.attr = "#[must_use]",
            rust.visibility = "pub(crate)",
        )
    }
    fn is_eq<T: Eq>(_: &T) {}
    is_eq(&Idl::default());
    read_back(&Idl { x: [("a".into(), 1)].into() });
}

#[test]
fn s3_borrowed() {
    thrift::thrift! {
        struct Idl { 1: string name (rust.type = "&'a str"), 2: list<Part> parts }
        struct Part { 1: binary x (rust.type = "&'a [u8]") }
    }
    #[derive(ThriftStruct)]
    struct Derived<'a> {
        #[thrift(id = 1)]
        name: &'a str,
        #[thrift(id = 2)]
        parts: Vec<Slice<'a>>,
    }
    #[derive(ThriftStruct)]
    struct Slice<'a> {
        #[thrift(id = 1)]
        x: Cow<'a, [u8]>,
    }
    let value = Idl { name: "a", parts: vec![Part { x: b"b" }] };
    let derived = Derived { name: "a", parts: vec![Slice { x: Cow::Borrowed(b"b") }] };
    let bytes = "0b 0001 00000001 61 0f 0002 0c 00000001 0b 0001 00000001 62 00 00";
    written(&value, &derived, bytes);
    let message = binary::to_vec(&value).unwrap();
    let read: Idl<'_> = binary::from_slice(&message).unwrap();
    assert!(message.as_ptr_range().contains(&read.parts[0].x.as_ptr()));
}

#[test]
fn s4_generic() {
    thrift::thrift! { struct Idl { 1: list<i8> items, 2: optional string next } }
    #[derive(ThriftStruct, Debug, PartialEq)]
    struct Page<T, M = ()> {
        #[thrift(id = 1)]
        items: Vec<T>,
        #[thrift(id = 2)]
        next: Option<String>,
        #[thrift(skip)]
        marker: PhantomData<M>,
    }
    let derived = Page { items: vec![1_i8], next: None, marker: PhantomData::<std::rc::Rc<()>> };
    written(&Idl { items: vec![1], next: None }, &derived, "0f 0001 03 00000001 01 00");
    read_back(&derived);
}

#[test]
fn s5_newtype() {
    thrift::thrift! { struct Idl { 1: i64 id } }
    #[derive(ThriftStruct, Debug, Default, PartialEq)]
    #[thrift(transparent)]
    struct UserId(i64);
    #[derive(ThriftStruct, Debug, PartialEq)]
    struct Derived {
        #[thrift(id = 1)]
        id: UserId,
    }
    assert_eq!(<UserId as Encode>::TTYPE, thrift::TType::I64);
    written(&Idl { id: 7 }, &Derived { id: UserId(7) }, "0a 0001 0000000000000007 00");
    read_back(&Derived { id: UserId(7) });
}

#[test]
fn s6_tuple_struct() {
    thrift::thrift! { struct Idl { 1: i8 first, 2: optional i8 second } }
    #[derive(ThriftStruct, Debug, PartialEq)]
    struct Derived(
        #[thrift(id = 1, name = "first")] i8,
        #[thrift(id = 2, name = "second")] Option<i8>,
    );
    written(&Idl { first: 1, second: Some(2) }, &Derived(1, Some(2)), "03 0001 01 03 0002 02 00");
    read_back(&Derived(1, Some(2)));
}

#[test]
fn s7_projection() {
    thrift::thrift! { struct Idl { 1: list<string> large, 2: i8 wanted, 3: map<string, i8> more } }
    #[derive(ThriftStruct, Debug, PartialEq)]
    struct Wanted {
        #[thrift(id = 2)]
        wanted: i8,
    }
    let whole = Idl { large: vec!["x".into(); 9], wanted: 5, ..Default::default() };
    let bytes = binary::to_vec(&whole).unwrap();
    assert_eq!(binary::from_slice::<Wanted>(&bytes).unwrap(), Wanted { wanted: 5 });
}

#[test]
fn s8_names() {
    thrift::thrift! {
        struct user_profile { 1: i8 fooBar, 2: i8 type, 3: i8 self, 4: i8 x (rust.name = "y") }
    }
    #[derive(ThriftStruct)]
    #[thrift(rename_all = "camelCase")]
    struct Derived {
        #[thrift(id = 1)]
        foo_bar: i8,
        #[thrift(id = 2)]
        r#type: i8,
        #[thrift(id = 3, name = "self")]
        this: i8,
        #[thrift(id = 4, name = "x")]
        y: i8,
    }
    let value = UserProfile { foo_bar: 1, r#type: 2, self_: 3, y: 4 };
    let derived = Derived { foo_bar: 1, r#type: 2, this: 3, y: 4 };
    written(&value, &derived, "03 0001 01 03 0002 02 03 0003 03 03 0004 04 00");
    let names: Vec<_> = [thrift::schema::of::<UserProfile>(), thrift::schema::of::<Derived>()]
        .map(|ty| match ty {
            thrift::schema::Type::Struct(item) => {
                item.fields.iter().map(|field| field.name).collect::<Vec<_>>()
            }
            _ => vec![],
        })
        .into();
    assert_eq!(names[0], ["fooBar", "type", "self", "x"]);
    assert_eq!(names[0], names[1]);
}

#[test]
fn x1_exception() {
    thrift::thrift! { exception Idl { 1: string message, 2: i32 code } }
    #[derive(ThriftException, Debug)]
    struct Derived {
        #[thrift(id = 1)]
        message: String,
        #[thrift(id = 2)]
        code: i32,
    }
    fn text(error: &dyn core::error::Error) -> String {
        error.to_string()
    }
    let value = Idl { message: "no".into(), code: 1 };
    is::<String>(&value.message);
    let derived = Derived { message: "no".into(), code: 1 };
    assert_eq!((text(&value), text(&derived)), ("no".to_owned(), "no".to_owned()));
    written(&value, &derived, "0b 0001 00000002 6e6f 08 0002 00000001 00");
    read_back(&value);
}

#[test]
fn x2_exception_without_a_message() {
    thrift::thrift! { exception Idl { 1: i32 code } }
    #[derive(ThriftException, Debug)]
    struct Derived {
        #[thrift(id = 1)]
        code: i32,
    }
    assert_eq!(Idl { code: 1 }.to_string(), "Idl { code: 1 }");
    assert_eq!(Derived { code: 1 }.to_string(), "Derived { code: 1 }");
}
