//! A struct is read the same way whether it is filled in its place or put together in the end:
//! whatever comes twice, in another order, as another type, or not at all.

use std::sync::Arc;

use thrift::protocol::{Reader, Writer};
use thrift::{Decode, Encode, Kind, Result, TType, ThriftEnum, ThriftStruct, ThriftUnion, binary};

/// A type that has nothing to begin with: a struct that needs it is put together.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Odd(i32);

impl Encode for Odd {
    const TTYPE: TType = TType::I32;

    fn encode<W: Writer>(&self, out: &mut W) {
        out.i32(2 * self.0 + 1);
    }
}

impl<'de> Decode<'de> for Odd {
    const TTYPE: TType = TType::I32;

    fn decode<R: Reader<'de>>(input: &mut R) -> Result<Self> {
        Ok(Self(input.i32()? >> 1))
    }
}

#[derive(Clone, Debug, Default, PartialEq, ThriftStruct)]
struct Inner {
    #[thrift(id = 1)]
    left: i32,
    #[thrift(id = 2)]
    right: i32,
}

#[derive(Clone, Copy, Debug, PartialEq, ThriftEnum)]
enum Level {
    Low = 1,
    High = 2,
}

macro_rules! record {
    ($name:ident $($more:tt)*) => {
        #[derive(Debug, PartialEq, ThriftStruct)]
        struct $name {
            #[thrift(id = 1, required)]
            id: i32,
            #[thrift(id = 2, default = "nobody".to_owned())]
            name: String,
            #[thrift(id = 3)]
            inner: Inner,
            #[thrift(id = 4)]
            list: Vec<Vec<i32>>,
            #[thrift(id = 5, default = 7)]
            optional: Option<i32>,
            #[thrift(id = 6)]
            twin: Option<Box<Inner>>,
            #[thrift(id = 7, required)]
            level: Level,
            #[thrift(skip, default = 9)]
            skipped: i32,
            $($more)*
        }
    };
}

record! { Filled }
record! {
    Whole
    #[thrift(id = 8, default = Odd(3))]
    odd: Odd
}

const _: () = assert!(<Filled as Decode<'_>>::__FILLS && !<Whole as Decode<'_>>::__FILLS);

fn i32(id: u8, value: i32) -> Vec<u8> {
    [&[8, 0, id][..], &value.to_be_bytes()].concat()
}

fn inner(id: u8, fields: &[Vec<u8>]) -> Vec<u8> {
    [&[12, 0, id][..], &fields.concat(), &[0]].concat()
}

fn string(id: u8, text: &str) -> Vec<u8> {
    let length = u32::try_from(text.len()).expect("it is short").to_be_bytes();
    [&[11, 0, id][..], &length, text.as_bytes()].concat()
}

/// A list of one list of one element.
fn list(id: u8, ttype: u8, element: &[u8]) -> Vec<u8> {
    [&[15, 0, id, 15, 0, 0, 0, 1, ttype, 0, 0, 0, 1][..], element].concat()
}

/// What both read, or the error that both have.
fn both(fields: &[Vec<u8>]) -> Result<Filled> {
    let bytes = [&fields.concat()[..], &[0]].concat();
    let filled = binary::from_slice::<Filled>(&bytes);
    let whole = binary::from_slice::<Whole>(&bytes).map(|whole| {
        let Whole { id, name, inner, list, optional, twin, level, skipped, odd } = whole;
        assert_eq!(odd, Odd(3));
        Filled { id, name, inner, list, optional, twin, level, skipped }
    });
    match (&filled, &whole) {
        (Ok(filled), Ok(whole)) => assert_eq!(filled, whole),
        (Err(filled), Err(whole)) => assert_eq!(filled.to_string(), whole.to_string()),
        _ => panic!("{filled:?}\n{whole:?}"),
    }
    filled
}

fn least() -> Filled {
    Filled {
        id: 5,
        name: "nobody".to_owned(),
        inner: Inner::default(),
        list: Vec::new(),
        optional: Some(7),
        twin: None,
        level: Level::High,
        skipped: 9,
    }
}

#[test]
fn what_is_absent_has_its_default() {
    assert_eq!(both(&[i32(1, 5), i32(7, 2)]).unwrap(), least());
}

#[test]
fn what_is_required_must_be_there() {
    let error = both(&[i32(1, 5)]).unwrap_err();
    assert_eq!(error.to_string(), "level: byte 8: the field is required, but absent");
    let error = both(&[i32(7, 1)]).unwrap_err();
    assert_eq!(error.to_string(), "id: byte 8: the field is required, but absent");
}

#[test]
fn fields_may_come_in_any_order() {
    let fields = [
        i32(7, 1),
        inner(6, &[i32(2, 4)]),
        i32(5, 6),
        list(4, 8, &[0, 0, 0, 1]),
        inner(3, &[i32(2, 2), i32(1, 3)]),
        string(2, "x"),
        i32(1, 1),
    ];
    let read = both(&fields).unwrap();
    let expected = Filled {
        id: 1,
        name: "x".to_owned(),
        inner: Inner { left: 3, right: 2 },
        list: vec![vec![1]],
        optional: Some(6),
        twin: Some(Box::new(Inner { left: 0, right: 4 })),
        level: Level::Low,
        skipped: 9,
    };
    assert_eq!(read, expected);
    let in_order: Vec<_> = fields.into_iter().rev().collect();
    assert_eq!(both(&in_order).unwrap(), expected);
}

