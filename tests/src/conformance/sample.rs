//! The values that clients send, as the contract has them.

use std::collections::{BTreeMap, BTreeSet};

use super::{Circle, Color, Empty, Everything, NewerColor, NewerPerson, NewerShape, Point, Shape};

/// What `echo` is to give back.
#[must_use]
pub fn everything() -> Everything {
    Everything {
        yes: true,
        tiny: -8,
        small: -16_000,
        medium: 2_000_000_000,
        large: -1_234_567_890_123_456_789,
        real: -5.209_852_3,
        text: "héllo ✓ 🦀 \"\\\n\t\u{1}\u{7f}".to_owned(),
        blob: (0..=255).collect::<Vec<u8>>().into(),
        color: Color::VIOLET,
        instant: (1 << 62) + 1,
        ints: vec![0, 1, -1, 63, 64, -65, i32::MAX, i32::MIN],
        words: ["a", "bb", ""].map(str::to_owned).into(),
        counts: [("one", 1), ("big", 1 << 40), ("neg", -1)]
            .map(|(name, count)| (name.to_owned(), count))
            .into(),
        nested: vec![
            BTreeMap::from([(1, vec!["x".to_owned(), "y".to_owned()])]),
            BTreeMap::new(),
            BTreeMap::from([(-5, vec![])]),
        ],
        shape: Some(Shape::Numbers(vec![1, 2, 3])),
        far: Some("far".to_owned()),
        maybe: Some(false),
        path: vec![Point { x: 0.0, y: 0.5 }, Point { x: -1.0, y: 1e300 }],
        points: [(-1, Point { x: 1.0, y: 2.0 }), (7, Point { x: 3.0, y: 4.0 })].into(),
        names: [(Color::RED, "red".to_owned()), (Color::VIOLET, "violet".to_owned())].into(),
        numbers: BTreeSet::from([-1, 0, (1 << 53) + 1]),
        empty: Empty {},
        farthest: 32_767,
        ..Everything::default()
    }
}

/// What `echo_doubles` is to give back; NaN is not equal to itself.
#[must_use]
pub fn doubles() -> Vec<f64> {
    vec![0.0, 5e-324, f64::MAX, -5.209_852_3, f64::INFINITY, f64::NEG_INFINITY, f64::NAN]
}

/// Bytes that no short period hides.
#[must_use]
pub fn blob(length: u32) -> Vec<u8> {
    (0..length).map(|index| (index * 7 % 251) as u8).collect()
}

/// A person with something in every field that a reader of today does not know.
#[must_use]
pub fn newer_person() -> NewerPerson {
    NewerPerson {
        name: "Ada".to_owned(),
        favourite: NewerColor::GREEN,
        human: true,
        tiny: -1,
        small: -2,
        medium: 3,
        large: -4,
        real: 0.5,
        blob: vec![0, 255].into(),
        nested: vec![BTreeMap::from([("circle".to_owned(), circle())])],
        numbers: BTreeSet::from([1, 2]),
        flags: vec![true, false],
        everything: everything(),
        far: "far".to_owned(),
    }
}

/// A member that a reader of today does not know.
#[must_use]
pub fn circle() -> NewerShape {
    NewerShape::Circle(Circle { center: Point { x: 1.0, y: 2.0 }, radius: 3.0 })
}
