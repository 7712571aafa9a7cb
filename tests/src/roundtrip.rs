//! What holds for every value of a type that a macro made, in every protocol.

use core::fmt::Debug;

use bytes::Bytes;
use proptest::test_runner::{Config, TestCaseError, TestRunner};
use thrift::protocol::{Codec, Writer, transcode};
use thrift::value::{from_value, to_value};
use thrift::{
    DecodeOwned, Encode, Limits, Protocol, TType, Value, binary, compact, schema, simple_json,
};

use crate::values::{self, canonical};
use crate::{codecs_within, skip};

/// Tries so many values that the type's description allows; the error says what is wrong with the
/// smallest value that was found to fail.
///
/// ```
/// thrift::thrift! { struct User { 1: i32 id, 2: optional string name } }
///
/// thrift_tests::roundtrip::tries::<User>(100)?;
/// # Ok::<_, String>(())
/// ```
///
/// # Errors
///
/// Fails when a value does not survive, as [`survives`] says.
pub fn tries<T: Encode + DecodeOwned + PartialEq + Debug>(values: u32) -> Result<(), String> {
    tries_in::<T>(values, Order::Stable)
}

/// The order of the elements of a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::exhaustive_enums, reason = "there are two")]
pub enum Order {
    /// The bytes are the same each time that a value is written.
    Stable,
    /// There is a hash table inside, which has an order of its own each time.
    Hashed,
}

/// As [`tries`], for types whose elements may have no order.
///
/// # Errors
///
/// As [`tries`].
pub fn tries_in<T>(values: u32, order: Order) -> Result<(), String>
where
    T: Encode + DecodeOwned + PartialEq + Debug,
{
    let config = Config { cases: values, failure_persistence: None, ..Config::default() };
    let strategy = values::of(schema::of::<T>());
    TestRunner::new(config)
        .run(&strategy, |value| survives::<T>(&value, order))
        .map_err(|error| error.to_string())
}

/// A value of the type's description becomes one of the type, which every protocol brings back as
/// it was, with the same bytes when it is written again, if there is an order.
///
/// # Errors
///
/// Fails when something of it is lost or refused.
pub fn survives<T>(value: &Value, order: Order) -> Result<(), TestCaseError>
where
    T: Encode + DecodeOwned + PartialEq + Debug,
{
    let typed: T = from_value(value).map_err(|error| refused("as a dynamic value", &error))?;
    let described = to_value(&typed).map_err(|error| refused("to a dynamic value", &error))?;
    if canonical(&described) != canonical(value) {
        return Err(TestCaseError::fail(format!("the type makes of it {typed:?}")));
    }
    returns(&typed, value, order)?;
    returns_by_names(&typed, value, order)?;
    // Only a payload has a header for each value in it.
    if matches!(value, Value::Struct(_)) {
        let difference = travels(&typed, value).map_err(|error| refused("as a copy", &error))?;
        if let Some(difference) = difference {
            return Err(TestCaseError::fail(difference));
        }
    }
    // JSON has binaries in base64, and does not say which of its texts are some: what a protocol
    // makes of the dynamic value has to be compared where strings and binaries are written alike.
    for codec in codecs_within(ROOMY).filter(|codec| codec.protocol != Protocol::Json) {
        let result = codec.encode(&Whole(value)).and_then(|bytes| codec.decode::<T>(&bytes));
        let typed = result.map_err(|error| refused("as the bytes of a dynamic value", &error))?;
        returns(&typed, value, order)?;
    }
    Ok(())
}

/// Where maps of wide structs are in each other, few bytes take much of the heap: more than the bytes
/// of a message may ask for, which is for other tests.
const ROOMY: Limits = Limits::DEFAULT.with_memory_per_byte(1 << 20);

