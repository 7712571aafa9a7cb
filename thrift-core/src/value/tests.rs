use crate::protocol::{Codec, Protocol, Reader as _, Writer};
use crate::value::{List, Map, Struct, from_value, to_value};
use crate::{Encode, Kind, Limits, TType, Value, binary};

fn sample() -> Value {
    let pairs = Map::from_pairs([("b", 1_i8), ("a", 2)]).unwrap();
    let rows = List::from_items([
        Value::List(List::of(TType::Uuid)),
        Value::List(List::from_items([Value::Uuid([7; 16])]).unwrap()),
    ]);
    let inner = Struct::new().with(-1, true).unwrap().with(9, 0.5).unwrap();
    let fields = [
        Value::Bool(false),
        Value::I8(-1),
        Value::I16(-2),
        Value::I32(3),
        Value::I64(i64::MIN),
        Value::Double(-0.0),
        Value::String(vec![0xff, 0].into()),
        Value::Map(pairs),
        Value::Map(Map::of(TType::I32, TType::Map)),
        Value::Set(List::from_items([2_i16, 1, 2]).unwrap()),
        Value::List(rows.unwrap()),
        Value::Struct(inner),
    ];
    let mut value = Struct::new();
    for (id, field) in (1_i16..).zip(fields) {
        value.set(id * 30 % 17, field).unwrap();
    }
    value.into()
}

#[test]
fn what_is_written_is_read() {
    let value = sample();
    let bytes = binary::to_vec(&value).unwrap();
    assert_eq!(binary::from_slice::<Value>(&bytes).unwrap(), value);
    assert_eq!(to_value(&value).unwrap(), value);
    assert_eq!(from_value::<Value>(&value).unwrap(), value);
}

#[test]
fn every_protocol_has_values() {
    let mut value = sample().as_struct().unwrap().clone();
    for &protocol in Protocol::ALL {
        let codec = Codec::new(protocol, Limits::DEFAULT);
        // What is no text becomes one in JSON, and an empty map has no types in Compact.
        for id in [7 * 30 % 17, 9 * 30 % 17] {
            value.remove(id);
        }
        value.set(100, "text").unwrap();
        let read: Struct = codec.decode(&codec.encode(&value).unwrap()).unwrap();
        assert_eq!(read, value, "{protocol:?}");
    }
}

#[test]
fn what_the_wire_has_stays_as_it_is() {
    // Field 1 twice, a set with an element twice, and empty containers of some types.
    let bytes = [
        &[3, 0, 1, 5, 3, 0, 1, 6][..],
        &[14, 0, 2, 2, 0, 0, 0, 2, 1, 1],
        &[15, 0, 3, 13, 0, 0, 0, 0],
        &[13, 0, 4, 16, 4, 0, 0, 0, 0, 0],
    ]
    .concat();
    let value: Value = binary::from_slice(&bytes).unwrap();
    assert_eq!(value.get(1), Some(&Value::I8(6)));
    assert_eq!(
        format!("{value:?}"),
        "Struct({1: I8(5), 1: I8(6), 2: Set([Bool(true), Bool(true)]), 3: List([; map]), \
         4: Map({; uuid, double})})"
    );
    assert_eq!(binary::to_vec(&value).unwrap(), bytes);
}

#[test]
fn an_empty_list_of_no_type_is_one() {
    let value: Value = binary::from_slice(&[15, 0, 1, 0, 0, 0, 0, 0, 0]).unwrap();
    assert_eq!(value.get(1).and_then(Value::as_list).map(List::element), Some(None));
    let bytes = binary::to_vec(&value).unwrap();
    assert_eq!(bytes.len(), 9);
    assert_eq!(from_value::<Value>(&value).unwrap(), value);
}

#[test]
fn only_a_struct_is_a_payload() {
    let error = binary::to_vec(&Value::I32(1)).unwrap_err();
    assert_eq!(error.kind(), Kind::Invalid);
    assert_eq!(
        error.to_string(),
        "a payload is a struct, and this value is of type `i32`; `Value::write` writes it"
    );
}

