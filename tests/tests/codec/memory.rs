//! What decoded values take on the heap is what the limits count.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, VecDeque};
use std::sync::Arc;

use indexmap::{IndexMap, IndexSet};
use thrift::protocol::{Codec, Protocol};
use thrift::value::{self, List, Map};
use thrift::{ByteString, DecodeOwned, Encode, Limits, Total, Value, binary};

/// The heap that is counted, by the least limit that lets the bytes be decoded, and the heap that
/// they take.
fn measure<T: DecodeOwned>(bytes: &[u8]) -> (u64, u64) {
    let decodes = |most| {
        let limits = Limits::DEFAULT.with_memory_per_byte(most).with_memory_floor(64 * 1024);
        Codec::new(Protocol::Binary, limits).decode::<T>(bytes).is_ok()
    };
    assert!(decodes(64));
    let limits: Vec<usize> = (1..64).collect();
    let least = 1 + limits.partition_point(|most| !decodes(*most));
    let info = allocation_counter::measure(|| drop(binary::from_slice::<T>(bytes)));
    ((least * bytes.len()) as u64, info.bytes_max)
}

/// Decodes more than the heap that every message may take, however short it is.
fn is_counted<T: DecodeOwned>(value: &impl Encode) {
    let bytes = binary::to_vec(value).expect("it is neither deep nor long");
    let (counted, taken) = measure::<T>(&bytes);
    assert!(taken > 64 * 1024, "{taken} bytes are within the floor");
    assert!(taken <= counted, "{taken} bytes of heap for {counted} counted");
}

#[test]
fn lists_are_counted() {
    for count in [300_000, 524_289] {
        let list: Vec<i32> = (0..count).collect();
        is_counted::<Vec<i32>>(&list);
        is_counted::<VecDeque<i32>>(&list);
        is_counted::<Box<[i32]>>(&list);
        is_counted::<Arc<[i32]>>(&list);
        is_counted::<Vec<[i32; 3]>>(&vec![[0; 3]; list.len()]);
    }
}

#[test]
fn text_is_counted() {
    let text = "a text ".repeat(200_000);
    is_counted::<Box<str>>(&text);
    is_counted::<Arc<str>>(&text);
    is_counted::<Box<[u8]>>(&text);
    is_counted::<Arc<[u8]>>(&text);
    is_counted::<ByteString>(&text);
}

#[test]
fn maps_and_sets_are_counted() {
    for count in [90_000, 114_689] {
        let map: BTreeMap<i32, i16> = (0..count).map(|key| (key, 0)).collect();
        is_counted::<BTreeMap<i32, i16>>(&map);
        is_counted::<HashMap<i32, i16>>(&map);
        is_counted::<IndexMap<i32, i16>>(&map);
        let set: BTreeSet<Total<f64>> = (0..count).map(|key| Total(f64::from(key))).collect();
        is_counted::<BTreeSet<Total<f64>>>(&set);
        is_counted::<HashSet<Total<f64>>>(&set);
        is_counted::<IndexSet<Total<f64>>>(&set);
    }
}

#[test]
fn dynamic_values_are_counted() {
    let flags = |count| List::from_items(vec![true; count]);
    let wrapped = |value: thrift::Result<List>| {
        value.and_then(|list| value::Struct::new().with(1, list)).map(Value::Struct).expect("flat")
    };
    is_counted::<Value>(&wrapped(flags(200_000)));
    for fields in [1, 5, 9, 24] {
        let mut item = value::Struct::new();
        for id in 1..=fields {
            item.set(id, true).expect("it is flat");
        }
        let list = wrapped(List::from_items(vec![item; 15_000]));
        is_counted::<Value>(&list);
        // A field has one byte there, and the limits suffice all the same.
        let codec = Codec::new(Protocol::Compact, Limits::DEFAULT);
        let bytes = codec.encode(&list).expect("it is neither deep nor long");
        assert!(codec.decode::<Value>(&bytes).is_ok_and(|read| read == list));
    }
    // The fields move when their struct grows, and are in two places then.
    for fields in [2000, 30_000] {
        let mut wide = value::Struct::new();
        for id in 1..=fields {
            wide.set(id, true).expect("it is flat");
        }
        is_counted::<Value>(&Value::Struct(wide));
    }
    let texts = Map::from_pairs((0..50_000).map(|number| (number, number.to_string())));
    let texts = texts.expect("the pairs have one type");
    is_counted::<Value>(&wrapped(List::from_items([texts])));
}