/// Walking over the bytes ends where reading them does; and what is copied from Binary to Compact,
/// and back, or the other way round, is the same value.
fn travels<T>(typed: &T, value: &Value) -> thrift::Result<Option<String>>
where
    T: Encode + DecodeOwned,
{
    for codec in codecs_within(ROOMY) {
        let bytes = codec.encode(typed)?;
        skip(codec.protocol, &bytes)?;
        if let Some(short) = bytes.len().checked_sub(1)
            && skip(codec.protocol, &bytes[..short]).is_ok()
        {
            return Ok(Some(format!("{:?}: its end is passed over", codec.protocol)));
        }
    }
    let binary = binary::to_vec(typed)?;
    let mut input = binary::Reader::new(&binary, &Limits::DEFAULT)?;
    let mut out = compact::Writer::new(Vec::new(), &Limits::DEFAULT);
    transcode(&mut input, TType::Struct, &mut out)?;
    let compact = out.finish()?;
    let mut input = compact::Reader::new(&compact, &Limits::DEFAULT)?;
    let mut out = binary::Writer::new(Vec::new(), &Limits::DEFAULT);
    transcode(&mut input, TType::Struct, &mut out)?;
    for (protocol, bytes) in [(Protocol::Compact, compact), (Protocol::Binary, out.finish()?)] {
        let copy: T = Codec::new(protocol, ROOMY).decode(&bytes)?;
        if canonical(&to_value(&copy)?) != canonical(value) {
            return Ok(Some(format!("{protocol:?}: the copy is another value")));
        }
    }
    Ok(None)
}

/// A constant is evaluated and can be written; its bytes are those of the same dynamic value.
///
/// # Errors
///
/// Fails when it cannot be written, or not as what it is.
pub fn constant<T: Encode + ?Sized>(value: &T) -> Result<(), String> {
    let dynamic = to_value(value).map_err(|error| error.to_string())?;
    for codec in codecs_within(ROOMY) {
        let protocol = codec.protocol;
        let bytes = codec.encode(value).map_err(|error| error.to_string())?;
        let same = codec.encode(&Whole(&dynamic)).map_err(|error| error.to_string())?;
        if protocol != Protocol::Json && bytes != same {
            return Err(format!("{protocol:?}: as a dynamic value it is {dynamic:?}"));
        }
    }
    Ok(())
}

/// A typed value comes back from every protocol.
fn returns<T>(typed: &T, value: &Value, order: Order) -> Result<(), TestCaseError>
where
    T: Encode + DecodeOwned + PartialEq + Debug,
{
    for codec in codecs_within(ROOMY) {
        let difference = difference(codec, typed, value, order);
        let difference = difference.map_err(|error| refused("by its own reader", &error))?;
        if let Some(difference) = difference {
            return Err(TestCaseError::fail(format!("{:?}: {difference}", codec.protocol)));
        }
    }
    Ok(())
}

/// A typed value comes back from text without types, if there is one for it.
fn returns_by_names<T>(typed: &T, value: &Value, order: Order) -> Result<(), TestCaseError>
where
    T: Encode + DecodeOwned + Debug,
{
    let text = match (simple_json::to_vec(typed), has_keys_without_text(value)) {
        (Ok(text), false) => text,
        (Err(error), true) if error.message().ends_with("is no text, and keys have to be") => {
            return Ok(());
        }
        (Ok(_), true) => return Err(TestCaseError::fail("a key that is no text was written")),
        (Err(error), _) => return Err(refused("as text with names", &error)),
    };
    let read: T = simple_json::from_slice_within(&text, &ROOMY)
        .map_err(|error| refused("by names", &error))?;
    let returned = to_value(&read).map_err(|error| refused("to a dynamic value", &error))?;
    if canonical(&returned) != canonical(value) {
        return Err(TestCaseError::fail(format!("by names it came back as {read:?}")));
    }
    let again = simple_json::to_vec(&read).map_err(|error| refused("as text again", &error))?;
    if order == Order::Stable && again != text {
        return Err(TestCaseError::fail("the text is not the same when it is written again"));
    }
    Ok(())
}

/// Whether there is a key in it that JSON cannot have.
fn has_keys_without_text(value: &Value) -> bool {
    match value {
        Value::List(items) | Value::Set(items) => items.iter().any(has_keys_without_text),
        Value::Struct(fields) => fields.iter().any(|(_, value)| has_keys_without_text(value)),
        Value::Map(map) => map.iter().any(|(key, value)| {
            let is_text =
                !matches!(key.ttype(), TType::Struct | TType::List | TType::Set | TType::Map);
            !is_text || has_keys_without_text(value)
        }),
        _ => false,
    }
}

