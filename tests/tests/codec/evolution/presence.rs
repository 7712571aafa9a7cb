//! Required, optional and neither, with defaults and without, as each other.

use thrift::ThriftStruct;
use thrift::protocol::Codec;
use thrift_tests::{codecs, told};

/// A struct as a writer and as a reader.
struct Presence {
    name: &'static str,
    /// Writes the number, or nothing; what is written then.
    write: fn(Codec, Option<i32>) -> Written,
    read: fn(Codec, &[u8]) -> Result<Option<i32>, String>,
    /// What is read when nothing is there.
    absent: Result<Option<i32>, &'static str>,
}

/// The bytes, and the number in them.
type Written = (Vec<u8>, Option<i32>);

const MISSING: Result<Option<i32>, &str> = Err("x: the field is required, but absent");

/// The number in a field, whether it is optional or not.
trait Number {
    /// `None` if this cannot be: then the default is written.
    fn of(number: Option<i32>, default: Self) -> Self;
    fn get(self) -> Option<i32>;
}

impl Number for i32 {
    fn of(number: Option<i32>, default: Self) -> Self {
        number.unwrap_or(default)
    }

    fn get(self) -> Option<i32> {
        Some(self)
    }
}

impl Number for Option<i32> {
    fn of(number: Option<i32>, _: Self) -> Self {
        number
    }

    fn get(self) -> Option<i32> {
        self
    }
}

macro_rules! presences {
    ($($name:ident: [$($requiredness:ident)?] [$(= $default:literal)?] $ty:ty {
        $(#[$attribute:meta])*
    } absent $absent:expr;)*) => {
        mod idl {
            thrift::thrift! {
                $( struct $name { 1: $($requiredness)? i32 x $(= $default)?, 2: bool after } )*
            }
        }

        mod derived {
            use super::*;

            $(
                #[derive(ThriftStruct, Default)]
                pub struct $name {
                    $(#[$attribute])*
                    pub x: $ty,
                    #[thrift(id = 2)]
                    pub after: bool,
                }
            )*
        }

        const IDL: &[Presence] = &[$(presences!(one idl $name $absent)),*];
        const DERIVED: &[Presence] = &[$(presences!(one derived $name $absent)),*];
    };
    (one $notation:ident $name:ident $absent:expr) => {
        Presence {
            name: concat!(stringify!($notation), "::", stringify!($name)),
            write: |codec, number| {
                let mut value = $notation::$name { after: true, ..Default::default() };
                value.x = Number::of(number, value.x);
                (codec.encode(&value).unwrap(), value.x.get())
            },
            read: |codec, bytes| {
                let value = codec.decode::<$notation::$name>(bytes);
                let value = value.map_err(|error| told(&error))?;
                assert!(value.after);
                Ok(value.x.get())
            },
            absent: $absent,
        }
    };
}

presences! {
    Required: [required] [] i32 { #[thrift(id = 1, required)] } absent MISSING;
    RequiredFive: [required] [= 5] i32 { #[thrift(id = 1, required)] } absent MISSING;
    Optional: [optional] [] Option<i32> { #[thrift(id = 1)] } absent Ok(None);
    OptionalFive: [optional] [= 5] Option<i32> { #[thrift(id = 1, default = 5)] } absent Ok(Some(5));
    OptionalNine: [optional] [= 9] Option<i32> { #[thrift(id = 1, default = 9)] } absent Ok(Some(9));
    Plain: [] [] i32 { #[thrift(id = 1)] } absent Ok(Some(0));
    PlainFive: [] [= 5] i32 { #[thrift(id = 1, default = 5)] } absent Ok(Some(5));
    PlainNine: [] [= 9] i32 { #[thrift(id = 1, default = 9)] } absent Ok(Some(9));
}

/// Writes no field `x`.
#[derive(ThriftStruct)]
struct Nothing {
    #[thrift(id = 2)]
    after: bool,
}

/// What another type has written.
#[derive(ThriftStruct)]
struct Other {
    #[thrift(id = 1)]
    x: String,
    #[thrift(id = 2)]
    after: bool,
}

fn all() -> impl Iterator<Item = &'static Presence> {
    IDL.iter().chain(DERIVED)
}

#[test]
fn what_is_written_is_read() {
    let mut rows = 0;
    for writer in all() {
        for reader in all() {
            for number in [Some(7), Some(0), Some(5), None] {
                for codec in codecs() {
                    let (bytes, written) = (writer.write)(codec, number);
                    let expected = match written {
                        Some(number) => Ok(Some(number)),
                        None => reader.absent.map_err(str::to_owned),
                    };
                    let row = (writer.name, reader.name, number, codec.protocol);
                    assert_eq!((reader.read)(codec, &bytes), expected, "{row:?}");
                    rows += 1;
                }
            }
        }
    }
    assert_eq!(rows, 16 * 16 * 4 * 3);
}

#[test]
fn what_is_absent_has_its_default_or_is_an_error() {
    for reader in all() {
        for codec in codecs() {
            let absent = codec.encode(&Nothing { after: true }).unwrap();
            let expected = reader.absent.map_err(str::to_owned);
            assert_eq!((reader.read)(codec, &absent), expected, "{}", reader.name);
            // What has another type is as good as absent.
            let other = codec.encode(&Other { x: "7".to_owned(), after: true }).unwrap();
            assert_eq!((reader.read)(codec, &other), expected, "{}", reader.name);
        }
    }
}

#[test]
fn only_what_is_optional_is_left_out() {
    for writer in all() {
        let (_, written) = (writer.write)(codecs().next().unwrap(), None);
        assert_eq!(written.is_none(), writer.name.contains("Optional"), "{}", writer.name);
    }
}
