//! Fields that come, go, move, and get other ids and defaults.

use std::collections::{BTreeMap, BTreeSet};

use thrift::ThriftStruct;

use super::support::{reads, rows};

mod idl {
    pub(super) mod old {
        thrift::thrift! {
            struct Inner { 1: i32 id }
            struct Record {
                1: i32 id,
                2: string name,
                3: list<Inner> list,
                4: map<Key, Inner> map,
                5: optional Inner inner,
                6: set<Key> set,
            }
            struct Key { 1: i32 id }
            struct Order { 1: i32 first, 2: string second, 3: bool third, 4: optional double fourth }
            struct Defaults {
                1: i32 changed = 1,
                2: i32 added,
                3: i32 removed = 3,
                4: optional i32 changed_optional = 1,
                5: optional i32 added_optional,
                6: optional i32 removed_optional = 3,
                7: list<i32> list = [1],
            }
            struct Nothing {}
        }
    }

    pub(super) mod new {
        thrift::thrift! {
            struct Inner { 1: i32 id, 2: list<map<string, list<bool>>> more, 3: bool flag = true }
            struct Record {
                7: optional uuid unique,
                3: list<Inner> list,
                4: map<Key, Inner> map,
                5: optional Inner inner,
                6: set<Key> set,
                1: i32 id,
                9: map<string, list<binary>> extra,
                2: string name,
                8: optional bool flag = true,
            }
            struct Key { 2: string name, 1: i32 id }
            struct Order { 4: optional double fourth, 2: string second, 1: i32 first, 3: bool third }
            struct Defaults {
                1: i32 changed = 10,
                2: i32 added = 20,
                3: i32 removed,
                4: optional i32 changed_optional = 10,
                5: optional i32 added_optional = 20,
                6: optional i32 removed_optional,
                7: list<i32> list = [10, 20],
            }
            struct Nothing {}
        }
    }
}

mod derived {
    use super::*;

    pub(super) mod old {
        use super::*;

        #[derive(ThriftStruct, Clone, Debug, Default, PartialEq)]
        pub struct Inner {
            #[thrift(id = 1)]
            pub id: i32,
        }

        #[derive(ThriftStruct, Clone, Debug, Default, PartialEq)]
        pub struct Record {
            #[thrift(id = 1)]
            pub id: i32,
            #[thrift(id = 2)]
            pub name: String,
            #[thrift(id = 3)]
            pub list: Vec<Inner>,
            #[thrift(id = 4)]
            pub map: BTreeMap<Key, Inner>,
            #[thrift(id = 5)]
            pub inner: Option<Inner>,
            #[thrift(id = 6)]
            pub set: BTreeSet<Key>,
        }

        #[derive(ThriftStruct, Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
        pub struct Key {
            #[thrift(id = 1)]
            pub id: i32,
        }

        #[derive(ThriftStruct, Clone, Debug, Default, PartialEq)]
        pub struct Order {
            #[thrift(id = 1)]
            pub first: i32,
            #[thrift(id = 2)]
            pub second: String,
            #[thrift(id = 3)]
            pub third: bool,
            #[thrift(id = 4)]
            pub fourth: Option<f64>,
        }

        #[derive(ThriftStruct, Clone, Debug, PartialEq)]
        pub struct Defaults {
            #[thrift(id = 1, default = 1)]
            pub changed: i32,
            #[thrift(id = 2)]
            pub added: i32,
            #[thrift(id = 3, default = 3)]
            pub removed: i32,
            #[thrift(id = 4, default = 1)]
            pub changed_optional: Option<i32>,
            #[thrift(id = 5)]
            pub added_optional: Option<i32>,
            #[thrift(id = 6, default = 3)]
            pub removed_optional: Option<i32>,
            #[thrift(id = 7, default = vec![1])]
            pub list: Vec<i32>,
        }

        #[derive(ThriftStruct, Debug, PartialEq)]
        pub struct Nothing {}
    }

    pub(super) mod new {
        use super::*;

        #[derive(ThriftStruct, Clone, Debug, Default, PartialEq)]
        pub struct Inner {
            #[thrift(id = 1)]
            pub id: i32,
            #[thrift(id = 2)]
            pub more: Vec<BTreeMap<String, Vec<bool>>>,
            #[thrift(id = 3, default = true)]
            pub flag: bool,
        }

