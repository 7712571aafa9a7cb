//! Containers.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, VecDeque};

use indexmap::{IndexMap, IndexSet};
use thrift::{ThriftStruct, Total};

use super::support::{is, read_back, written};

#[test]
fn c1_list() {
    thrift::thrift! {
        struct Idl { 1: list<i8> a, 2: list<i8> b (rust.type = "VecDeque") }
    }
    #[derive(ThriftStruct)]
    struct Derived {
        #[thrift(id = 1)]
        a: [i8; 2],
        #[thrift(id = 2)]
        b: Box<[i8]>,
    }
    let value = Idl { a: vec![1, 2], b: [3].into() };
    is::<Vec<i8>>(&value.a);
    is::<VecDeque<i8>>(&value.b);
    let bytes = "0f 0001 03 00000002 0102 0f 0002 03 00000001 03 00";
    written(&value, &Derived { a: [1, 2], b: [3].into() }, bytes);
    read_back(&value);
}

#[test]
fn c2_set() {
    thrift::thrift! {
        struct Idl { 1: set<i8> a, 2: set<i8> b (rust.type = "HashSet") }
    }
    #[derive(ThriftStruct)]
    struct Derived {
        #[thrift(id = 1)]
        a: BTreeSet<i8>,
        #[thrift(id = 2)]
        b: HashSet<i8>,
    }
    let value = Idl { a: [2, 1].into(), b: [3].into() };
    is::<BTreeSet<i8>>(&value.a);
    is::<HashSet<i8>>(&value.b);
    let bytes = "0e 0001 03 00000002 0102 0e 0002 03 00000001 03 00";
    written(&value, &Derived { a: [2, 1].into(), b: [3].into() }, bytes);
    read_back(&value);
}

#[test]
fn c3_map() {
    thrift::thrift! {
        struct Idl { 1: map<i8, bool> a, 2: map<i8, bool> b (rust.type = "HashMap") }
    }
    #[derive(ThriftStruct)]
    struct Derived {
        #[thrift(id = 1)]
        a: BTreeMap<i8, bool>,
        #[thrift(id = 2)]
        b: HashMap<i8, bool>,
    }
    let value = Idl { a: [(2, true), (1, false)].into(), b: [(3, true)].into() };
    is::<BTreeMap<i8, bool>>(&value.a);
    is::<HashMap<i8, bool>>(&value.b);
    let derived = Derived { a: value.a.clone(), b: value.b.clone() };
    let bytes = "0d 0001 0302 00000002 0100 0201 0d 0002 0302 00000001 0301 00";
    written(&value, &derived, bytes);
    read_back(&value);
}

#[test]
fn c4_order_of_the_wire() {
    thrift::thrift! {
        struct Idl {
            1: map<i8, i8> a (rust.type = "IndexMap"),
            2: set<i8> b (rust.type = "IndexSet"),
        }
    }
    #[derive(ThriftStruct)]
    struct Derived {
        #[thrift(id = 1)]
        a: IndexMap<i8, i8>,
        #[thrift(id = 2)]
        b: IndexSet<i8>,
    }
    let value = Idl { a: [(2, 1), (1, 2)].into(), b: [2, 1].into() };
    let derived = Derived { a: value.a.clone(), b: value.b.clone() };
    let bytes = "0d 0001 0303 00000002 0201 0102 0e 0002 03 00000002 0201 00";
    written(&value, &derived, bytes);
    read_back(&value);
}

#[test]
fn c5_nested() {
    thrift::thrift! {
        struct Idl { 1: map<string, list<set<i8>>> x, 2: list<map<i8, list<i8> (rust.type = "VecDeque")>> y }
    }
    #[derive(ThriftStruct)]
    struct Derived {
        #[thrift(id = 1)]
        x: BTreeMap<String, Vec<BTreeSet<i8>>>,
        #[thrift(id = 2)]
        y: Vec<BTreeMap<i8, VecDeque<i8>>>,
    }
    let value =
        Idl { x: [("k".into(), vec![[1].into()])].into(), y: vec![[(1, [2].into())].into()] };
    is::<BTreeMap<String, Vec<BTreeSet<i8>>>>(&value.x);
    is::<Vec<BTreeMap<i8, VecDeque<i8>>>>(&value.y);
    let derived = Derived { x: value.x.clone(), y: value.y.clone() };
    let bytes = "0d 0001 0b0f 00000001 00000001 6b 0e 00000001 03 00000001 01 \
                 0f 0002 0d 00000001 030f 00000001 01 03 00000001 02 00";
    written(&value, &derived, bytes);
    read_back(&value);
}

