//! Values of any type that describes itself, for property tests.

use proptest::collection::vec;
use proptest::prelude::*;
use thrift::schema::{Enum, Field, Requiredness, Struct, StructKind, Type};
use thrift::value::{self, List, Map};
use thrift::{Limits, TType, Value, binary};

/// Any value of the type; of a recursive type, one that comes to an end soon.
///
/// What has to be there is, and so is what has a default, since its absence is read as something
/// else. Elements of sets and keys of maps are there once. Numbers of open enums may be such that
/// are not declared.
///
/// # Panics
///
/// When a type in it does not describe itself.
pub fn of(ty: Type) -> BoxedStrategy<Value> {
    below(ty, 3)
}

/// A value with so many levels of what may be left out.
fn below(ty: Type, levels: u32) -> BoxedStrategy<Value> {
    match ty {
        Type::Bool => any::<bool>().prop_map(Value::Bool).boxed(),
        Type::I8 => any::<i8>().prop_map(Value::I8).boxed(),
        Type::I16 => any::<i16>().prop_map(Value::I16).boxed(),
        Type::I32 => any::<i32>().prop_map(Value::I32).boxed(),
        Type::I64 => any::<i64>().prop_map(Value::I64).boxed(),
        Type::Double => any::<u64>().prop_map(double).boxed(),
        Type::String => {
            vec(any::<char>(), 0..6).prop_map(|it| String::from_iter(it).into()).boxed()
        }
        Type::Binary => vec(any::<u8>(), 0..9).prop_map(|it| Value::String(it.into())).boxed(),
        Type::Uuid => any::<[u8; 16]>().prop_map(Value::Uuid).boxed(),
        Type::Enum(item) => enumeration(item),
        Type::Struct(item) if item.kind == StructKind::Union => member(item, levels),
        Type::Struct(item) => structure(item, levels),
        Type::List(item) => {
            let item = item();
            let items = elements(item, levels);
            items.prop_map(move |items| Value::List(list(item.ttype(), items))).boxed()
        }
        Type::Set(item) => {
            let item = item();
            let items = elements(item, levels).prop_map(|items| once(items, |item| item));
            items.prop_map(move |items| Value::Set(list(item.ttype(), items))).boxed()
        }
        Type::Map(key, value) => map(key(), value(), levels),
        other => panic!("{other} does not describe itself"),
    }
}

/// Any double. There is one NaN, since text has no more.
fn double(bits: u64) -> Value {
    let value = f64::from_bits(bits);
    Value::Double(if value.is_nan() { f64::NAN } else { value })
}

fn enumeration(item: &'static Enum) -> BoxedStrategy<Value> {
    let declared: Vec<_> = item.values.iter().map(|value| value.number).collect();
    let known = (!declared.is_empty()).then(|| prop::sample::select(declared));
    match known {
        Some(known) if item.open => prop_oneof![known, any::<i32>()].prop_map(Value::I32).boxed(),
        Some(known) => known.prop_map(Value::I32).boxed(),
        None => any::<i32>().prop_map(Value::I32).boxed(),
    }
}

fn elements(item: Type, levels: u32) -> BoxedStrategy<Vec<Value>> {
    match levels.checked_sub(1) {
        Some(levels) => vec(below(item, levels), 0..4).boxed(),
        None => Just(Vec::new()).boxed(),
    }
}

fn list(element: TType, items: Vec<Value>) -> List {
    let mut list = List::of(element);
    for item in items {
        list.push(item).expect("the elements are of one type, and not too deep");
    }
    list
}

fn map(key: Type, value: Type, levels: u32) -> BoxedStrategy<Value> {
    let Some(levels) = levels.checked_sub(1) else {
        return Just(Value::Map(Map::of(key.ttype(), value.ttype()))).boxed();
    };
    let pairs = vec((below(key, levels), below(value, levels)), 0..4);
    let pairs = pairs.prop_map(|pairs| once(pairs, |(key, _)| key));
    pairs
        .prop_map(move |pairs| {
            let mut map = Map::of(key.ttype(), value.ttype());
            for (key, value) in pairs {
                map.push(key, value).expect("the pairs are of one type, and not too deep");
            }
            Value::Map(map)
        })
        .boxed()
}

