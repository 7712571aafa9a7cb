//! Constants.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use thrift::Total;
use uuid::Uuid;

mod idl {
    thrift::thrift! {
        const bool YES = true
        const i8 SMALL = -128
        const i64 LARGE = 0x7fffffffffffffff
        const double TENTH = 0.1
        const double WIDE = 1.7976931348623157e308
        const double ZERO = -0.0
        const string TEXT = "a\n\"b\""
        const binary RAW = "\\"
        const uuid ID = "00112233-4455-6677-8899-aabbccddeeff"
        enum Color { RED = 1 }
        const Color FAVOURITE = Color.RED
        const list<i32> NUMBERS = [1, LIMIT]
        const i32 LIMIT = 10
        const map<string, list<double>> TABLE = {"a": [0.5], "b": []}
        const set<double> HALVES = [0.5, 1.5]
        struct Point { 1: double x, 2: optional double y, 3: list<Point> next }
        const Point ORIGIN = {"x": 1.5, "next": [{"y": 2}]}
        union Either { 1: i8 left, 2: Point right }
        const Either CHOICE = {"right": {"x": 3}}
        typedef i64 UserId
        const UserId ROOT = 1
        const map<Either, Color> MIXED = {{"left": 1}: Color.RED}
    }
}

#[test]
fn k1_scalars() {
    const ALL: (bool, i8, i64, i64) = (idl::YES, idl::SMALL, idl::LARGE, idl::ROOT);
    const COLOR: idl::Color = idl::FAVOURITE;
    assert_eq!(ALL, (true, -128, i64::MAX, 1));
    assert_eq!(COLOR, idl::Color::RED);
}

#[test]
fn k2_doubles_to_the_last_bit() {
    const DOUBLES: [f64; 3] = [idl::TENTH, idl::WIDE, idl::ZERO];
    assert_eq!(DOUBLES.map(f64::to_bits), [0.1, f64::MAX, -0.0].map(f64::to_bits));
}

#[test]
fn k3_strings_and_bytes() {
    const TEXT: &str = idl::TEXT;
    const RAW: &[u8] = idl::RAW;
    const ID: Uuid = idl::ID;
    assert_eq!((TEXT, RAW), ("a\n\"b\"", &b"\\"[..]));
    assert_eq!(ID.to_string(), "00112233-4455-6677-8899-aabbccddeeff");
}

#[test]
fn k4_containers() {
    let numbers: &LazyLock<Vec<i32>> = &idl::NUMBERS;
    assert_eq!(**numbers, [1, 10]);
    let table: &BTreeMap<String, Vec<f64>> = &idl::TABLE;
    assert_eq!(*table, [("a".into(), vec![0.5]), ("b".into(), vec![])].into());
    let halves: &BTreeSet<Total<f64>> = &idl::HALVES;
    assert_eq!(*halves, [Total(0.5), Total(1.5)].into());
}

#[test]
fn k5_structs_and_unions() {
    let next = vec![idl::Point { y: Some(2.0), ..Default::default() }];
    assert_eq!(*idl::ORIGIN, idl::Point { x: 1.5, y: None, next });
    let right = idl::Point { x: 3.0, ..Default::default() };
    assert_eq!(*idl::CHOICE, idl::Either::Right(right));
    assert_eq!(idl::MIXED[&Total(idl::Either::Left(1))], idl::Color::RED);
}