#[test]
fn elements_have_one_type() {
    assert!(List::from_items([Value::I8(1), Value::I16(1)]).is_err());
    let mut map = Map::from_pairs([(1_i32, "a")]).unwrap();
    let error = map.push(1_i64, "b").unwrap_err();
    assert_eq!(error.to_string(), "a key of type `i32` expected, found `i64`");
    let error = map.push(2_i32, 0.5).unwrap_err();
    assert_eq!(error.to_string(), "a value of type `string` expected, found `double`");
    assert_eq!((map.len(), error.kind()), (1, Kind::ElementType));
}

#[test]
fn values_too_deep_to_drop_cannot_be_made() {
    let mut value = Value::Struct(Struct::new());
    let error = loop {
        let around = match value.levels() % 3 {
            0 => List::from_items([value.clone()]).map(Value::Set),
            1 => Map::from_pairs([(1_i8, value.clone())]).map(Value::Map),
            _ => Struct::new().with(1, value.clone()).map(Value::Struct),
        };
        match around {
            Ok(around) => value = around,
            Err(error) => break error,
        }
    };
    assert_eq!((value.levels(), error.kind()), (Value::MAX_LEVELS, Kind::Limit));
    assert!(format!("{value:?}").len() > 1000);
    assert!(value.clone() == value);
}

#[test]
fn levels_follow_the_fields() {
    let deep = List::from_items([List::new()]).unwrap();
    let mut value = Struct::new().with(1, deep).unwrap();
    assert_eq!(value.levels(), 3);
    value.set(1, 5_i32).unwrap();
    assert_eq!(value, Struct::new().with(1, 5_i32).unwrap());
    assert_eq!((value.remove(1), value.remove(1)), (Some(Value::I32(5)), None));
    assert_eq!(value, Struct::new());
}

#[test]
fn limits_hold() {
    let mut deep = vec![15_u8, 0, 1];
    for _ in 0..64 {
        deep.extend([15, 0, 0, 0, 1]);
    }
    deep.extend([3, 0, 0, 0, 0, 0]);
    let error = binary::from_slice::<Value>(&deep).unwrap_err();
    assert_eq!(error.kind(), Kind::Limit);
    let codec = Codec::new(Protocol::Binary, Limits::DEFAULT.with_depth(80));
    let value: Value = codec.decode(&deep).unwrap();
    assert_eq!(binary::to_vec(&value).unwrap_err().kind(), Kind::Limit);
    assert_eq!(to_value(&value).unwrap_err().kind(), Kind::Limit);
    assert_eq!(from_value::<Value>(&value).unwrap_err().kind(), Kind::Limit);

    // More levels than a value may have, although the reader lets them through.
    let levels = Value::MAX_LEVELS as usize + 1;
    let deep = [&[12, 0, 1].repeat(levels)[..], &vec![0; levels + 1]].concat();
    let codec = Codec::new(Protocol::Binary, Limits::DEFAULT.with_depth(1000));
    assert_eq!(codec.decode::<Value>(&deep).unwrap_err().kind(), Kind::Limit);
}

#[test]
fn memory_is_charged_before_it_is_taken() {
    let mut list = vec![15, 0, 1, 2];
    list.extend(1_000_000_u32.to_be_bytes());
    list.resize(list.len() + 1_000_000, 1);
    list.push(0);
    let codec = Codec::new(Protocol::Binary, Limits::DEFAULT.with_memory_per_byte(30));
    assert_eq!(codec.decode::<Value>(&list).unwrap_err().kind(), Kind::Limit);
    // The default suffices for what takes most: elements of one byte, and fields of four.
    assert!(binary::from_slice::<Value>(&list).is_ok());
    let fields = [&[2, 0, 1, 1].repeat(1_000_000)[..], &[0]].concat();
    assert!(binary::from_slice::<Value>(&fields).is_ok());
    let codec = Codec::new(Protocol::Binary, Limits::DEFAULT.with_memory_per_byte(10));
    assert_eq!(codec.decode::<Value>(&fields).unwrap_err().kind(), Kind::Limit);
}

