//! Old readers and new writers, and the other way round.

use thrift::{Kind, binary};
use thrift_tests::hex;

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
    let bytes = binary::to_vec(&newer()).unwrap();
    let read: old::Record = binary::from_slice(&bytes).unwrap();
    assert_eq!((read.id, read.name.as_str()), (1, "x"));
}

#[test]
fn absent_fields_have_their_defaults() {
    let older = old::Record { id: 1, ..Default::default() };
    let bytes = binary::to_vec(&older).unwrap();
    let read: new::Record = binary::from_slice(&bytes).unwrap();
    assert_eq!(read.flag, Some(true));
    let read: new::Record = binary::from_slice(&[0]).unwrap();
    assert_eq!(read.name, "nobody");
    assert_eq!(read, new::Record::default());
}

#[test]
fn a_field_of_another_type_is_skipped() {
    let bytes = binary::to_vec(&newer()).unwrap();
    let read: old::Record = binary::from_slice(&bytes).unwrap();
    assert_eq!(read.count, None);
    let older = old::Record { count: Some(3), ..Default::default() };
    let bytes = binary::to_vec(&older).unwrap();
    let read: new::Record = binary::from_slice(&bytes).unwrap();
    assert_eq!(read.count, None);
}

#[test]
fn a_container_of_other_elements_is_skipped() {
    let bytes = binary::to_vec(&newer()).unwrap();
    let read: old::Record = binary::from_slice(&bytes).unwrap();
    assert!(read.scores.is_empty());
    let older = old::Record { scores: vec![1, 2], name: "after".to_owned(), ..Default::default() };
    let bytes = binary::to_vec(&older).unwrap();
    let read: new::Record = binary::from_slice(&bytes).unwrap();
    assert!(read.scores.is_empty());
    assert_eq!(read.name, "after");
}

#[test]
fn unknown_enum_values_survive() {
    let bytes = binary::to_vec(&newer()).unwrap();
    let read: old::Record = binary::from_slice(&bytes).unwrap();
    assert_eq!(read.level, old::Level(3));
    assert_eq!(format!("{:?} {}", read.level, old::Level::HIGH), "Level(3) HIGH");
}

#[test]
fn unknown_union_fields_survive_and_are_written_as_they_came() {
    let shape = newer().shape.unwrap();
    let bytes = binary::to_vec(&shape).unwrap();
    let read: old::Shape = binary::from_slice(&bytes).unwrap();
    let old::Shape::Unknown(field) = &read else { panic!("{read:?}") };
    assert_eq!((field.id(), field.ttype()), (2, thrift::TType::List));
    assert_eq!(binary::to_vec(&read).unwrap(), bytes);
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
