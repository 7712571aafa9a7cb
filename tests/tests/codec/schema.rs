//! Descriptions: the IDL made of them is read again, and means the same.

use std::path::Path;
use std::{env, fs};

use thrift::schema::{self, Item};
use thrift::{ThriftEnum, ThriftError, ThriftException, ThriftStruct, ThriftUnion};
use thrift_tests::{roundtrip, sample};

/// Written by hand.
mod corpus {
    thrift::include_thrift!("schema/corpus.thrift");
}

/// Written by `to_idl`.
mod printed {
    thrift::include_thrift!("schema/printed.thrift");
}

macro_rules! items {
    ($module:ident) => {
        [
            Item::from(schema::of::<$module::Nothing>()),
            schema::of::<$module::Forest>().into(),
            schema::of_service::<$module::StoreClient<()>>().into(),
        ]
    };
}

/// `UPDATE=1` writes the file anew, for the next run to read it.
#[test]
fn what_is_printed_means_what_was_described() {
    let text = schema::to_idl(&items!(corpus)).unwrap();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/codec/schema/printed.thrift");
    if env::var_os("UPDATE").is_some() {
        fs::write(&path, &text).unwrap();
    }
    assert_eq!(text, fs::read_to_string(&path).unwrap());
    assert_eq!(schema::to_idl(&items!(printed)).unwrap(), text);
}

#[test]
fn what_is_printed_is_read_with_the_warnings_of_what_was_written() {
    let parsed = thrift_idl::parse_text(include_str!("schema/printed.thrift"));
    let reports: Vec<_> = parsed.diagnostics.iter().map(|it| it.message.as_str()).collect();
    let numbered = ["unnumbered", "id"].map(|it| format!("field `{it}` has no id and gets -1"));
    assert_eq!(reports, numbered);
}

/// What `thrift-idl print` makes of it is the same, but for lines that it breaks.
#[test]
fn what_is_printed_has_the_canonical_form() {
    // A list on lines of its own has a comma behind its last element.
    let words = |text: &str| {
        let words: Vec<_> = text.split_whitespace().collect();
        words.concat().replace(",}", "}").replace(",]", "]")
    };
    let text = include_str!("schema/printed.thrift");
    assert_eq!(words(&thrift_idl::format(text).unwrap()), words(text));
}

/// The same types and the same service as annotated Rust.
mod derived {
    use std::time::Duration;

    use super::*;

    /// How it feels.
    #[derive(ThriftEnum, Clone, Copy, Default)]
    pub(super) enum Mood {
        #[default]
        Calm = 1,
        /// Less so.
        Angry = -7,
    }

    /// One of these.
    #[derive(ThriftUnion)]
    #[thrift(rename_all = "camelCase")]
    pub(super) enum Choice {
        /// A number.
        #[thrift(id = 1)]
        Number(i32),
        #[thrift(id = 2)]
        Many(Vec<Task<Mood>>),
    }

    /**
     * Something to do,
     *
     *     in Rust.
     */
    #[derive(ThriftStruct)]
    pub(super) struct Task<T> {
        /// What it is.
        #[thrift(id = 1, required)]
        title: String,
        #[thrift(id = 2, default = Mood::Angry)]
        mood: Mood,
        #[thrift(id = 3, name = "alsoCalled", default = Vec::new())]
        names: Option<Vec<T>>,
        #[thrift(id = 4)]
        twin: Option<Box<Task<T>>>,
    }

    /// On the wire a number.
    #[derive(ThriftStruct, Default)]
    #[thrift(transparent)]
    pub(super) struct Id(i64);

    /// A duration as milliseconds.
    mod millis {
        use std::time::Duration;

        pub(super) fn to_wire(value: &Duration) -> i32 {
            value.as_millis().try_into().unwrap_or(i32::MAX)
        }

        pub(super) fn from_wire(wire: i32) -> thrift::Result<Duration> {
            match wire.try_into() {
                Ok(millis) => Ok(Duration::from_millis(millis)),
                Err(_) => Err(thrift::Error::new(thrift::Kind::Invalid, "it is negative")),
            }
        }
    }

    #[derive(ThriftStruct)]
    pub(super) struct Note<'a> {
        #[thrift(id = 1)]
        text: &'a str,
        #[thrift(id = 2, default = Id(-1))]
        of: Id,
        #[thrift(id = 3, with = thrift::adapter::Bits)]
        length: u16,
        #[thrift(id = 4, with = millis, default = Duration::from_secs(2))]
        timeout: Duration,
        #[thrift(id = 5, with = millis, default = Duration::ZERO)]
        pause: Option<Duration>,
        #[thrift(skip)]
        _cached: Option<String>,
    }

    #[derive(ThriftException, Debug)]
    pub(super) struct Failed {
        #[thrift(id = 1)]
        message: String,
    }

    #[derive(ThriftError, Debug)]
    pub(super) enum GetError {
        /// Nobody knows why.
        #[thrift(id = 1)]
        Failed(Failed),
        #[thrift(other)]
        Thrift(thrift::Error),
    }

    /// Keeps tasks.
    #[thrift::service(rename_all = "camelCase")]
    pub(super) trait Tasks {
        /// Finds one.
        async fn get_one(
            &self,
            choice: Option<Choice>,
            #[thrift(id = 5, default = 3)] count: i32,
        ) -> Result<bool, GetError>;
        #[cfg(any())]
        async fn nobody_has(&self, no: NotThere) -> thrift::Result<()>;
        #[thrift(oneway)]
        async fn forget(&self) -> thrift::Result<()>;
    }
}

