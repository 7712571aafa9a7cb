//! One type with every Thrift type in it, and values of it.

use std::collections::{BTreeMap, BTreeSet};

thrift::thrift! {
    enum Mood { CALM = 1, HAPPY = 2, ANGRY = -7 }

    struct In { 1: bool t, 2: bool f }

    union Choice { 1: i32 number, 2: string text, 3: list<i64> many, 4: In inner }

    /** Every type, as field, element, key and value. */
    struct Everything {
        1: bool b,
        2: i8 y,
        3: i16 s,
        4: i32 i,
        5: i64 l,
        6: double d,
        7: string st,
        8: binary bi,
        9: uuid u,
        10: list<bool> lb,
        11: set<i32> si,
        12: map<string, i64> m,
        13: map<i32, i32> em,
        14: list<In> ls,
        15: In n,
        31: Mood e,
        500: i32 far,
        3000: bool farb,
        3001: list<i8> li,
    }

    /** Optional and required fields, nesting and recursion. */
    struct Tree {
        1: required string name,
        2: optional i32 weight,
        3: list<Tree> children,
        4: optional Tree twin,
        5: optional Choice choice,
        6: map<i32, list<map<string, set<i64>>>> nested,
    }

    /** Keys of every type that can be one. */
    struct Keys {
        1: map<bool, i32> bools,
        2: map<i8, i32> bytes,
        4: map<binary, i32> binaries,
        5: map<uuid, i32> uuids,
        6: map<In, i32> structs,
        7: map<list<i32>, i32> lists,
        8: map<map<i64, bool>, i32> maps,
    }

    enum Colour { RED = 1, GREEN = 2, BLUE = -3 }

    struct Point { 1: i32 x, 2: i32 y }

    union Shape {
        1: double circle,
        2: list<double> polygon,
        3: string label,
        4: map<string, Colour> palette,
        5: Point at,
    }

    /** Containers in containers, containers of nothing, unions, and doubles that are hard to write. */
    struct Album {
        1: list<double> doubles,
        2: list<list<i32>> rows,
        3: map<string, list<map<i64, string>>> index,
        4: set<string> words,
        5: list<string> no_texts,
        6: map<string, Point> no_points,
        7: set<i64> no_numbers,
        8: list<Shape> shapes,
        9: Colour colour,
        10: map<Colour, Point> corners,
        11: string text,
        12: binary no_bytes,
        13: binary one_byte,
        14: binary two_bytes,
        15: list<i64> large,
        16: list<bool> flags,
        17: map<bool, list<bool>> flags_by_flag,
        18: set<i16> small,
        32767: i8 last,
    }
}

/// The value of the golden vectors.
///
/// # Panics
///
/// Never: the numbers fit.
#[must_use]
pub fn everything() -> Everything {
    Everything {
        b: true,
        y: -1,
        s: -2,
        i: 65535,
        l: i64::MIN,
        d: 1.5,
        st: "hé\"\\/\n\u{1}".to_owned(),
        bi: [0, 0xff, 0x10].to_vec().into(),
        u: "00112233-4455-6677-8899-aabbccddeeff".parse().expect("a uuid"),
        lb: vec![true, false],
        si: BTreeSet::from([7]),
        m: BTreeMap::from([("k".to_owned(), -1)]),
        em: BTreeMap::new(),
        ls: vec![In { t: true, f: false }],
        n: In { t: true, f: false },
        e: Mood(-2),
        far: 1,
        farb: false,
        li: (0..15).collect(),
    }
}

/// A value with every kind of key.
///
/// # Panics
///
/// Never: the UUID is one.
#[must_use]
pub fn keys() -> Keys {
    let uuid = "00112233-4455-6677-8899-aabbccddeeff".parse().expect("a uuid");
    Keys {
        bools: BTreeMap::from([(false, 1), (true, 2)]),
        bytes: BTreeMap::from([(-1, 1)]),
        binaries: BTreeMap::from([(vec![0, 0xff].into(), 1)]),
        uuids: BTreeMap::from([(uuid, 1)]),
        structs: BTreeMap::from([(In { t: true, f: false }, 1)]),
        lists: BTreeMap::from([(vec![1, 2], 1), (vec![3], 2)]),
        maps: BTreeMap::from([(BTreeMap::from([(7, true)]), 1)]),
    }
}

/// A value with something in every field.
#[must_use]
pub fn tree() -> Tree {
    let leaf = Tree { name: "leaf".to_owned(), weight: Some(-1), ..Tree::default() };
    Tree {
        name: "root".to_owned(),
        weight: None,
        children: vec![leaf.clone(), Tree { choice: Some(Choice::Number(5)), ..leaf.clone() }],
        twin: Some(Box::new(leaf)),
        choice: Some(Choice::Many(vec![1, -1])),
        nested: BTreeMap::from([(
            1,
            vec![BTreeMap::from([("a".to_owned(), BTreeSet::from([1, 2]))])],
        )]),
    }
}

/// A value of what libraries write in ways of their own, and of what is rare.
#[must_use]
pub fn album() -> Album {
    let text = "\0\t\u{8}\u{c}\r\"\\/<>&\u{2028}\u{7f}é漢字\u{1f980}";
    Album {
        doubles: vec![
            f64::NAN,
            f64::INFINITY,
            f64::NEG_INFINITY,
            -0.0,
            0.0,
            1e300,
            0.1,
            5e-324,
            f64::MAX,
            -5.209_852_3,
            100.0,
        ],
        rows: vec![vec![1, -1], vec![], vec![i32::MIN, i32::MAX]],
        index: BTreeMap::from([(
            "ключ".to_owned(),
            vec![
                BTreeMap::from([(-5, "\u{1f980}".to_owned()), (0, String::new())]),
                BTreeMap::new(),
            ],
        )]),
        words: BTreeSet::from([String::new(), "é".to_owned()]),
        shapes: vec![
            Shape::Circle(2.5),
            Shape::Polygon(vec![1.0, -1.0]),
            Shape::Label("</>".to_owned()),
            Shape::Palette(BTreeMap::from([("sky".to_owned(), Colour::BLUE)])),
            Shape::At(Point { x: 3, y: -4 }),
        ],
        colour: Colour::BLUE,
        corners: BTreeMap::from([
            (Colour::BLUE, Point { x: -1, y: i32::MAX }),
            (Colour::RED, Point { x: 1, y: 2 }),
        ]),
        text: text.to_owned(),
        one_byte: b"a".to_vec().into(),
        two_bytes: b"ab".to_vec().into(),
        large: vec![i64::MAX, (1 << 53) + 1, -(1 << 53) - 1, i64::MIN],
        flags: (0..16).map(|number| number % 3 == 0).collect(),
        flags_by_flag: BTreeMap::from([(false, vec![]), (true, vec![false, true])]),
        small: BTreeSet::from([i16::MIN, -1, 0, i16::MAX]),
        last: i8::MIN,
        ..Album::default()
    }
}
