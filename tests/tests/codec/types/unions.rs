//! Unions.

use thrift::{Kind, ThriftUnion, UnknownField, binary, compact};
use thrift_tests::hex;

use super::support::{read_back, written};

#[test]
fn u1_union() {
    thrift::thrift! { union Idl { 1: i8 number, 2: list<string> words } }
    #[derive(ThriftUnion)]
    enum Derived {
        #[thrift(id = 1)]
        Number(i8),
        #[thrift(id = 2)]
        Words(Vec<String>),
    }
    written(&Idl::Number(1), &Derived::Number(1), "03 0001 01 00");
    let words = vec!["a".to_owned()];
    let bytes = "0f 0002 0b 00000001 00000001 61 00";
    written(&Idl::Words(words.clone()), &Derived::Words(words.clone()), bytes);
    read_back(&Idl::Words(words));
    for wrong in ["00", "03 0001 01 03 0001 02 00"] {
        let error = binary::from_slice::<Idl>(&hex::bytes(wrong)).unwrap_err();
        assert_eq!(error.kind(), Kind::Union, "none or two members");
    }
}

#[test]
fn u2_unknown_member() {
    thrift::thrift! { union Idl { 1: i8 number } }
    #[derive(ThriftUnion, Debug)]
    enum Derived {
        #[thrift(id = 1)]
        Number(i8),
        #[thrift(unknown)]
        Other(UnknownField),
    }
    #[derive(ThriftUnion, Debug)]
    enum Closed {
        #[thrift(id = 1)]
        Number(i8),
    }
    let newer = hex::bytes("0b 0002 00000001 61 00");
    let value: Idl = binary::from_slice(&newer).unwrap();
    assert!(matches!(&value, Idl::Unknown(field) if field.id() == 2));
    let derived: Derived = binary::from_slice(&newer).unwrap();
    assert!(matches!(&derived, Derived::Other(_)));
    written(&value, &derived, "0b 0002 00000001 61 00");
    let _ = Derived::Number(1);
    assert_eq!(binary::from_slice::<Closed>(&newer).unwrap_err().kind(), Kind::Union);
    let _ = Closed::Number(1);
    // Another protocol writes the same value in its own way.
    assert_eq!(compact::to_vec(&value).unwrap(), hex::bytes("28 01 61 00"));
}

#[test]
fn u3_member_named_unknown() {
    thrift::thrift! { union Idl { 1: i8 unknown } }
    let newer = hex::bytes("0b 0002 00000001 61 00");
    assert!(matches!(binary::from_slice(&newer).unwrap(), Idl::UnknownField(_)));
    read_back(&Idl::Unknown(1));
}
