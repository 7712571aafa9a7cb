//! Lists, sets and maps.

use std::collections::{BTreeMap, BTreeSet};

use super::Report;
use crate::cross::Exit;
use crate::cross::idl::ThriftTest;

pub(super) async fn check(client: &impl ThriftTest, report: &mut Report) {
    report.group(Exit::CONTAINERS);
    maps(client, report).await;
    for set in [BTreeSet::new(), (-2..3).collect(), (-100..400).collect()] {
        let call = format!("testSet({} elements)", set.len());
        report.answers(call, client.test_set(set.clone()), &set).await;
    }
    for list in [vec![], (-2..3).collect(), vec![i32::MAX, 0, i32::MIN, 0], (0..5000).collect()] {
        let call = format!("testList({} elements)", list.len());
        report.answers(call, client.test_list(list.clone()), &list).await;
    }
    let same = |number| (number, number);
    let wanted =
        BTreeMap::from([(-4, (-4..=-1).map(same).collect()), (4, (1..=4).map(same).collect())]);
    report.answers("testMapMap(1)", client.test_map_map(1), &wanted).await;
}

async fn maps(client: &impl ThriftTest, report: &mut Report) {
    for map in [(0..5).map(|number| (number, number - 10)).collect(), BTreeMap::new()] {
        let call = format!("testMap({} entries)", map.len());
        report.answers(call, client.test_map(map.clone()), &map).await;
    }
    let texts = [("a", "2"), ("b", "blah"), ("some", "thing"), ("", "no key"), ("no value", "")];
    let texts: BTreeMap<_, _> =
        texts.into_iter().map(|(key, value)| (key.to_owned(), value.to_owned())).collect();
    report.answers("testStringMap", client.test_string_map(texts.clone()), &texts).await;
}
