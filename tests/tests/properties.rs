//! What holds for all values and all bytes.

use std::collections::{BTreeMap, BTreeSet};

use proptest::collection::{btree_map, btree_set, vec};
use proptest::option;
use proptest::prelude::*;
use thrift::{TType, binary};
use thrift_tests::sample::{Choice, Everything, In, Mood, Tree, everything, tree};
use thrift_tests::settles;

fn text() -> impl Strategy<Value = String> {
    vec(any::<char>(), 0..8).prop_map(String::from_iter)
}

fn inner() -> impl Strategy<Value = In> {
    (any::<bool>(), any::<bool>()).prop_map(|(t, f)| In { t, f })
}

prop_compose! {
    fn scalars()(
        b in any::<bool>(), y in any::<i8>(), s in any::<i16>(), i in any::<i32>(),
        l in any::<i64>(), bits in any::<u64>(), st in text(), bi in vec(any::<u8>(), 0..20),
        u in any::<u128>(),
    ) -> Everything {
        let d = f64::from_bits(bits);
        // Equality of the whole value is what is tested, and NaN equals nothing.
        let d = if d.is_nan() { 0.0 } else { d };
        Everything {
            b, y, s, i, l, d, st, bi: bi.into(), u: uuid::Uuid::from_u128(u),
            ..Everything::default()
        }
    }
}

prop_compose! {
    fn whole()(
        scalars in scalars(), lb in vec(any::<bool>(), 0..5),
        si in btree_set(any::<i32>(), 0..5), m in btree_map(text(), any::<i64>(), 0..5),
        em in btree_map(any::<i32>(), any::<i32>(), 0..5), ls in vec(inner(), 0..4), n in inner(),
        e in any::<i32>(), far in any::<i32>(), farb in any::<bool>(), li in vec(any::<i8>(), 0..20),
    ) -> Everything {
        Everything { lb, si, m, em, ls, n, e: Mood(e), far, farb, li, ..scalars }
    }
}

fn choice() -> impl Strategy<Value = Choice> {
    prop_oneof![
        any::<i32>().prop_map(Choice::Number),
        text().prop_map(Choice::Text),
        vec(any::<i64>(), 0..5).prop_map(Choice::Many),
        inner().prop_map(Choice::Inner),
    ]
}

fn nested() -> impl Strategy<Value = BTreeMap<i32, Vec<BTreeMap<String, BTreeSet<i64>>>>> {
    let sets = btree_set(any::<i64>(), 0..3);
    btree_map(any::<i32>(), vec(btree_map(text(), sets, 0..3), 0..3), 0..3)
}

fn trees() -> impl Strategy<Value = Tree> {
    let leaf = (text(), option::of(any::<i32>()), option::of(choice()), nested());
    let leaf = leaf.prop_map(|(name, weight, choice, nested)| Tree {
        name,
        weight,
        choice,
        nested,
        ..Tree::default()
    });
    leaf.prop_recursive(4, 32, 4, |inner| {
        (inner.clone(), vec(inner.clone(), 0..4), option::of(inner))
            .prop_map(|(tree, children, twin)| Tree { children, twin: twin.map(Box::new), ..tree })
    })
}

proptest! {
    #[test]
    fn values_survive(value in whole(), tree in trees()) {
        let bytes = binary::to_vec(&value).unwrap();
        prop_assert_eq!(&binary::from_slice::<Everything>(&bytes).unwrap(), &value);
        prop_assert_eq!(binary::from_bytes::<Everything>(&bytes.into()).unwrap(), value);
        let bytes = binary::to_vec(&tree).unwrap();
        prop_assert_eq!(binary::from_slice::<Tree>(&bytes).unwrap(), tree);
    }

    #[test]
    fn arbitrary_bytes_are_read_or_refused(bytes in vec(any::<u8>(), 0..200)) {
        settles::<Everything>(&bytes);
        settles::<Choice>(&bytes);
    }

    #[test]
    fn mutated_messages_are_read_or_refused(
        at in any::<prop::sample::Index>(), with in any::<u8>(), cut in any::<prop::sample::Index>(),
    ) {
        for mut bytes in [binary::to_vec(&everything()).unwrap(), binary::to_vec(&tree()).unwrap()] {
            let at = at.index(bytes.len());
            bytes[at] = with;
            bytes.truncate(cut.index(bytes.len() + 1));
            settles::<Tree>(&bytes);
            settles::<Everything>(&bytes);
        }
    }

    #[test]
    fn skipping_consumes_what_decoding_does(value in whole(), tree in trees()) {
        use thrift::protocol::Reader as _;
        for bytes in [binary::to_vec(&value).unwrap(), binary::to_vec(&tree).unwrap()] {
            let mut input = binary::Reader::new(&bytes, &thrift::Limits::DEFAULT).unwrap();
            input.skip(TType::Struct).unwrap();
            input.finish().unwrap();
            for end in 0..bytes.len() {
                let mut input = binary::Reader::new(&bytes[..end], &thrift::Limits::DEFAULT).unwrap();
                prop_assert!(input.skip(TType::Struct).is_err(), "{end} of {}", bytes.len());
            }
        }
    }
}