        #[derive(ThriftStruct, Clone, Debug, Default, PartialEq)]
        pub struct Record {
            #[thrift(id = 7)]
            pub unique: Option<uuid::Uuid>,
            #[thrift(id = 3)]
            pub list: Vec<Inner>,
            #[thrift(id = 4)]
            pub map: BTreeMap<Key, Inner>,
            #[thrift(id = 5)]
            pub inner: Option<Inner>,
            #[thrift(id = 6)]
            pub set: BTreeSet<Key>,
            #[thrift(id = 1)]
            pub id: i32,
            #[thrift(id = 9)]
            pub extra: BTreeMap<String, Vec<bytes::Bytes>>,
            #[thrift(id = 2)]
            pub name: String,
            #[thrift(id = 8, default = true)]
            pub flag: Option<bool>,
        }

        #[derive(ThriftStruct, Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
        pub struct Key {
            #[thrift(id = 2)]
            pub name: String,
            #[thrift(id = 1)]
            pub id: i32,
        }

        #[derive(ThriftStruct, Clone, Debug, Default, PartialEq)]
        pub struct Order {
            #[thrift(id = 4)]
            pub fourth: Option<f64>,
            #[thrift(id = 2)]
            pub second: String,
            #[thrift(id = 1)]
            pub first: i32,
            #[thrift(id = 3)]
            pub third: bool,
        }

        #[derive(ThriftStruct, Clone, Debug, PartialEq)]
        pub struct Defaults {
            #[thrift(id = 1, default = 10)]
            pub changed: i32,
            #[thrift(id = 2, default = 20)]
            pub added: i32,
            #[thrift(id = 3)]
            pub removed: i32,
            #[thrift(id = 4, default = 10)]
            pub changed_optional: Option<i32>,
            #[thrift(id = 5, default = 20)]
            pub added_optional: Option<i32>,
            #[thrift(id = 6)]
            pub removed_optional: Option<i32>,
            #[thrift(id = 7, default = vec![10, 20])]
            pub list: Vec<i32>,
        }

        #[derive(ThriftStruct, Debug, PartialEq)]
        pub struct Nothing {}
    }
}