#[test]
fn a_buffer_that_is_large_enough_is_all_that_writing_takes() {
    let value = thrift_tests::sample::everything();
    for protocol in [Protocol::Binary, Protocol::Compact] {
        let codec = Codec::new(protocol, Limits::DEFAULT);
        let mut out = Vec::with_capacity(1024);
        let info = allocation_counter::measure(|| {
            codec.encode_to(&mut out, &value).expect("it is neither deep nor long");
        });
        assert_eq!(out, codec.encode(&value).expect("it is neither deep nor long"));
        assert_eq!(info.count_total, 0, "{protocol:?}");
    }
}

thrift::thrift! {
    struct Padded {
        1: list<i64> numbers = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]
        2: optional string text = "much longer than the byte on the wire that asks for it"
    }
    struct Padding { 1: Padded padded }
    struct Mapped {
        1: map<string, set<i32>> sets = {"a text of the heap": [1, 2, 3], "another text": [4]}
        2: list<Padded> rows = [{}, {"numbers": [1]}]
        3: map<i32, i32> table = {1: 2, 3: 4} (rust.type = "HashMap")
    }
    struct Keeping { 1: required Padded padded } (rust.unknown_fields = "keep")
    struct Around { 1: Keeping keeping }
}

#[test]
fn declared_defaults_are_counted() {
    fn is_bounded<T: DecodeOwned>() {
        for protocol in Protocol::ALL {
            let codec = Codec::new(*protocol, Limits::DEFAULT);
            let empty = codec.encode(&vec![value::Struct::new(); 100_000]).expect("it is flat");
            let info = allocation_counter::measure(|| drop(codec.decode::<Vec<T>>(&empty)));
            let most = empty.len() * Limits::DEFAULT.memory_per_byte;
            assert!(info.bytes_max <= most as u64, "{protocol:?}: {} > {most}", info.bytes_max);
        }
    }
    is_bounded::<Padded>();
    is_bounded::<Padding>();
    is_bounded::<Mapped>();
    is_bounded::<Around>();
}

#[test]
fn the_heap_of_defaults_is_no_less_than_they_take() {
    fn is_enough<T: DecodeOwned + Default>() {
        let info = allocation_counter::measure(|| drop(T::default()));
        assert!(info.bytes_max > 0);
        let heap = <T as thrift::Decode<'_>>::__absent_heap() as u64;
        assert!(info.bytes_max <= heap, "{} > {heap}", info.bytes_max);
    }
    is_enough::<Padded>();
    is_enough::<Padding>();
    is_enough::<Mapped>();
    is_enough::<Around>();
    is_enough::<Box<Mapped>>();
    is_enough::<Arc<[Padded; 3]>>();
}

#[test]
fn a_default_beyond_the_budget_names_its_field() {
    let limits = Limits::DEFAULT.with_memory_per_byte(1).with_memory_floor(180);
    let codec = Codec::new(Protocol::Binary, limits);
    assert!(codec.decode::<Padded>(&[0]).is_err_and(|error| error.path() == "text"));
    let codec = Codec::new(Protocol::Binary, limits.with_memory_floor(100));
    assert!(codec.decode::<Padded>(&[0]).is_err_and(|error| error.path() == "numbers"));
    assert!(codec.decode::<Padding>(&[0]).is_err_and(|error| error.path() == "padded"));
}