#[test]
fn c6_doubles_as_keys() {
    thrift::thrift! {
        struct Point { 1: double x }
        struct Idl { 1: set<double> a = [0.5], 2: map<Point, i8> b, 3: set<list<double>> c }
    }
    #[derive(ThriftStruct)]
    struct Derived {
        #[thrift(id = 1)]
        a: BTreeSet<Total<f64>>,
        #[thrift(id = 2)]
        b: BTreeMap<Total<Point>, i8>,
        #[thrift(id = 3)]
        c: HashSet<Total<Vec<f64>>>,
    }
    let value = Idl {
        b: [(Total(Point { x: f64::NAN }), 1)].into(),
        c: [Total(vec![1.5])].into(),
        ..Default::default()
    };
    is::<BTreeSet<Total<f64>>>(&value.a);
    is::<BTreeMap<Total<Point>, i8>>(&value.b);
    assert!(value.b.contains_key(&Total(Point { x: f64::NAN })), "a key is found again");
    let derived = Derived { a: value.a.clone(), b: value.b.clone(), c: [Total(vec![1.5])].into() };
    let bytes = "0e 0001 04 00000001 3fe0000000000000 \
                 0d 0002 0c03 00000001 04 0001 7ff8000000000000 00 01 \
                 0e 0003 0f 00000001 04 00000001 3ff8000000000000 00";
    written(&value, &derived, bytes);
    read_back(&value);
}

#[test]
fn c7_structs_and_unions_as_keys() {
    thrift::thrift! {
        struct Key { 1: i8 x }
        union Either { 1: i8 left, 2: Key right }
        enum Color { RED = 1 }
        struct Idl { 1: map<Key, Either> a, 2: set<Either> b, 3: map<Color, Color> c }
    }
    #[derive(ThriftStruct)]
    struct Derived {
        #[thrift(id = 1)]
        a: HashMap<Key, Either>,
        #[thrift(id = 2)]
        b: BTreeSet<Either>,
        #[thrift(id = 3)]
        c: BTreeMap<Color, Color>,
    }
    let either = Either::Right(Key { x: 1 });
    let value = Idl {
        a: [(Key { x: 2 }, either.clone())].into(),
        b: [either.clone()].into(),
        c: [(Color::RED, Color(7))].into(),
    };
    let derived = Derived {
        a: [(Key { x: 2 }, either.clone())].into(),
        b: [either].into(),
        c: value.c.clone(),
    };
    let bytes = "0d 0001 0c0c 00000001 03 0001 02 00 0c 0002 03 0001 01 00 00 \
                 0e 0002 0c 00000001 0c 0002 03 0001 01 00 00 \
                 0d 0003 0808 00000001 00000001 00000007 00";
    written(&value, &derived, bytes);
    read_back(&value);
}

#[test]
fn c8_container_of_the_users() {
    #[derive(Clone, Debug, Default, PartialEq)]
    struct Tags(Vec<String>);
    impl thrift::Encode for Tags {
        const TTYPE: thrift::TType = thrift::TType::List;
        fn encode<W: thrift::protocol::Writer>(&self, out: &mut W) {
            self.0.encode(out);
        }
    }
    impl<'de> thrift::Decode<'de> for Tags {
        const TTYPE: thrift::TType = thrift::TType::List;
        fn decode<R: thrift::protocol::Reader<'de>>(input: &mut R) -> thrift::Result<Self> {
            thrift::Decode::decode(input).map(Self)
        }
    }
    impl FromIterator<String> for Tags {
        fn from_iter<T: IntoIterator<Item = String>>(tags: T) -> Self {
            Self(tags.into_iter().collect())
        }
    }
    thrift::thrift! { struct Idl { 1: list<string> tags = ["a"] (rust.type = "Tags") } }
    #[derive(ThriftStruct)]
    struct Derived {
        #[thrift(id = 1)]
        tags: Tags,
    }
    let value = Idl::default();
    is::<Tags>(&value.tags);
    let derived = Derived { tags: value.tags.clone() };
    written(&value, &derived, "0f 0001 0b 00000001 00000001 61 00");
    read_back(&value);
}