#[test]
fn errors_say_where() {
    let bytes = [12, 0, 3, 15, 0, 1, 11, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 9];
    let error = binary::from_slice::<Value>(&bytes).unwrap_err();
    assert_eq!(error.to_string(), "3.1[1]: byte 19: input ended: string of 9 bytes wanted, 0 left");
}

/// Writes whatever it is told to.
struct Wrong(Steps);

type Steps = fn(&mut dyn FnMut(Step));

enum Step {
    Struct,
    Field(TType),
    Map,
    Number,
    End,
}

impl Encode for Wrong {
    const TTYPE: TType = TType::Struct;

    fn encode<W: Writer>(&self, out: &mut W) {
        let mut fields = None;
        (self.0)(&mut |step| match step {
            Step::Struct => fields = out.struct_begin(),
            Step::Field(ttype) => out.field(fields.as_mut().unwrap(), ttype, 1),
            Step::Map => assert!(out.map_begin(TType::I32, TType::I32, 1)),
            Step::Number => out.i32(1),
            Step::End => out.list_end(),
        });
    }
}

#[test]
fn a_wrong_encode_is_an_error() {
    let wrong: [Steps; 8] = [
        |_| {},
        |write| [Step::Number, Step::Number].into_iter().for_each(write),
        |write| write(Step::End),
        |write| [Step::Struct, Step::Number].into_iter().for_each(write),
        |write| [Step::Struct, Step::Field(TType::I8), Step::Number].into_iter().for_each(write),
        |write| [Step::Struct, Step::Field(TType::I32), Step::End].into_iter().for_each(write),
        |write| [Step::Map, Step::Number, Step::End].into_iter().for_each(write),
        |write| write(Step::Map),
    ];
    for steps in wrong {
        assert!(to_value(&Wrong(steps)).is_err());
    }
}

#[test]
fn typed_values_come_and_go() {
    use std::collections::{BTreeMap, BTreeSet};

    let typed = BTreeMap::from([("a".to_owned(), vec![BTreeSet::from([1_i64, 2])])]);
    let value = to_value(&typed).unwrap();
    assert_eq!(from_value::<BTreeMap<String, Vec<BTreeSet<i64>>>>(&value).unwrap(), typed);
    assert_eq!(from_value::<BTreeMap<&str, Value>>(&value).unwrap_err().kind(), Kind::ElementType);
    let error = from_value::<i32>(&value).unwrap_err();
    assert_eq!(error.to_string(), "`i32` expected, found `map`");
    let text = Value::String(vec![b'a', 0xff].into());
    assert_eq!(from_value::<&str>(&text).unwrap_err().kind(), Kind::Utf8);
    assert_eq!(from_value::<&[u8]>(&text).unwrap(), [b'a', 0xff]);
}

#[test]
fn accessors_know_their_kind() {
    let value = sample();
    let mut known = 0;
    for (_, field) in value.as_struct().unwrap() {
        known += usize::from(field.as_bool().is_some());
        known += usize::from(field.as_i64().is_some());
        known += usize::from(field.as_f64().is_some());
        known += usize::from(field.as_bytes().is_some());
        known += usize::from(field.as_list().is_some());
        known += usize::from(field.as_set().is_some());
        known += usize::from(field.as_map().is_some());
        known += usize::from(field.as_struct().is_some());
        assert!(field.as_uuid().is_none());
    }
    assert_eq!(known, value.as_struct().unwrap().len());
    assert_eq!(Value::from("é").as_str(), Some("é"));
    assert_eq!(Value::Uuid([1; 16]).as_uuid(), Some(&[1; 16]));
    assert_eq!(value.get(99), None);
    assert_eq!(Value::I8(-5).as_i64(), Some(-5));
}

#[test]
fn every_type_is_read_outside_a_field() {
    let mut input = binary::Reader::new(&[1, 7], &Limits::DEFAULT).unwrap();
    assert_eq!(Value::read(&mut input, TType::Bool).unwrap(), Value::Bool(true));
    assert_eq!(Value::read(&mut input, TType::I8).unwrap(), Value::I8(7));
    assert!(input.i8().is_err());
}
