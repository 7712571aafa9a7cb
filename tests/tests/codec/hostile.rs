//! Every mutation of sample messages: read or refused, within bounds of memory and of work.
//!
//! Each sample is cut off at every byte; every bit of it is flipped; every byte is replaced by every
//! byte that means something; and every place where a length or a number may be is replaced by
//! lengths that are wrong by a little and by much. Whatever comes of it is read as a typed value,
//! as a dynamic value, as text of another type and by skipping; JSON with names, which has neither
//! dynamic values nor types to skip by, as the type and as another. Finding the end of messages
//! that are still arriving is tried in the same way beside its code, in the core.

use std::time::{Duration, Instant};

use thrift::protocol::{Codec, Protocol};
use thrift::{DecodeOwned, Encode, Kind, Value, simple_json};
use thrift_tests::sample::{Choice, Keys, Tree, album, everything, keys, tree};
use thrift_tests::{codecs, skip};

/// Heap that reading may take however short the message is, and for each of its bytes.
const HEAP_FLOOR: usize = 64 * 1024;
const HEAP_PER_BYTE: usize = 16;

/// How long all mutations of one sample may take in all its readings: a hundred times what they do,
/// so that only work out of proportion is found, whatever else the machine does.
const MOST_TIME: Duration = Duration::from_secs(60);

