//! §1.4, enums.

use thrift_idl::{Code, Value};

use crate::support::{
    clean, enum_number, enumeration, good, help, message, refused, structure, value,
};

fn numbers(text: &str) -> Vec<i32> {
    enumeration(&good(text), "E").values.iter().map(|value| value.number).collect()
}

#[test]
fn e1_enum() {
    let program = clean("enum E { A, B = 5; C (k = 'v') D = 0x10 } (q)");
    let item = enumeration(&program, "E");
    assert_eq!(item.values.iter().map(|v| v.number).collect::<Vec<_>>(), [0, 5, 6, 16]);
    assert_eq!(item.values[2].annotations[0].value, "v");
    assert_eq!(item.annotations[0].key, "q");
    assert_eq!(numbers("enum E { A = -5, B, C = 2, D }"), [-5, -4, 2, 3]);
}

#[test]
fn e2_value_literal() {
    assert_eq!(numbers("enum E { A = 7, B = +8, C = -9, D = 0xa, F = true }"), [7, 8, -9, 10, 1]);
    for (number, wrong) in [("B", "B"), ("1.0", "1.0"), ("'x'", "'x'"), ("- 5", "-")] {
        let text = format!("enum E {{ A = {number} }}");
        assert_eq!(refused(&text), (Code::Syntax, wrong), "{text}");
    }
}

#[test]
fn e3_range() {
    assert_eq!(numbers("enum E { A = -2147483648, B = 2147483647 }"), [i32::MIN, i32::MAX]);
    for number in ["2147483648", "-2147483649", "0xffffffff", "9223372036854775807"] {
        let text = format!("enum E {{ A = {number} }}");
        assert_eq!(refused(&text), (Code::EnumRange, number));
    }
    let text = "enum E { A = 2147483647, B }";
    assert_eq!(refused(text), (Code::EnumRange, "B"));
    assert_eq!(message(text), "enum value 2147483648 does not fit in 32 bits");
}

#[test]
fn e4_duplicates() {
    let program = clean("enum E { A = 1, B = 1, a = 1 } const E x = 1");
    assert_eq!(enumeration(&program, "E").values.len(), 3);
    // A number alone is the first value that has it.
    assert!(matches!(value("enum E { A = 1, B = 1 } const E x = 1"), Value::Enum { index: 0, .. }));
    let text = "enum E { A = 1, A = 2 }";
    assert_eq!(refused(text), (Code::DuplicateName, "A"));
    assert_eq!(message(text), "`A` is already a value of this enum");
}

#[test]
fn e5_empty_enum() {
    assert!(enumeration(&clean("enum E {}"), "E").values.is_empty());
}

#[test]
fn e6_annotations_of_values() {
    clean("enum E { A = 1 (a = '1'), B (b) C }");
    let text = "enum E { A (a = '1') = 1 }";
    assert_eq!(refused(text), (Code::Syntax, "="));
    assert_eq!(help(text), "annotations stand behind the number");
}

#[test]
fn e7_scoping() {
    let text = "enum E { A, B } enum F { B, A } const F x = F.A";
    clean(text);
    assert_eq!(enum_number(text), 1);
    clean("enum E { E } const i32 A = 1 const i32 E = 2 enum G { A }");
    assert_eq!(value("enum E { A, B } const i32 x = input.E.B"), Value::I32(1));
}

#[test]
fn e8_no_underlying_type() {
    assert_eq!(refused("enum E : i8 { A }"), (Code::Syntax, ":"));
    assert_eq!(refused("enum E extends i8 { A }"), (Code::Syntax, "extends"));
    clean("enum E { A } struct S { 1: E e, 2: map<E, E> f }");
    assert_eq!(structure(&good("enum E {} struct S { 1: E e }"), "S").fields.len(), 1);
}
