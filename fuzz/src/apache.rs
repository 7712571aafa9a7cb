//! Values as Apache's library for Rust reads them.

use std::io::Cursor;

use apache::protocol::{
    TBinaryInputProtocol, TCompactInputProtocol, TInputProtocol, TListIdentifier, TSetIdentifier,
    TType as Theirs,
};
use thrift::value::{List, Map, Struct};
use thrift::{Protocol, TType, Value};

/// The struct at the start of `bytes` and how many of them it takes, if Apache's library reads it
/// and no id is there twice.
///
/// It has no dynamic values: this makes the calls that code of its compiler would make.
#[must_use]
pub fn read(protocol: Protocol, bytes: &[u8]) -> Option<(Value, usize)> {
    let mut input = Cursor::new(bytes);
    let value = match protocol {
        Protocol::Binary => structure(&mut TBinaryInputProtocol::new(&mut input, true), LEVELS),
        Protocol::Compact => structure(&mut TCompactInputProtocol::new(&mut input), LEVELS),
        _ => None,
    }?;
    Some((value, usize::try_from(input.position()).ok()?))
}

/// The levels that our limits allow; code of Apache's compiler has the same limit for structs.
const LEVELS: u32 = 64;

fn structure(input: &mut dyn TInputProtocol, levels: u32) -> Option<Value> {
    let levels = levels.checked_sub(1)?;
    input.read_struct_begin().ok()?;
    let mut fields = Struct::new();
    loop {
        let field = input.read_field_begin().ok()?;
        if field.field_type == Theirs::Stop {
            break;
        }
        let id = field.id?;
        // A dynamic value of ours keeps both of two fields with one id, and code of Apache's
        // compiler the last.
        if fields.get(id).is_some() {
            return None;
        }
        fields.set(id, value(input, field.field_type, levels)?).ok()?;
        input.read_field_end().ok()?;
    }
    input.read_struct_end().ok()?;
    Some(fields.into())
}

fn value(input: &mut dyn TInputProtocol, ttype: Theirs, levels: u32) -> Option<Value> {
    Some(match ttype {
        Theirs::Bool => Value::Bool(input.read_bool().ok()?),
        Theirs::I08 => Value::I8(input.read_i8().ok()?),
        Theirs::I16 => Value::I16(input.read_i16().ok()?),
        Theirs::I32 => Value::I32(input.read_i32().ok()?),
        Theirs::I64 => Value::I64(input.read_i64().ok()?),
        Theirs::Double => Value::Double(input.read_double().ok()?),
        Theirs::String => Value::String(input.read_bytes().ok()?.into()),
        Theirs::Uuid => Value::Uuid(input.read_uuid().ok()?.into_bytes()),
        Theirs::Struct => structure(input, levels)?,
        Theirs::List => {
            let TListIdentifier { element_type, size, .. } = input.read_list_begin().ok()?;
            Value::List(elements(input, element_type, size, levels)?)
        }
        Theirs::Set => {
            let TSetIdentifier { element_type, size, .. } = input.read_set_begin().ok()?;
            Value::Set(elements(input, element_type, size, levels)?)
        }
        Theirs::Map => map(input, levels)?,
        _ => return None,
    })
}

fn elements(
    input: &mut dyn TInputProtocol,
    element: Theirs,
    size: i32,
    levels: u32,
) -> Option<List> {
    let levels = levels.checked_sub(1)?;
    let mut list = List::of(ours(element).unwrap_or(TType::Bool));
    for _ in 0..size {
        list.push(value(input, element, levels)?).ok()?;
    }
    Some(list)
}

fn map(input: &mut dyn TInputProtocol, levels: u32) -> Option<Value> {
    let levels = levels.checked_sub(1)?;
    let header = input.read_map_begin().ok()?;
    // An empty one has no types in Compact.
    let (Some(key), Some(item)) = (header.key_type, header.value_type) else {
        return Some(Value::Map(Map::of(TType::Bool, TType::Bool)));
    };
    let types = (ours(key).unwrap_or(TType::Bool), ours(item).unwrap_or(TType::Bool));
    let mut map = Map::of(types.0, types.1);
    for _ in 0..header.size {
        let pair = (value(input, key, levels)?, value(input, item, levels)?);
        map.push(pair.0, pair.1).ok()?;
    }
    Some(Value::Map(map))
}

/// The type, unless it is one that no value has: then the container has to be empty.
fn ours(ttype: Theirs) -> Option<TType> {
    Some(match ttype {
        Theirs::Bool => TType::Bool,
        Theirs::I08 => TType::I8,
        Theirs::I16 => TType::I16,
        Theirs::I32 => TType::I32,
        Theirs::I64 => TType::I64,
        Theirs::Double => TType::Double,
        Theirs::String => TType::String,
        Theirs::Uuid => TType::Uuid,
        Theirs::Struct => TType::Struct,
        Theirs::List => TType::List,
        Theirs::Set => TType::Set,
        Theirs::Map => TType::Map,
        _ => return None,
    })
}