#[test]
fn annotated_rust_describes_itself() {
    let items = [
        schema::of_service::<derived::TasksServer<()>>().into(),
        schema::of::<derived::Note<'_>>().into(),
    ];
    let text = "\
/** How it feels. */
enum Mood {
  Calm = 1,
  /** Less so. */
  Angry = -7,
}

/**
 * Something to do,
 *
 *     in Rust.
 */
struct Task {
  /** What it is. */
  1: required string title;
  2: Mood mood = Mood.Angry;
  3: optional list<Mood> alsoCalled = [];
  4: optional Task twin;
}

/** One of these. */
union Choice {
  /** A number. */
  1: i32 number;
  2: list<Task> many;
}

exception Failed {
  1: string message;
}

/** Keeps tasks. */
service Tasks {
  /** Finds one. */
  bool getOne(1: optional Choice choice, 5: i32 count = 3) throws (
      /** Nobody knows why. */
      1: Failed failed,
  );
  oneway void forget();
}

struct Note {
  1: string text;
  2: i64 of = -1;
  3: i16 length;
  4: i32 timeout = 2000;
  5: optional i32 pause = 0;
}
";
    assert_eq!(schema::to_idl(&items).unwrap(), text);
    let names = schema::of_service::<derived::TasksClient<()>>().methods.iter().map(|it| it.name);
    assert_eq!(names.collect::<Vec<_>>(), ["getOne", "forget"]);
}

/// Types of the user's that do not describe themselves stand for those of an IDL, which do.
mod replaced {
    use thrift::protocol::{Reader, Writer};
    use thrift::{Decode, Encode, Result, TType};

    macro_rules! opaque {
        ($($name:ident: $ttype:ident = $inner:ty;)*) => {$(
            #[derive(Clone, Debug, Default, PartialEq)]
            #[expect(unreachable_pub, reason = "generated types have public fields of it")]
            pub struct $name($inner);

            impl Encode for $name {
                const TTYPE: TType = TType::$ttype;

                fn encode<W: Writer>(&self, out: &mut W) {
                    self.0.encode(out);
                }
            }

            impl<'de> Decode<'de> for $name {
                const TTYPE: TType = TType::$ttype;

                fn decode<R: Reader<'de>>(input: &mut R) -> Result<Self> {
                    Decode::decode(input).map(Self)
                }
            }
        )*};
    }

    opaque! {
        Raw: String = bytes::Bytes;
        Rows: List = Vec<Vec<i32>>;
        Point: Struct = super::sample::In;
    }

    thrift::thrift! {
        struct Real { 1: i32 x }
        typedef Real Place (rust.type = "Point")
        struct Holder {
            1: binary raw (rust.type = "Raw"),
            2: optional list<list<i32>> rows (rust.type = "Rows"),
            3: map<string, Place> places,
            4: list<binary (rust.type = "Raw")> many,
            5: map<i32, i64> table = {1: 2} (rust.type = "HashMap"),
        }
        union Either { 1: Place place, 2: i32 none }
        service Finds { list<Place> all(1: Place near) }
    }
}

#[test]
fn the_idl_knows_what_a_type_of_the_users_does_not() {
    let items = [
        schema::of::<replaced::Holder>().into(),
        schema::of::<replaced::Either>().into(),
        schema::of_service::<replaced::FindsClient<()>>().into(),
    ];
    let text = "\
struct Real {
  1: i32 x;
}

struct Holder {
  1: binary raw (rust.type = \"Raw\");
  2: optional list<list<i32>> rows (rust.type = \"Rows\");
  3: map<string, Real> places;
  4: list<binary> many;
  5: map<i32, i64> table = {1: 2} (rust.type = \"HashMap\");
}

union Either {
  1: Real place;
  2: i32 none;
}

service Finds {
  list<Real> all(1: Real near);
}
";
    assert_eq!(schema::to_idl(&items).unwrap(), text);
}

#[test]
fn instances_of_a_generic_type_are_different_types() {
    let one = schema::of::<derived::Task<i32>>();
    let same = schema::of::<Box<derived::Task<i32>>>();
    let other = schema::of::<derived::Task<String>>();
    assert!(schema::to_idl(&[one.into(), same.into()]).is_ok());
    let error = schema::to_idl(&[one.into(), other.into()]).unwrap_err();
    assert_eq!(error.to_string(), "two different definitions are named `Task`");
}

macro_rules! values_survive {
    ($($test:ident: $type:ty;)*) => {$(
        #[test]
        fn $test() {
            // Each value has hundreds of fields.
            roundtrip::tries::<$type>(32).unwrap();
        }
    )*};
}

values_survive! {
    everything_survives: sample::Everything;
    trees_survive: sample::Tree;
    choices_survive: sample::Choice;
    the_corpus_survives: corpus::Everything;
    forests_survive: corpus::Forest;
    failures_survive: corpus::Failed;
}
