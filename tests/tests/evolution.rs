//! Old readers and new writers, and the other way round.

use thrift::{Kind, binary};
use thrift_tests::{codecs, hex};

mod old {
    thrift::thrift! {
        enum Level { LOW = 1, HIGH = 2 }
        union Shape { 1: i32 circle }
        struct Record {
            1: i32 id,
            2: string name,
            3: list<i32> scores,
            4: optional Shape shape,
            5: Level level,
            6: optional i32 count,
        }
    }
}

mod new {
    thrift::thrift! {
        enum Level { LOW = 1, HIGH = 2, TOP = 3 }
        union Shape { 1: i32 circle, 2: list<string> labels }
        struct Record {
            6: optional i64 count,
            5: Level level,
            4: optional Shape shape,
            3: list<string> scores,
            2: string name = "nobody",
            1: i32 id,
            7: map<string, list<binary>> extra,
            8: optional bool flag = true,
        }
        struct Nothing {}
    }
}

fn newer() -> new::Record {
    new::Record {
        id: 1,
        name: "x".to_owned(),
        scores: vec!["high".to_owned()],
        shape: Some(new::Shape::Labels(vec!["round".to_owned()])),
        level: new::Level::TOP,
        count: Some(1 << 40),
        extra: [("k".to_owned(), vec![b"v".to_vec().into()])].into(),
        flag: Some(false),
    }
}

#[test]
fn added_fields_are_skipped() {
    for codec in codecs() {
        let bytes = codec.encode(&newer()).unwrap();
        let read: old::Record = codec.decode(&bytes).unwrap();
        assert_eq!((read.id, read.name.as_str()), (1, "x"));
    }
}

#[test]
fn absent_fields_have_their_defaults() {
    for codec in codecs() {
        let older = old::Record { id: 1, ..Default::default() };
        let bytes = codec.encode(&older).unwrap();
        let read: new::Record = codec.decode(&bytes).unwrap();
        assert_eq!(read.flag, Some(true));
        let read: new::Record = codec.decode(&codec.encode(&new::Nothing {}).unwrap()).unwrap();
        assert_eq!(read.name, "nobody");
        assert_eq!(read, new::Record::default());
    }
}

#[test]
fn a_field_of_another_type_is_skipped() {
    for codec in codecs() {
        let bytes = codec.encode(&newer()).unwrap();
        let read: old::Record = codec.decode(&bytes).unwrap();
        assert_eq!(read.count, None);
        let older = old::Record { count: Some(3), ..Default::default() };
        let bytes = codec.encode(&older).unwrap();
        let read: new::Record = codec.decode(&bytes).unwrap();
        assert_eq!(read.count, None);
    }
}

#[test]
fn a_container_of_other_elements_is_skipped() {
    for codec in codecs() {
        let bytes = codec.encode(&newer()).unwrap();
        let read: old::Record = codec.decode(&bytes).unwrap();
        assert!(read.scores.is_empty());
        let older =
            old::Record { scores: vec![1, 2], name: "after".to_owned(), ..Default::default() };
        let bytes = codec.encode(&older).unwrap();
        let read: new::Record = codec.decode(&bytes).unwrap();
        assert!(read.scores.is_empty());
        assert_eq!(read.name, "after");
    }
}

#[test]
fn unknown_enum_values_survive() {
    for codec in codecs() {
        let bytes = codec.encode(&newer()).unwrap();
        let read: old::Record = codec.decode(&bytes).unwrap();
        assert_eq!(read.level, old::Level(3));
        assert_eq!(format!("{:?} {}", read.level, old::Level::HIGH), "Level(3) HIGH");
    }
}

#[test]
fn unknown_union_fields_survive_and_are_written_as_they_came() {
    for codec in codecs() {
        let shape = newer().shape.unwrap();
        let bytes = codec.encode(&shape).unwrap();
        let read: old::Shape = codec.decode(&bytes).unwrap();
        let old::Shape::Unknown(field) = &read else { panic!("{read:?}") };
        assert_eq!((field.id(), field.ttype()), (2, thrift::TType::List));
        assert_eq!(codec.encode(&read).unwrap(), bytes);
    }
}