/// A message of a type, in one format.
struct Sample {
    name: String,
    /// What its bytes are made of: JSON with names has the tokens of JSON.
    protocol: Protocol,
    bytes: Vec<u8>,
    /// Every way to read it, of which the first walks over all that is there.
    readings: Vec<(&'static str, Reading)>,
}

/// The reading that knows no start to count from.
const SKIPPED: &str = "skipped";

type Reading = Box<dyn Fn(&[u8]) -> thrift::Result<()>>;

fn sample<T: Encode + DecodeOwned>(name: &str, codec: Codec, value: &T) -> Sample {
    let protocol = codec.protocol;
    let readings: Vec<(_, Reading)> = vec![
        (SKIPPED, Box::new(move |bytes| skip(protocol, bytes))),
        ("typed", Box::new(move |bytes| codec.decode::<T>(bytes).map(drop))),
        ("dynamic", Box::new(move |bytes| codec.decode::<Value>(bytes).map(drop))),
        // Whoever expects something else reads the same bytes by skipping.
        ("other", Box::new(move |bytes| codec.decode::<Other>(bytes).map(drop))),
    ];
    let bytes = codec.encode(value).unwrap();
    Sample { name: format!("{name} {protocol:?}"), protocol, bytes, readings }
}

fn sample_with_names<T: Encode + DecodeOwned>(name: &str, value: &T) -> Sample {
    let readings: Vec<(_, Reading)> = vec![
        ("other", Box::new(|bytes| simple_json::from_slice::<Other>(bytes).map(drop))),
        ("typed", Box::new(|bytes| simple_json::from_slice::<T>(bytes).map(drop))),
    ];
    let bytes = simple_json::to_vec(value).unwrap();
    Sample { name: format!("{name} with names"), protocol: Protocol::Json, bytes, readings }
}

/// Every sample message in every format.
fn samples() -> Vec<Sample> {
    let choice = Choice::Many(vec![1, -1, i64::MIN]);
    let with_ids = codecs().flat_map(|codec| {
        [
            sample("everything", codec, &everything()),
            sample("tree", codec, &tree()),
            sample("keys", codec, &keys()),
            sample("album", codec, &album()),
            sample("choice", codec, &choice),
        ]
    });
    let text_keys = Keys { structs: [].into(), lists: [].into(), maps: [].into(), ..keys() };
    let with_names = [
        sample_with_names("everything", &everything()),
        sample_with_names("tree", &tree()),
        sample_with_names("keys", &text_keys),
        sample_with_names("album", &album()),
        sample_with_names("choice", &choice),
    ];
    with_ids.chain(with_names).collect()
}

/// Reads mutated bytes in every way; each keeps to the heap that the limits allow, and whoever reads
/// a value says where it is wrong.
fn read(sample: &Sample, bytes: &[u8]) {
    let most = (bytes.len() * HEAP_PER_BYTE).max(HEAP_FLOOR) as u64;
    let bounded = |(way, read): &(&str, Reading)| {
        let mut result = Ok(());
        let info = allocation_counter::measure(|| result = read(bytes));
        let (name, heap) = (&sample.name, info.bytes_max);
        assert!(heap <= most, "{name} {way}: {heap} > {most} {bytes:02x?}");
        if let Err(error) = &result {
            let is_placed = error.offset().is_some_and(|at| at <= bytes.len());
            assert!(is_placed || *way == SKIPPED, "{name} {way}: {error} {bytes:02x?}");
        }
        result
    };
    let results: Vec<_> = sample.readings.iter().map(bounded).collect();
    if let Err(error) = &results[0] {
        // What has no end when it is walked over has none for anybody.
        assert!(results.iter().all(Result::is_err), "{}: {error} {bytes:02x?}", sample.name);
    }
}

thrift::thrift! { struct Other { 77: i32 other } }

/// Reads every mutation of every sample, in time.
fn each(mutate: impl Fn(&Sample, &mut dyn FnMut(&[u8]))) {
    for sample in samples() {
        let start = Instant::now();
        let mut count = 0;
        mutate(&sample, &mut |bytes| {
            read(&sample, bytes);
            count += 1;
        });
        assert!(count > 0, "{}: nothing was tried", sample.name);
        let time = start.elapsed();
        assert!(time < MOST_TIME, "{}: {time:?}", sample.name);
    }
}

#[test]
fn every_prefix_is_an_error_in_every_reading() {
    for sample in samples() {
        for end in 0..sample.bytes.len() {
            let bytes = &sample.bytes[..end];
            read(&sample, bytes);
            for (way, read) in &sample.readings {
                let error = read(bytes).unwrap_err();
                let is_cut = matches!(error.kind(), Kind::Truncated { .. });
                assert!(is_cut, "{} {way} {end}: {error}", sample.name);
            }
        }
    }
}

#[test]
fn every_bit_is_flipped() {
    each(|sample, read| {
        let mut bytes = sample.bytes.clone();
        for at in 0..bytes.len() * 8 {
            let bit = 1 << (at % 8);
            bytes[at / 8] ^= bit;
            read(&bytes);
            bytes[at / 8] ^= bit;
        }
    });
}

#[test]
fn every_byte_is_every_byte_that_means_something() {
    each(|sample, read| {
        let mut bytes = sample.bytes.clone();
        for at in 0..bytes.len() {
            let was = bytes[at];
            for byte in telling(sample.protocol) {
                bytes[at] = byte;
                read(&bytes);
            }
            bytes[at] = was;
        }
    });
}

/// Every type and every sign, and what is beyond.
fn telling(protocol: Protocol) -> Vec<u8> {
    match protocol {
        Protocol::Binary => [0..=17, 0x7f..=0x82, 0xfe..=0xff].into_iter().flatten().collect(),
        // The types as such, as those of elements, with lengths and differences of ids.
        Protocol::Compact => {
            let types = (0..=15).flat_map(|ttype| [ttype, ttype << 4, 0x10 | ttype, 0xf0 | ttype]);
            types.chain([0x7f, 0x80, 0x81, 0x88]).collect()
        }
        _ => b"\0\x01 \"\\/[]{},:-+.0129eEntuNi\x7f\x80\xc3\xff".to_vec(),
    }
}

#[test]
fn every_number_may_be_a_wrong_length() {
    each(|sample, read| {
        for at in 0..sample.bytes.len() {
            let (before, after) = sample.bytes.split_at(at);
            let Some(taken) = number_at(sample.protocol, after) else { continue };
            let after = &after[taken..];
            let left = i64::try_from(after.len()).unwrap();
            let beyond = [i64::from(i32::MAX), i64::from(i32::MIN), 1 << 24, 1 << 32];
            for length in [-1, 0, 1, left - 1, left, left + 1].into_iter().chain(beyond) {
                let length = written(sample.protocol, length);
                read(&[before, &length, after].concat());
            }
        }
    });
}

/// How many bytes there are of what may be a number. Binary may have one at every byte.
fn number_at(protocol: Protocol, bytes: &[u8]) -> Option<usize> {
    match protocol {
        Protocol::Binary => (bytes.len() >= 4).then_some(4),
        Protocol::Compact => bytes.iter().position(|byte| byte & 0x80 == 0).map(|last| last + 1),
        _ => match bytes.iter().position(|byte| !matches!(byte, b'-' | b'0'..=b'9'))? {
            0 => None,
            digits => Some(digits),
        },
    }
}

/// A length as a protocol writes it, whether or not it may be one.
fn written(protocol: Protocol, length: i64) -> Vec<u8> {
    match protocol {
        #[expect(clippy::cast_possible_truncation, reason = "what does not fit is cut off")]
        Protocol::Binary => (length as i32).to_be_bytes().to_vec(),
        Protocol::Compact => {
            let mut rest = length.cast_unsigned();
            let mut bytes = Vec::new();
            while rest >= 0x80 {
                bytes.push(rest.to_le_bytes()[0] | 0x80);
                rest >>= 7;
            }
            bytes.push(rest.to_le_bytes()[0]);
            bytes
        }
        _ => length.to_string().into_bytes(),
    }
}

/// A message that is a hundred times as long takes a hundred times the allocations, and no more
/// heap for each byte: what is counted is the work, since time is never the same.
#[test]
fn cost_is_linear() {
    for codec in codecs() {
        let name = format!("{:?}", codec.protocol);
        is_linear(&name, |value| cost(|| codec.encode(value), |bytes| codec.decode(bytes)));
    }
    is_linear("with names", |value| {
        cost(|| simple_json::to_vec(value), |bytes| simple_json::from_slice(bytes))
    });
}

fn is_linear(name: &str, cost: impl Fn(&Tree) -> Cost) {
    let costs = [10, 100, 1000].map(|children| {
        let value = Tree { children: vec![tree(); children], ..tree() };
        cost(&value)
    });
    let [short, longer, longest] = costs;
    assert!(short.allocations > 0.0 && short.heap > 0.0, "nothing was counted");
    for long in [longer, longest] {
        let is_flat = |one: f64, other: f64| (0.8..=1.2).contains(&(other / one));
        assert!(is_flat(short.allocations, long.allocations), "{name}: {short:?} {long:?}");
        assert!(is_flat(short.heap, long.heap), "{name}: {short:?} {long:?}");
    }
    for cost in costs {
        // A buffer that doubles is at most twice as long as what is in it, and beside its old
        // place for a moment.
        assert!(cost.written_heap <= 3.0, "{name}: {cost:?}");
        assert!(cost.written_allocations <= 40, "{name}: {cost:?}");
    }
}

/// What a message costs.
#[derive(Clone, Copy, Debug)]
struct Cost {
    /// Of reading, for each byte.
    allocations: f64,
    /// Of reading at its height, for each byte.
    heap: f64,
    /// Of writing, in all.
    written_allocations: u64,
    /// Of writing at its height, for each byte.
    written_heap: f64,
}

fn cost(
    encode: impl Fn() -> thrift::Result<Vec<u8>>,
    decode: impl Fn(&[u8]) -> thrift::Result<Tree>,
) -> Cost {
    let mut bytes = Vec::new();
    let writing = allocation_counter::measure(|| bytes = encode().unwrap());
    let reading = allocation_counter::measure(|| drop(decode(&bytes).unwrap()));
    #[expect(clippy::cast_precision_loss, reason = "the numbers are small")]
    let each = |number: u64| number as f64 / bytes.len() as f64;
    Cost {
        allocations: each(reading.count_total),
        heap: each(reading.bytes_max),
        written_allocations: writing.count_total,
        written_heap: each(writing.bytes_max),
    }
}