#[test]
fn of_what_comes_twice_the_last_counts_and_nothing_of_the_first_is_left() {
    let read = both(&[
        i32(1, 4),
        string(2, "first"),
        inner(3, &[i32(1, 3)]),
        inner(6, &[i32(1, 3)]),
        i32(7, 1),
        i32(1, 5),
        string(2, "nobody"),
        inner(3, &[i32(2, 2)]),
        inner(6, &[i32(2, 2)]),
        i32(7, 2),
    ]);
    let right = Inner { left: 0, right: 2 };
    let twin = Some(Box::new(right.clone()));
    assert_eq!(read.unwrap(), Filled { inner: right, twin, ..least() });
}

#[test]
fn what_has_another_type_is_skipped_and_leaves_what_was_there() {
    let wrong_elements = || list(4, 6, &[0, 1]);
    let needed = [i32(1, 5), i32(7, 2)].concat();
    assert_eq!(both(&[needed.clone(), wrong_elements(), string(3, "x")]).unwrap(), least());
    let right_elements = list(4, 8, &[0, 0, 0, 1]);
    let expected = Filled { list: vec![vec![1]], ..least() };
    assert_eq!(
        both(&[right_elements.clone(), wrong_elements(), needed.clone()]).unwrap(),
        expected
    );
    assert_eq!(both(&[wrong_elements(), right_elements, needed]).unwrap(), expected);
}

#[test]
fn mistakes_are_told_alike() {
    let error = both(&[i32(1, 5), inner(3, &[i32(1, 1), vec![8, 0]])]).unwrap_err();
    assert!(matches!(error.kind(), Kind::Truncated { .. }), "{error:?}");
    assert_eq!(error.path(), "inner");
    let error = both(&[i32(7, 3)]).unwrap_err();
    assert_eq!(error.to_string(), "level: byte 7: `Level` has no value 3");
}

/// Whatever a struct has inside that has nothing to begin with.
#[test]
fn structs_that_must_be_put_together_stand_anywhere() {
    #[derive(Debug, PartialEq, ThriftUnion)]
    enum Closed {
        #[thrift(id = 1)]
        Again(Box<Closed>),
        #[thrift(id = 2)]
        Number(i32),
    }

    #[derive(Debug, PartialEq, ThriftStruct)]
    struct Deep<T> {
        #[thrift(id = 1, required)]
        of: T,
        #[thrift(id = 2, required)]
        boxed: Box<Inner>,
        #[thrift(id = 3, required)]
        shared: Arc<str>,
        #[thrift(id = 4, with = thrift::adapter::Bits)]
        bits: u64,
    }

    fn round_trip<T: Encode + for<'de> Decode<'de> + PartialEq + std::fmt::Debug>(value: &T) {
        assert_eq!(&binary::from_slice::<T>(&binary::to_vec(value).unwrap()).unwrap(), value);
        let bytes = thrift::compact::to_vec(value).unwrap();
        assert_eq!(&thrift::compact::from_slice::<T>(&bytes).unwrap(), value);
    }

    let deep = |number| Deep {
        of: Closed::Again(Box::new(Closed::Number(number))),
        boxed: Box::new(Inner { left: 1, right: number }),
        shared: "x".into(),
        bits: u64::MAX,
    };
    round_trip(&deep(1));
    round_trip(&vec![deep(1), deep(2)]);
    round_trip(&Deep { of: deep(3), boxed: Box::default(), shared: "".into(), bits: 0 });
    round_trip(&Deep { of: [Odd(1), Odd(-2)], boxed: Box::default(), shared: "".into(), bits: 0 });
}

/// A type may name itself where no value can: there is none of it, but it compiles.
#[test]
fn a_type_may_be_inside_itself() {
    #[derive(Debug, ThriftStruct)]
    struct Knot {
        #[thrift(id = 1)]
        again: Box<Knot>,
    }

    impl Default for Knot {
        fn default() -> Self {
            unreachable!("it would have to be inside itself")
        }
    }

    #[derive(Debug, Default, PartialEq, ThriftStruct)]
    struct Loop {
        #[thrift(id = 1)]
        none: [Box<Loop>; 0],
        #[thrift(id = 2)]
        number: i32,
    }

    let error = binary::from_slice::<Knot>(&[12, 0, 1, 12, 0, 1]).unwrap_err();
    assert_eq!(error.path(), "again.again");
    assert_eq!(binary::from_slice::<Loop>(&[0]).unwrap(), Loop::default());
    assert_eq!(binary::from_slice::<[Loop; 2]>(&[12, 0, 0, 0, 2, 0, 0]).unwrap().len(), 2);
}

/// A trait of a user's, with words that anybody may use.
trait Template {
    const FILLS: u8 = 1;

    fn blank() -> u8 {
        2
    }

    fn field() -> u8 {
        3
    }
}

impl Template for Inner {}

/// What expansions need of `Decode` has names that hide nothing of the user's and of Rust's.
#[test]
fn other_things_may_be_filled() {
    let mut array = [0_u8; 2];
    array.fill(7);
    let mut numbers = vec![0, 0];
    numbers.fill(1);
    assert_eq!((array, numbers), ([7, 7], vec![1, 1]));
    assert_eq!((Inner::FILLS, Inner::blank(), Inner::field()), (1, 2, 3));
}
