//! The values that programs send: see `../README.md`.

use std::collections::{BTreeMap, BTreeSet};

use thrift::OrderedFloat;

use crate::conformance::{
    Circle, Color, Empty, Everything, NewerColor, NewerPerson, NewerShape, Point, Shape,
};

pub(crate) fn everything(flags: &[bool]) -> Everything {
    Everything {
        yes: Some(true),
        tiny: Some(-8),
        small: Some(-16_000),
        medium: Some(2_000_000_000),
        large: Some(-1_234_567_890_123_456_789),
        real: Some(OrderedFloat(-5.209_852_3)),
        text: Some("héllo ✓ 🦀 \"\\\n\t\u{1}\u{7f}".to_owned()),
        blob: Some((0..=u8::MAX).collect()),
        color: Some(Color::VIOLET),
        instant: Some((1 << 62) + 1),
        ints: Some(vec![0, 1, -1, 63, 64, -65, i32::MAX, i32::MIN]),
        words: Some(["a", "bb", ""].map(str::to_owned).into()),
        counts: Some([("one", 1), ("big", 1 << 40), ("neg", -1)].map(named).into()),
        nested: Some(vec![
            BTreeMap::from([(1, vec!["x".to_owned(), "y".to_owned()])]),
            BTreeMap::new(),
            BTreeMap::from([(-5, vec![])]),
        ]),
        shape: Some(Shape::Numbers(vec![1, 2, 3])),
        far: Some("far".to_owned()),
        maybe: Some(false),
        flags: Some(flags.to_vec()),
        path: Some(vec![point(0.0, 0.5), point(-1.0, 1e300)]),
        points: Some([(-1, point(1.0, 2.0)), (7, point(3.0, 4.0))].into()),
        names: Some([(Color::RED, "red".to_owned()), (Color::VIOLET, "violet".to_owned())].into()),
        numbers: Some([-1, 0, (1 << 53) + 1].into()),
        no_list: Some(vec![]),
        no_set: Some(BTreeSet::new()),
        no_map: Some(BTreeMap::new()),
        never: None,
        empty: Some(Empty {}),
        farthest: Some(32_767),
    }
}

fn named<T>((name, value): (&str, T)) -> (String, T) {
    (name.to_owned(), value)
}

fn point(x: f64, y: f64) -> Point {
    Point { x: x.into(), y: y.into() }
}

pub(crate) fn doubles() -> Vec<OrderedFloat<f64>> {
    [0.0, 5e-324, f64::MAX, -5.209_852_3, f64::INFINITY, f64::NEG_INFINITY, f64::NAN]
        .map(OrderedFloat)
        .to_vec()
}

pub(crate) fn newer_label(label: &str) -> NewerShape {
    NewerShape::Label(label.to_owned())
}

pub(crate) fn newer_circle() -> NewerShape {
    let circle = Circle { center: Some(point(1.0, 2.0)), radius: Some(3.0.into()) };
    NewerShape::Circle(circle)
}

pub(crate) fn newer_person(favourite: NewerColor) -> NewerPerson {
    NewerPerson {
        name: Some("Ada".to_owned()),
        favourite: Some(favourite),
        human: Some(true),
        tiny: Some(-8),
        small: Some(-16_000),
        medium: Some(2_000_000_000),
        large: Some(-1_234_567_890_123_456_789),
        real: Some(OrderedFloat(-5.209_852_3)),
        blob: Some(vec![0x00, 0x80, 0xff]),
        nested: Some(vec![
            [("circle", newer_circle()), ("label", newer_label("l"))].map(named).into(),
            BTreeMap::new(),
        ]),
        numbers: Some([-1, 0, 1].into()),
        flags: Some(vec![true, false, true]),
        everything: Some(everything(&[])),
        far: Some("far".to_owned()),
    }
}