/// What is not as it was; `None` if all is.
fn difference<T>(
    codec: Codec,
    typed: &T,
    value: &Value,
    order: Order,
) -> thrift::Result<Option<String>>
where
    T: Encode + DecodeOwned + PartialEq + Debug,
{
    let bytes = codec.encode(typed)?;
    let copied: T = codec.decode(&bytes)?;
    let shared: T = codec.decode(&Bytes::from(bytes.clone()))?;
    let dynamic: Value = match value {
        Value::Struct(_) => codec.decode(&bytes)?,
        // Only a payload can be read without a type.
        _ => to_value(&copied)?,
    };
    #[expect(
        clippy::eq_op,
        reason = "a NaN is not equal to itself: bytes tell whether it was kept"
    )]
    let is_comparable = typed == typed;
    Ok(if is_comparable && (copied != *typed || shared != *typed) {
        Some(format!("{typed:?} came back as {copied:?} and {shared:?}"))
    } else if canonical(&to_value(&copied)?) != canonical(value) {
        Some(format!("it came back as {copied:?}"))
    } else if order == Order::Stable
        && (codec.encode(&copied)? != bytes || codec.encode(&shared)? != bytes)
    {
        Some("the bytes are not the same when it is written again".to_owned())
    } else if codec.protocol != Protocol::Json && canonical(&dynamic) != canonical(value) {
        Some(format!("as a dynamic value it is {dynamic:?}"))
    } else if matches!(dynamic, Value::Struct(_)) && codec.encode(&dynamic)? != bytes {
        Some(format!("the bytes of the dynamic value {dynamic:?} are not the same"))
    } else {
        None
    })
}

/// A value of any type, and not of a struct alone, as a payload.
struct Whole<'a>(&'a Value);

impl Encode for Whole<'_> {
    const TTYPE: TType = TType::Struct;

    fn encode<W: Writer>(&self, out: &mut W) {
        self.0.write(out);
    }
}

fn refused(how: &str, error: &thrift::Error) -> TestCaseError {
    TestCaseError::fail(format!("refused {how}: {error}"))
}

#[cfg(test)]
mod tests {
    use thrift::protocol::Reader;
    use thrift::{Decode, Kind};

    use super::*;

    /// An `i32` on the wire, as which each test puts another mistake.
    #[derive(Debug, PartialEq)]
    struct Faulty<const MISTAKE: char>(i32);

    impl<const MISTAKE: char> Encode for Faulty<MISTAKE> {
        const TTYPE: TType = TType::I32;

        fn encode<W: Writer>(&self, out: &mut W) {
            let lossy = MISTAKE == 'w' && W::PROTOCOL == Protocol::Compact;
            out.i32(if lossy { self.0 & 1 } else { self.0 });
        }

        fn schema() -> schema::Type {
            schema::Type::I32
        }
    }

    impl<'de, const MISTAKE: char> Decode<'de> for Faulty<MISTAKE> {
        const TTYPE: TType = TType::I32;

        fn decode<R: Reader<'de>>(input: &mut R) -> thrift::Result<Self> {
            let value = input.i32()?;
            if MISTAKE == 'r' && value > 1000 && R::PROTOCOL == Protocol::Json {
                return Err(thrift::Error::new(Kind::Invalid, "too much"));
            }
            Ok(Self(value))
        }
    }

    #[test]
    fn mistakes_are_found() {
        assert_eq!(tries::<Faulty<' '>>(256), Ok(()));
        let written = tries::<Faulty<'w'>>(256).unwrap_err();
        assert!(
            written.contains("Compact: Faulty(") && written.contains("came back as Faulty("),
            "{written}"
        );
        let read = tries::<Faulty<'r'>>(256).unwrap_err();
        assert!(read.contains("refused by its own reader: byte 4: too much"), "{read}");
        assert!(read.contains("I32(\n    1001,\n)"), "{read}");
    }
}
