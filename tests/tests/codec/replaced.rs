//! Types that annotations replace, on the way through typedefs and adapters.

use std::collections::{BTreeMap, HashMap, VecDeque};

use thrift::Total;

/// Text that is shown to nobody.
#[derive(thrift::ThriftStruct, Clone, Debug, Default, PartialEq)]
#[thrift(transparent)]
struct Secret(String);

/// A number as its digits.
mod digits {
    pub(crate) fn to_wire(digits: &str) -> i64 {
        digits.parse().unwrap_or(0)
    }

    // An adapter may fail, and this one has no cause to.
    #[allow(clippy::unnecessary_wraps)]
    pub(crate) fn from_wire(number: i64) -> thrift::Result<String> {
        Ok(number.to_string())
    }
}

thrift::thrift! {
    typedef list<double> Doubles
    typedef Doubles Samples
    typedef map<string, set<double>> Groups
    typedef list<string (rust.type = "&'a str")> Words

    struct Containers {
        1: Samples samples = [1, 2.5] (rust.type = "VecDeque"),
        2: Groups groups = {"a": [1]} (rust.type = "HashMap"),
        3: set<Doubles> keys,
    }
    struct Queue { 1: Samples samples (rust.type = "VecDeque") }
    struct Queues { 1: map<Queue, i32> queues }
    struct Borrowed { 1: Words words (rust.type = "VecDeque") }

    typedef string Password (rust.type = "Secret")
    exception Refused { 1: Password message }

    struct Adapted { 1: i64 digits (rust.type = "String", rust.with = "digits") }
}

#[test]
fn a_container_behind_a_typedef_keeps_its_elements() -> thrift::Result<()> {
    let value = Containers::default();
    let samples: &VecDeque<f64> = &value.samples;
    let groups: &HashMap<String, std::collections::BTreeSet<Total<f64>>> = &value.groups;
    assert_eq!((samples.len(), groups.len()), (2, 1));
    let bytes = thrift::binary::to_vec(&value)?;
    assert_eq!(thrift::binary::from_slice::<Containers>(&bytes)?, value);
    Ok(())
}

#[test]
fn elements_behind_a_typedef_count_for_the_order() {
    let queue = |sample: f64| Queue { samples: VecDeque::from([sample]) };
    assert!(queue(1.0) < queue(2.0));
    let queues: BTreeMap<Total<Queue>, i32> = [(Total(queue(f64::NAN)), 1)].into();
    assert_eq!(Queues { queues }.queues[&Total(queue(f64::NAN))], 1);
}

#[test]
fn elements_behind_a_typedef_count_for_what_is_borrowed() -> thrift::Result<()> {
    let bytes = thrift::binary::to_vec(&Borrowed { words: VecDeque::from(["a"]) })?;
    let read: Borrowed<'_> = thrift::binary::from_slice(&bytes)?;
    assert_eq!(read.words, ["a"]);
    Ok(())
}

#[test]
fn a_message_of_another_type_behind_a_typedef_is_not_shown() {
    let refused = Refused { message: Secret("hush".into()) };
    assert_eq!(refused.to_string(), format!("{refused:?}"));
}

#[test]
fn an_adapted_field_may_have_a_known_type_for_another_on_the_wire() -> thrift::Result<()> {
    let value = Adapted { digits: String::from("12") };
    let bytes = thrift::binary::to_vec(&value)?;
    assert_eq!(bytes, [10, 0, 1, 0, 0, 0, 0, 0, 0, 0, 12, 0]);
    assert_eq!(thrift::binary::from_slice::<Adapted>(&bytes)?, value);
    Ok(())
}
