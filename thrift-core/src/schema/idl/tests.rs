use core::cell::Cell;
use std::collections::BTreeMap;

use super::{Item, to_idl};
use crate::protocol::Writer;
use crate::schema::{
    Enum, EnumValue, Field, Method, Requiredness, Service, Struct, StructKind, Type,
};
use crate::value::{List, Struct as Fields};
use crate::{Encode, Kind, Result, TType, Value};

const fn field(id: i16, name: &'static str, ty: fn() -> Type) -> Field {
    Field::new(id, name, Requiredness::Default, ty)
}

fn of_struct(fields: &'static [Field]) -> Item {
    let item: &'static Struct = Box::leak(Box::new(Struct::new("S", StructKind::Struct, fields)));
    Type::Struct(item).into()
}

#[track_caller]
fn refused(items: &[Item], text: &str) {
    let error = to_idl(items).unwrap_err();
    assert_eq!(error.to_string(), text);
    assert!(matches!(error.kind(), Kind::Invalid | Kind::Limit));
}

/// The struct `S` with one field of this default.
fn with_default(ty: fn() -> Type, default: fn() -> Result<Value>) -> Result<String> {
    let field = field(1, "f", ty).with_default(default);
    to_idl(&[of_struct(Box::leak(Box::new([field])))])
}

#[track_caller]
fn default_is(ty: fn() -> Type, default: fn() -> Result<Value>, text: &str) {
    let found = with_default(ty, default).unwrap();
    let value = found.split_once(" f = ").and_then(|(_, rest)| rest.split_once(";\n"));
    assert_eq!(value.map(|(value, _)| value), Some(text));
}

#[track_caller]
fn no_default(ty: fn() -> Type, default: fn() -> Result<Value>, text: &str) {
    let error = with_default(ty, default).unwrap_err();
    assert_eq!(error.to_string(), format!("S.f{text}"));
}

#[test]
fn numbers_are_exact() {
    default_is(i8::schema, || Ok(Value::I8(-128)), "-128");
    default_is(i64::schema, || Ok(Value::I64(i64::MIN)), "-9223372036854775808");
    default_is(bool::schema, || Ok(Value::Bool(true)), "true");
    for (number, text) in [
        (0.1_f64, "0.1"),
        (-0.0, "-0.0"),
        (5e-324, "5e-324"),
        (1.797_693_134_862_315_7e308, "1.7976931348623157e308"),
    ] {
        let mut out = String::new();
        super::value::value(Type::Double, &number.into(), &mut out).unwrap();
        assert_eq!(out, text);
    }
    no_default(
        f64::schema,
        || Ok(f64::NEG_INFINITY.into()),
        ": the IDL has no notation for the default: -inf",
    );
    no_default(
        f64::schema,
        || Ok(f64::NAN.into()),
        ": the IDL has no notation for the default: NaN",
    );
}

