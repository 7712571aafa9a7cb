//! Values that come to an enum, and go.

use std::collections::{BTreeMap, BTreeSet};

use thrift::{DecodeOwned, Encode, ThriftEnum, ThriftStruct, ThriftUnion};

use super::support::{passes, reads, refuses};

mod old {
    thrift::thrift! {
        enum Level { LOW = 1, HIGH = 2 }
        union OneOf { 1: i32 number, 2: Level level }
        struct Places {
            1: Level plain,
            2: optional Level maybe,
            3: list<Level> items,
            4: set<Level> several,
            5: map<i32, Level> values,
            6: map<Level, i32> keys,
            7: optional OneOf one,
            8: i32 after,
        }
    }
}

mod new {
    thrift::thrift! {
        enum Level { HIGH = 2, TOP = 3, BOTTOM = -1 }
        union OneOf { 1: i32 number, 2: Level level }
        struct Places {
            1: Level plain,
            2: optional Level maybe,
            3: list<Level> items,
            4: set<Level> several,
            5: map<i32, Level> values,
            6: map<Level, i32> keys,
            7: optional OneOf one,
            8: i32 after,
        }
    }
}

/// An enum of Rust, in the same places.
macro_rules! derived {
    ($module:ident { $($variant:tt)* }) => {
        mod $module {
            use super::*;

            #[derive(ThriftEnum, Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
            pub enum Level {
                #[thrift(value = 1)]
                Low,
                #[thrift(value = 2)]
                High,
                $($variant)*
            }

            impl Default for Level {
                fn default() -> Self {
                    Self::Low
                }
            }

            #[derive(ThriftUnion, Debug, PartialEq)]
            pub enum OneOf {
                #[thrift(id = 1)]
                Number(i32),
                #[thrift(id = 2)]
                Level(Level),
            }

            #[derive(ThriftStruct, Debug, PartialEq)]
            pub struct Places {
                #[thrift(id = 1)]
                pub plain: Level,
                #[thrift(id = 2)]
                pub maybe: Option<Level>,
                #[thrift(id = 3)]
                pub items: Vec<Level>,
                #[thrift(id = 4)]
                pub several: BTreeSet<Level>,
                #[thrift(id = 5)]
                pub values: BTreeMap<i32, Level>,
                #[thrift(id = 6)]
                pub keys: BTreeMap<Level, i32>,
                #[thrift(id = 7)]
                pub one: Option<OneOf>,
                #[thrift(id = 8)]
                pub after: i32,
            }
        }
    };
}

derived! { closed {} }
derived! { with_unknown { #[thrift(unknown)] Unknown(i32), } }

/// The value in every place, beside one that all know.
macro_rules! places {
    ($module:ident, $high:expr, $value:expr) => {
        $module::Places {
            plain: $value,
            maybe: Some($value),
            items: vec![$high, $value, $high],
            several: [$high, $value].into(),
            values: [(1, $high), (2, $value), (3, $high)].into(),
            keys: [($high, 1), ($value, 2)].into(),
            one: Some($module::OneOf::Level($value)),
            after: 8,
        }
    };
}

#[test]
fn a_value_that_is_not_known_survives_in_an_open_enum() {
    use with_unknown::Level;

    for number in [new::Level::TOP.0, new::Level::BOTTOM.0] {
        let written = places!(new, new::Level::HIGH, new::Level(number));
        let read = places!(old, old::Level::HIGH, old::Level(number));
        reads(&written, &read);
        assert_eq!(format!("{:?}", read.items), format!("[HIGH, Level({number}), HIGH]"));
        let read = places!(with_unknown, Level::High, Level::Unknown(number));
        reads(&written, &read);
    }
    let top = places!(new, new::Level::HIGH, new::Level::TOP);
    passes::<old::Places, _>(&top);
    passes::<with_unknown::Places, _>(&top);
}

#[test]
fn a_value_that_was_removed_survives_as_a_number() {
    let written = places!(old, old::Level::HIGH, old::Level::LOW);
    reads(&written, &places!(new, new::Level::HIGH, new::Level(1)));
    passes::<new::Places, _>(&written);
    reads(&written, &places!(closed, closed::Level::High, closed::Level::Low));
}

#[test]
fn a_closed_enum_says_where_the_value_is_that_it_does_not_have() {
    use new::{Level, OneOf, Places};

    let known = || places!(new, Level::HIGH, Level::HIGH);
    let top = Level::TOP;
    let rows = [
        ("plain", Places { plain: top, ..known() }),
        ("maybe", Places { maybe: Some(top), ..known() }),
        ("items[1]", Places { items: vec![Level::HIGH, top], ..known() }),
        ("several[1]", Places { several: [Level::HIGH, top].into(), ..known() }),
        ("values[1]", Places { values: [(1, Level::HIGH), (2, top)].into(), ..known() }),
        ("keys[1].key", Places { keys: [(Level::HIGH, 1), (top, 2)].into(), ..known() }),
        ("one.Level", Places { one: Some(OneOf::Level(top)), ..known() }),
    ];
    reads(&known(), &places!(closed, closed::Level::High, closed::Level::High));
    for (place, written) in rows {
        refuses::<closed::Places>(&written, &format!("{place}: `Level` has no value 3"));
    }
}

#[test]
fn a_value_that_was_added_is_not_what_absent_fields_get() {
    reads(&new::Places::default(), &old::Places { plain: old::Level(0), ..Default::default() });
    let absent = thrift::value::Struct::new();
    reads(&absent, &new::Places::default());
    assert_default::<old::Places>();
}

/// A default is written and read as what it is.
fn assert_default<T: Encode + DecodeOwned + Default + PartialEq + std::fmt::Debug>() {
    reads(&T::default(), &T::default());
}