rows! {
    // What is not there yet has its default, at any depth.
    added: old::Record {
        id: 1,
        name: "x".into(),
        list: vec![old::Inner { id: 2 }, old::Inner { id: 3 }],
        map: [(old::Key { id: 4 }, old::Inner { id: 5 })].into(),
        inner: Some(old::Inner { id: 6 }),
        set: [old::Key { id: 7 }, old::Key { id: 8 }].into(),
    } => new::Record {
        unique: None,
        list: vec![
            new::Inner { id: 2, more: vec![], flag: true },
            new::Inner { id: 3, more: vec![], flag: true },
        ],
        map: [(new::Key { name: String::new(), id: 4 }, new::Inner { id: 5, more: vec![], flag: true })]
            .into(),
        inner: Some(new::Inner { id: 6, more: vec![], flag: true }),
        set: [new::Key { name: String::new(), id: 7 }, new::Key { name: String::new(), id: 8 }].into(),
        id: 1,
        extra: [].into(),
        name: "x".into(),
        flag: Some(true),
    };

    // What is no longer there, or not yet, is skipped.
    removed: new::Record {
        unique: Some(uuid::Uuid::from_u128(1)),
        list: vec![
            new::Inner { id: 2, more: vec![[("k".into(), vec![true])].into()], flag: true },
            new::Inner { id: 3, more: vec![], flag: false },
        ],
        map: [(new::Key { name: "n".into(), id: 4 }, new::Inner { id: 5, more: vec![], flag: true })]
            .into(),
        inner: Some(new::Inner { id: 6, more: vec![[].into()], flag: true }),
        set: [new::Key { name: "n".into(), id: 7 }].into(),
        id: 1,
        extra: [("k".into(), vec![b"v".to_vec().into()])].into(),
        name: "x".into(),
        flag: Some(false),
    } => old::Record {
        id: 1,
        name: "x".into(),
        list: vec![old::Inner { id: 2 }, old::Inner { id: 3 }],
        map: [(old::Key { id: 4 }, old::Inner { id: 5 })].into(),
        inner: Some(old::Inner { id: 6 }),
        set: [old::Key { id: 7 }].into(),
    };

    // Keys that were different no longer are, and become one: the last one counts.
    merged: new::Record {
        set: [new::Key { name: "a".into(), id: 1 }, new::Key { name: "b".into(), id: 1 }].into(),
        map: [
            (new::Key { name: "a".into(), id: 1 }, new::Inner { id: 1, more: vec![], flag: true }),
            (new::Key { name: "b".into(), id: 1 }, new::Inner { id: 2, more: vec![], flag: true }),
        ]
        .into(),
        unique: None,
        list: vec![],
        inner: None,
        id: 1,
        extra: [].into(),
        name: String::new(),
        flag: Some(true),
    } => old::Record {
        set: [old::Key { id: 1 }].into(),
        map: [(old::Key { id: 1 }, old::Inner { id: 2 })].into(),
        id: 1,
        ..Default::default()
    };

    reordered: old::Order { first: 1, second: "2".into(), third: true, fourth: Some(4.5) }
        => new::Order { first: 1, second: "2".into(), third: true, fourth: Some(4.5) };

    reordered_back: new::Order { first: 1, second: "2".into(), third: true, fourth: None }
        => old::Order { first: 1, second: "2".into(), third: true, fourth: None };

    // Values are written, and not that they are defaults.
    defaults_written: old::Defaults {
        changed: 1,
        added: 0,
        removed: 3,
        changed_optional: Some(1),
        added_optional: None,
        removed_optional: Some(3),
        list: vec![1],
    } => new::Defaults {
        changed: 1,
        added: 0,
        removed: 3,
        changed_optional: Some(1),
        added_optional: Some(20),
        removed_optional: Some(3),
        list: vec![1],
    };

    defaults_written_back: new::Defaults {
        changed: 10,
        added: 20,
        removed: 0,
        changed_optional: None,
        added_optional: None,
        removed_optional: None,
        list: vec![],
    } => old::Defaults {
        changed: 10,
        added: 20,
        removed: 0,
        changed_optional: Some(1),
        added_optional: None,
        removed_optional: Some(3),
        list: vec![],
    };

    defaults_of_the_reader: old::Nothing {} => new::Defaults {
        changed: 10,
        added: 20,
        removed: 0,
        changed_optional: Some(10),
        added_optional: Some(20),
        removed_optional: None,
        list: vec![10, 20],
    };

    defaults_of_the_old_reader: new::Nothing {} => old::Defaults {
        changed: 1,
        added: 0,
        removed: 3,
        changed_optional: Some(1),
        added_optional: None,
        removed_optional: Some(3),
        list: vec![1],
    };
}

#[derive(ThriftStruct, Debug, PartialEq)]
struct Before {
    #[thrift(id = 1)]
    id: i32,
    #[thrift(id = 2)]
    names: Vec<String>,
    #[thrift(id = 3)]
    flag: Option<bool>,
}

#[derive(ThriftStruct, Debug, PartialEq)]
struct Moved {
    #[thrift(id = 11, deprecated_ids(1))]
    id: i32,
    #[thrift(id = 12, deprecated_ids(2, 22))]
    names: Vec<String>,
    #[thrift(id = 13, deprecated_ids(3))]
    flag: Option<bool>,
}

#[derive(ThriftStruct, Debug, PartialEq)]
struct Between {
    #[thrift(id = 22)]
    names: Vec<String>,
}

#[derive(ThriftStruct, Debug, PartialEq)]
struct Both {
    #[thrift(id = 2)]
    old: Vec<String>,
    #[thrift(id = 12)]
    new: Vec<String>,
}

#[test]
fn of_two_fields_that_became_one_the_last_one_counts() {
    let names = |name: &str| vec![name.to_owned()];
    let both = Both { old: names("old"), new: names("new") };
    reads(&both, &Moved { id: 0, names: names("new"), flag: None });
}

#[test]
fn fields_that_were_renumbered_are_found_under_their_old_ids() {
    let names = || vec!["a".to_owned(), "b".to_owned()];
    let before = Before { id: 1, names: names(), flag: Some(true) };
    reads(&before, &Moved { id: 1, names: names(), flag: Some(true) });
    let between = Between { names: names() };
    reads(&between, &Moved { id: 0, names: names(), flag: None });
    // New ids are written, which old programs do not know.
    let moved = Moved { id: 1, names: names(), flag: Some(true) };
    reads(&moved, &Before { id: 0, names: vec![], flag: None });
    reads(&moved, &Moved { id: 1, names: names(), flag: Some(true) });
}