#[test]
fn strings_have_the_escapes_of_apache() {
    default_is(str::schema, || Ok("a\"b".into()), r#"'a"b'"#);
    default_is(str::schema, || Ok("a\"b'\\\r\n\té\u{1}".into()), "\"a\\\"b'\\\\\\r\\n\\té\u{1}\"");
    no_default(
        str::schema,
        || Ok("a\0".into()),
        ": the IDL has no notation for the default: a NUL in a string",
    );
    default_is(<[u8]>::schema, || Ok("raw".into()), "\"raw\"");
    no_default(
        <[u8]>::schema,
        || Ok(Value::String(vec![0xff].into())),
        ": the IDL has no notation for the default: bytes that are not UTF-8",
    );
}

#[test]
fn containers_follow_the_type() {
    default_is(Vec::<i32>::schema, || Ok(List::new().into()), "[]");
    default_is(Vec::<i32>::schema, || Ok(List::from_items([1, 2])?.into()), "[1, 2]");
    default_is(
        BTreeMap::<i32, Vec<bool>>::schema,
        || crate::value::to_value(&BTreeMap::from([(1, vec![false]), (2, vec![])])),
        "{1: [false], 2: []}",
    );
    default_is(
        || Type::Uuid,
        || Ok(Value::Uuid(*b"\x00\x11\x22\x33\x44\x55\x66\x77\x88\x99\xaa\xbb\xcc\xdd\xee\xff")),
        "\"00112233-4455-6677-8899-aabbccddeeff\"",
    );
    no_default(
        Vec::<f64>::schema,
        || Ok(List::from_items([0.5, f64::NAN])?.into()),
        "[1]: the IDL has no notation for the default: NaN",
    );
    no_default(i32::schema, || Ok("one".into()), ": the default is a `string`, and the type `i32`");
}

static MODE: Enum = Enum::new("Mode", &[EnumValue::new("ON", 1), EnumValue::new("TOO", 1)]);

fn mode() -> Type {
    Type::Enum(&MODE)
}

static INNER: Struct =
    Struct::new("Inner", StructKind::Union, &[field(3, "mode", mode), field(4, "not", mode)]);

fn inner() -> Type {
    Type::Struct(&INNER)
}

#[test]
fn enums_and_structs_are_written_by_name() {
    default_is(mode, || Ok(Value::I32(1)), "Mode.ON");
    default_is(inner, || Ok(Fields::new().with(4, 1_i32)?.into()), "{\"not\": Mode.ON}");
    no_default(
        mode,
        || Ok(Value::I32(7)),
        ": the IDL has no notation for the default: 7, which has no name in `Mode`",
    );
    no_default(
        inner,
        || Ok(Fields::new().with(9, 1_i32)?.into()),
        ": the IDL has no notation for the default: field 9, which `Inner` does not have",
    );
    no_default(
        inner,
        || Ok(Fields::new().with(3, 9_i32)?.into()),
        ".mode: the IDL has no notation for the default: 9, which has no name in `Mode`",
    );
}

struct ByHand;

impl Encode for ByHand {
    const TTYPE: TType = TType::Struct;

    fn encode<W: Writer>(&self, _: &mut W) {}
}

static SHOP: Service = Service::new(
    "Shop",
    &[Method::new("buy", &[field(1, "what", ByHand::schema)], || None, || &[])],
);

#[test]
fn what_is_not_described_is_named() {
    let text = "the type is a `struct` that does not describe itself; override `Encode::schema` \
                for it";
    refused(&[Item::Type(ByHand::schema())], text);
    let path = of_struct(const { &[field(1, "extra", Vec::<ByHand>::schema)] });
    refused(&[path], &format!("S.extra: {text}"));
    refused(&[Item::from(&SHOP)], &format!("Shop.buy.what: {text}"));
}

static NAMED_S: Service = Service::new("S", &[]);

#[test]
fn two_types_of_one_name_are_refused() {
    let (first, same) = (of_struct(&[]), of_struct(&[]));
    assert_eq!(to_idl(&[first, same]).unwrap(), "struct S {}\n");
    let other = of_struct(const { &[field(1, "x", i32::schema)] });
    refused(&[first, other], "two different definitions are named `S`");
    refused(&[first, (&NAMED_S).into()], "two different definitions are named `S`");
}

static KEYWORD: Struct = Struct::new("list", StructKind::Struct, &[]);

static DOTTED: Enum = Enum::new("E", &[EnumValue::new("a.b", 1)]);

#[test]
fn names_must_be_names() {
    let cases: [(&'static [Field], &str); 4] = [
        (const { &[field(1, "foo bar", i32::schema)] }, "S.foo bar: \"foo bar\""),
        (const { &[field(1, "0", i32::schema)] }, "S.0: \"0\""),
        (const { &[field(1, "true", i32::schema)] }, "S.true: \"true\""),
        (const { &[field(1, "é", i32::schema)] }, "S.é: \"é\""),
    ];
    for (fields, text) in cases {
        refused(&[of_struct(fields)], &format!("{text} is no name in Thrift IDL"));
    }
    refused(&[Type::Struct(&KEYWORD).into()], "list: \"list\" is no name in Thrift IDL");
    refused(&[Type::Enum(&DOTTED).into()], "E: \"a.b\" is no name in Thrift IDL");
    // A keyword is a name of a field.
    let text = to_idl(&[of_struct(const { &[field(1, "list", i32::schema)] })]).unwrap();
    assert_eq!(text, "struct S {\n  1: i32 list;\n}\n");
    let odd = of_struct(const { &[field(1, "a", i32::schema).with_annotations(&[("a b", "")])] });
    refused(&[odd], "S.a: \"a b\" is no name in Thrift IDL");
}

#[test]
fn annotations_are_whole_or_refused() {
    let fields = const { &[field(1, "a", i32::schema).with_annotations(&[("k", "it's\n")])] };
    let text = to_idl(&[of_struct(fields)]).unwrap();
    assert_eq!(text, "struct S {\n  1: i32 a (k = \"it's\\n\");\n}\n");
    let fields = const { &[field(1, "a", i32::schema).with_annotations(&[("k", "a\0b")])] };
    let text = "S.a: the IDL has no notation for a NUL, which is in the annotation `k`";
    refused(&[of_struct(fields)], text);
}

#[test]
fn ids_that_nobody_wrote_are_not_written() {
    let fields = const {
        &[field(-1, "a", i32::schema), field(3, "b", i32::schema), field(-2, "c", i32::schema)]
    };
    let text = to_idl(&[of_struct(fields)]).unwrap();
    assert_eq!(text, "struct S {\n  i32 a;\n  3: i32 b;\n  i32 c;\n}\n");
    let fields = const { &[field(-2, "a", i32::schema)] };
    refused(&[of_struct(fields)], "S.a: the id is -2, which only `-1` could be");
}

#[test]
fn ids_that_nobody_wrote_have_an_end() {
    let ids = (i16::MIN..0).rev().chain([-1]);
    let fields: Vec<_> = ids.map(|id| field(id, "a", i32::schema)).collect();
    refused(
        &[of_struct(Box::leak(fields.into_boxed_slice()))],
        "S.a: the id is -1, which only `-32769` could be",
    );
}

#[test]
fn docs_stay_inside_their_comment() {
    let fields = const {
        &[
            field(1, "a", i32::schema).with_docs("All **/*.rs"),
            field(2, "b", i32::schema).with_docs("One\r\n\n two"),
            field(3, "c", i32::schema).with_docs(" \n"),
            field(4, "d", i32::schema).with_docs("*\0/ \0d"),
        ]
    };
    assert_eq!(
        to_idl(&[of_struct(fields)]).unwrap(),
        "struct S {\n  /** All ** /*.rs */\n  1: i32 a;\n  /**\n   * One\n   *\n   *  two\n   \
         */\n  2: i32 b;\n  3: i32 c;\n  /** * / d */\n  4: i32 d;\n}\n"
    );
}

fn endless() -> Type {
    Type::List(endless)
}

#[test]
fn a_list_of_itself_is_refused() {
    refused(
        &[of_struct(const { &[field(1, "a", endless)] })],
        "S.a: the type is nested too deeply",
    );
}

static FIRST: Struct = Struct::new("First", StructKind::Struct, &[field(1, "second", second)]);
static SECOND: Struct = Struct::new(
    "Second",
    StructKind::Struct,
    &[Field::new(1, "third", Requiredness::Default, third)
        .with_default(|| Ok(Fields::new().into()))],
);
static THIRD: Struct = Struct::new(
    "Third",
    StructKind::Struct,
    &[
        Field::new(1, "first", Requiredness::Optional, first),
        Field::new(2, "last", Requiredness::Optional, last),
    ],
);
static LAST: Struct = Struct::new("Last", StructKind::Struct, &[]);

fn first() -> Type {
    Type::Struct(&FIRST)
}

fn second() -> Type {
    Type::Struct(&SECOND)
}

fn third() -> Type {
    Type::Struct(&THIRD)
}

fn last() -> Type {
    Type::Struct(&LAST)
}

/// In a circle somebody must stand first; it is not the one with a value.
#[test]
fn values_stand_below_all_that_may_be_in_them() {
    for root in [first, second, third] {
        let text = to_idl(&[root().into()]).unwrap();
        let at = |name: &str| text.find(&format!("struct {name} ")).unwrap();
        assert!(at("Third") < at("Second") && at("Last") < at("Second"), "{text}");
        assert!(at("First") < at("Second"), "{text}");
    }
}

thread_local! {
    static ASKED: Cell<u32> = const { Cell::new(0) };
}

static HUB: Struct = Struct::new("Hub", StructKind::Struct, &[field(1, "x", asked)]);

fn asked() -> Type {
    ASKED.set(ASKED.get() + 1);
    Type::I32
}

/// Large files have thousands of definitions, and some of these are mentioned by all others.
#[test]
fn what_is_mentioned_often_is_followed_once() {
    let spoke = |name| {
        let hub = field(1, "hub", || Type::Struct(&HUB)).with_default(|| Ok(Fields::new().into()));
        let fields: &'static [Field] = Box::leak(Box::new([hub; 100]));
        Type::Struct(Box::leak(Box::new(Struct::new(name, StructKind::Struct, fields)))).into()
    };
    to_idl(&[spoke("First"), spoke("Second")]).unwrap();
    // Once to find all, once to print it, and once for each definition that has a value of it.
    assert_eq!(ASKED.get(), 4);
}
