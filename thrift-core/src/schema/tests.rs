use std::collections::{BTreeMap, HashSet, VecDeque};
use std::rc::Rc;

use bytes::Bytes;

use super::{Enum, EnumValue, Field, Method, Requiredness, Service, Struct, StructKind, Type, of};
use crate::protocol::Writer;
use crate::{Encode, TType, Total, Value};

struct ByHand;

impl Encode for ByHand {
    const TTYPE: TType = TType::Struct;

    fn encode<W: Writer>(&self, _: &mut W) {}
}

#[test]
fn types_are_written_as_the_idl_does() {
    for (ty, text) in [
        (of::<bool>(), "bool"),
        (of::<i8>(), "i8"),
        (of::<&i16>(), "i16"),
        (of::<i64>(), "i64"),
        (of::<Total<f64>>(), "double"),
        (of::<str>(), "string"),
        (of::<Box<str>>(), "string"),
        (of::<Bytes>(), "binary"),
        (of::<&[u8]>(), "binary"),
        (of::<[u8; 4]>(), "binary"),
        (of::<[String; 4]>(), "list<string>"),
        (of::<Rc<[i32]>>(), "list<i32>"),
        (of::<VecDeque<HashSet<i32>>>(), "list<set<i32>>"),
        (of::<BTreeMap<i32, Vec<Bytes>>>(), "map<i32, list<binary>>"),
        (of::<Value>(), "struct"),
        (of::<ByHand>(), "struct"),
    ] {
        assert_eq!((ty.to_string().as_str(), format!("{ty:?}").as_str()), (text, text));
    }
    #[cfg(feature = "uuid")]
    assert_eq!(of::<uuid::Uuid>().to_string(), "uuid");
}

#[test]
fn the_type_on_the_wire_is_that_of_the_codec() {
    fn same<T: Encode + ?Sized>() {
        assert_eq!(of::<T>().ttype(), T::TTYPE);
    }
    same::<bool>();
    same::<f64>();
    same::<[u8]>();
    same::<str>();
    same::<Vec<i32>>();
    same::<HashSet<i32>>();
    same::<BTreeMap<i32, i32>>();
    same::<ByHand>();
    for number in 0..=u8::MAX {
        if let Some(ttype) = TType::from_byte(number) {
            assert_eq!(Type::of_wire(ttype).ttype(), ttype);
        }
    }
}

#[test]
fn a_list_of_itself_comes_to_an_end() {
    fn endless() -> Type {
        Type::List(endless)
    }
    assert!(endless().to_string().starts_with("list<list<list<"));
}

#[test]
fn a_map_of_itself_comes_to_an_end_as_soon() {
    fn keys() -> Type {
        Type::Map(keys, keys)
    }
    fn values() -> Type {
        Type::Map(|| Type::I32, values)
    }
    let text = keys().to_string();
    assert!(text.starts_with("map<map<map<") && text.ends_with("…>, …>, …>"), "{text}");
    assert!(text.len() < 1024, "{text}");
    assert!(values().to_string().starts_with("map<i32, map<i32, map<i32, "));
}

#[test]
fn descriptions_can_be_shown() {
    fn node() -> Type {
        Type::Struct(&NODE)
    }
    const MODE: Enum = Enum::new("Mode", &[EnumValue::new("ON", 1), EnumValue::new("TOO", 1)]);
    static NODE: Struct = Struct::new(
        "Node",
        StructKind::Struct,
        &[Field::new(1, "next", Requiredness::Optional, node)],
    );
    static SERVICE: Service =
        Service::new("Walk", &[Method::new("go", &[], || Some(node()), || &[])])
            .with_parent(|| &SERVICE);
    // A type that holds itself, and a service that extends itself, are shown all the same.
    let shown = format!("{NODE:?} {SERVICE:?} {MODE:?}");
    for part in ["ty: Node", "returns: Some(Node)", "parent: Some(\"Walk\")", "ON"] {
        assert!(shown.contains(part), "{part} in {shown}");
    }
    assert_eq!(MODE.value(1).map(|value| value.name), Some("ON"));
    assert_eq!(NODE.field(1).map(|field| field.name), Some("next"));
    assert!(NODE.field(2).is_none());
}