#[test]
fn a_union_field_of_another_type_is_unknown_too() {
    let bytes = hex::bytes("0a0001 0000000000000001 00");
    let read: old::Shape = binary::from_slice(&bytes).unwrap();
    let old::Shape::Unknown(field) = &read else { panic!("{read:?}") };
    assert_eq!((field.id(), field.ttype()), (1, thrift::TType::I64));
    assert_eq!(binary::to_vec(&read).unwrap(), bytes);
}

#[test]
fn closed_enums_and_unions_refuse_what_they_do_not_know() {
    #[derive(thrift::ThriftEnum, Debug)]
    enum Level {
        Low = 1,
    }
    #[derive(thrift::ThriftUnion, Debug)]
    enum Shape {
        #[thrift(id = 1)]
        Circle(i32),
    }
    assert!(matches!(binary::from_slice(&[0, 0, 0, 1]), Ok(Level::Low)));
    let error = binary::from_slice::<Level>(&[0, 0, 0, 3]).unwrap_err();
    assert_eq!(error.to_string(), "`Level` has no value 3");

    let known = binary::to_vec(&Shape::Circle(1)).unwrap();
    assert!(matches!(binary::from_slice(&known), Ok(Shape::Circle(1))));
    let bytes = binary::to_vec(&newer().shape.unwrap()).unwrap();
    assert_eq!(binary::from_slice::<Shape>(&bytes).unwrap_err().kind(), Kind::Union);
}

#[test]
fn unknown_union_fields_survive_a_change_of_protocol() {
    let shape = newer().shape.unwrap();
    for (from, to) in codecs().flat_map(|from| codecs().map(move |to| (from, to))) {
        let read: old::Shape = from.decode(&from.encode(&shape).unwrap()).unwrap();
        let old::Shape::Unknown(field) = &read else { panic!("{read:?}") };
        assert_eq!(field.protocol(), from.protocol);
        let bytes = to.encode(&read).unwrap();
        assert_eq!(bytes, to.encode(&shape).unwrap());
        assert_eq!(to.decode::<new::Shape>(&bytes).unwrap(), shape);
    }
}

#[test]
fn unknown_bools_survive_too() {
    // Compact has them in the header of their field.
    mod newest {
        thrift::thrift! { union Shape { 9: bool round, 300: map<bool, bool> both } }
    }
    for shape in [
        newest::Shape::Round(true),
        newest::Shape::Round(false),
        newest::Shape::Both([(true, false)].into()),
    ] {
        for (from, to) in codecs().flat_map(|from| codecs().map(move |to| (from, to))) {
            let read: old::Shape = from.decode(&from.encode(&shape).unwrap()).unwrap();
            assert_eq!(to.encode(&read).unwrap(), to.encode(&shape).unwrap());
        }
    }
}

#[test]
fn an_unknown_field_that_is_no_value_is_an_error_of_its_writer() {
    // What is unknown is only walked over: that 7 is no `bool` shows when it must be read.
    let read: old::Shape = thrift::compact::from_slice(&hex::bytes("59 11 07 00")).unwrap();
    assert_eq!(thrift::compact::to_vec(&read).unwrap(), hex::bytes("59 11 07 00"));
    let error = thrift::json::to_vec(&read).unwrap_err();
    assert_eq!((error.kind(), error.message()), (Kind::Invalid, "no `bool` is written as 7"));
}

#[test]
fn an_unknown_field_may_be_too_deep_for_its_writer() {
    thrift::thrift! { union Lists { 9: list<list<list<i32>>> lists } }
    let bytes = binary::to_vec(&Lists::Lists(vec![vec![vec![1]]])).unwrap();
    let read: old::Shape = binary::from_slice(&bytes).unwrap();
    let shallow = thrift::Limits::default().with_depth(3);
    let codec = thrift::protocol::Codec::new(thrift::Protocol::Json, shallow);
    assert_eq!(codec.encode(&read).unwrap_err().kind(), Kind::Limit);
}