/// The first of those that are written alike.
fn once<T>(items: Vec<T>, key: fn(&T) -> &Value) -> Vec<T> {
    let mut seen = Vec::new();
    let mut kept = Vec::new();
    for item in items {
        let bytes = canonical(key(&item));
        if !seen.contains(&bytes) {
            seen.push(bytes);
            kept.push(item);
        }
    }
    kept
}

fn structure(item: &'static Struct, levels: u32) -> BoxedStrategy<Value> {
    let fields: Vec<_> = item.fields.iter().map(|field| self::field(field, levels)).collect();
    fields
        .prop_map(|fields| {
            let mut value = value::Struct::new();
            for (id, field) in fields.into_iter().flatten() {
                value.set(id, field).expect("the value is not too deep");
            }
            value.into()
        })
        .boxed()
}

fn field(field: &'static Field, levels: u32) -> BoxedStrategy<Option<(i16, Value)>> {
    let id = field.id;
    let is_there = field.requiredness != Requiredness::Optional || field.has_default();
    if is_there {
        return below(field.ty(), levels).prop_map(move |value| Some((id, value))).boxed();
    }
    match levels.checked_sub(1) {
        Some(levels) => {
            prop::option::of(below(field.ty(), levels).prop_map(move |value| (id, value))).boxed()
        }
        None => Just(None).boxed(),
    }
}

/// One member; at the end of a recursion one that goes no further, if there is one.
fn member(item: &'static Struct, levels: u32) -> BoxedStrategy<Value> {
    let is_scalar = |field: &&Field| !matches!(field.ty(), Type::Struct(_));
    let mut members: Vec<_> = item.fields.iter().collect();
    if levels == 0 && members.iter().any(is_scalar) {
        members.retain(is_scalar);
    }
    assert!(!members.is_empty(), "a union without members has no value");
    let inside = levels.saturating_sub(1);
    prop::sample::select(members)
        .prop_flat_map(move |field| {
            below(field.ty(), inside).prop_map(|value| {
                let fields = value::Struct::new().with(field.id, value);
                fields.expect("the value is not too deep").into()
            })
        })
        .boxed()
}

/// Bytes that are the same for values that mean the same: in any order of fields, pairs of maps
/// and elements of sets, and with any type of elements where there are none.
///
/// # Panics
///
/// When the value is too deep to be written.
#[must_use]
pub fn canonical(value: &Value) -> Vec<u8> {
    let mut out = binary::Writer::new(Vec::new(), &Limits::DEFAULT);
    match value {
        Value::List(list) => return joined(15, list.iter().map(canonical).collect()),
        Value::Set(set) => return joined(14, sorted(set.iter().map(canonical).collect())),
        Value::Map(map) => {
            let pairs = map
                .iter()
                .map(|(key, value)| joined(0, [canonical(key), canonical(value)].to_vec()));
            return joined(13, sorted(pairs.collect()));
        }
        Value::Struct(fields) => {
            let mut fields: Vec<_> = fields.iter().collect();
            fields.sort_by_key(|(id, _)| *id);
            let fields = fields
                .iter()
                .map(|(id, value)| joined(0, vec![id.to_be_bytes().to_vec(), canonical(value)]));
            return joined(12, fields.collect());
        }
        scalar => scalar.write(&mut out),
    }
    let bytes = out.finish().expect("a scalar can be written");
    joined(value.ttype() as u8, vec![bytes])
}

fn sorted(mut parts: Vec<Vec<u8>>) -> Vec<Vec<u8>> {
    parts.sort();
    parts
}

/// The parts with their lengths, so that no two lists of parts have the same bytes.
fn joined(kind: u8, parts: Vec<Vec<u8>>) -> Vec<u8> {
    let mut joined = vec![kind];
    joined.extend(parts.len().to_be_bytes());
    for part in parts {
        joined.extend(part.len().to_be_bytes());
        joined.extend(part);
    }
    joined
}
