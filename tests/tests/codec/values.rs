//! Values whose type arrives with them.

use thrift::value::{from_value, to_value};
use thrift::{Value, binary};
use thrift_tests::sample::{everything, keys, tree};
use thrift_tests::values::canonical;
use thrift_tests::{codecs, sample};

/// What was read as typed values is what was read as values without types.
#[test]
fn values_are_those_of_the_types() {
    for value in [to_value(&everything()), to_value(&tree()), to_value(&keys())] {
        let value = value.unwrap();
        for codec in codecs() {
            let read: Value = codec.decode(&codec.encode(&value).unwrap()).unwrap();
            let again = codec.encode(&read).unwrap();
            assert_eq!(canonical(&codec.decode(&again).unwrap()), canonical(&read));
        }
        let bytes = binary::to_vec(&value).unwrap();
        assert_eq!(binary::from_slice::<Value>(&bytes).unwrap(), value);
    }
    let typed: sample::Tree = from_value(&to_value(&tree()).unwrap()).unwrap();
    assert_eq!(typed, tree());
}

/// A union of a newer program, with a member that this one does not know.
mod newer {
    thrift::thrift! {
        union Shape { 1: i32 circle, 9: map<string, list<bool>> flags }
    }
}

mod older {
    thrift::thrift! { union Shape { 1: i32 circle } }
}

#[test]
fn unknown_fields_go_through_values() {
    let flags = [("a".to_owned(), vec![true, false]), ("b".to_owned(), Vec::new())];
    let shape = newer::Shape::Flags(flags.into());
    let value = to_value(&shape).unwrap();
    for codec in codecs() {
        // Kept as it came in each protocol, and a value nevertheless.
        let unknown: older::Shape = codec.decode(&codec.encode(&shape).unwrap()).unwrap();
        assert!(matches!(unknown, older::Shape::Unknown(_)));
        assert_eq!(canonical(&to_value(&unknown).unwrap()), canonical(&value));
    }
    let unknown: older::Shape = from_value(&value).unwrap();
    for codec in codecs() {
        let bytes = codec.encode(&unknown).unwrap();
        assert_eq!(codec.decode::<newer::Shape>(&bytes).unwrap(), shape);
    }
}
