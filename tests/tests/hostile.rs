//! Every mutation of sample messages: read or refused, within bounds of memory and of work.
//!
//! Each sample is cut off at every byte; every bit of it is flipped; every byte is replaced by every
//! byte that means something; and every place where a length or a number may be is replaced by
//! lengths that are wrong by a little and by much. Whatever comes of it is read as a typed value,
//! as a dynamic value, as text of another type and by skipping. Finding the end of messages that
//! are still arriving is tried in the same way beside its code, in the core.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::time::{Duration, Instant};

use thrift::protocol::{Codec, Protocol};
use thrift::{DecodeOwned, Encode, Kind, Value};
use thrift_tests::sample::{Choice, Tree, album, everything, keys, tree};
use thrift_tests::{codecs, skip};

/// Heap that reading may take however short the message is, and for each of its bytes.
const HEAP_FLOOR: usize = 64 * 1024;
const HEAP_PER_BYTE: usize = 16;

/// How long all mutations of one sample may take in all its readings: a hundred times what they do,
/// so that only work out of proportion is found, whatever else the machine does.
const MOST_TIME: Duration = Duration::from_secs(60);

/// A message of a type, in one protocol.
struct Sample {
    name: &'static str,
    codec: Codec,
    bytes: Vec<u8>,
    decode: fn(Codec, &[u8]) -> thrift::Result<()>,
}

fn sample<T: Encode + DecodeOwned>(name: &'static str, codec: Codec, value: &T) -> Sample {
    let bytes = codec.encode(value).unwrap();
    Sample { name, codec, bytes, decode: |codec, bytes| codec.decode::<T>(bytes).map(drop) }
}

/// Every sample message in every protocol.
fn samples() -> Vec<Sample> {
    codecs()
        .flat_map(|codec| {
            [
                sample("everything", codec, &everything()),
                sample("tree", codec, &tree()),
                sample("keys", codec, &keys()),
                sample("album", codec, &album()),
                sample("choice", codec, &Choice::Many(vec![1, -1, i64::MIN])),
            ]
        })
        .collect()
}

/// Reads mutated bytes in every way; each keeps to the heap that the limits allow.
fn read(sample: &Sample, bytes: &[u8]) {
    let codec = sample.codec;
    let most = (bytes.len() * HEAP_PER_BYTE).max(HEAP_FLOOR) as u64;
    let bounded = |way, read: &dyn Fn() -> thrift::Result<()>| {
        let mut result = Ok(());
        let info = allocation_counter::measure(|| result = read());
        let protocol = codec.protocol;
        let heap = info.bytes_max;
        assert!(heap <= most, "{} {protocol:?} {way}: {heap} > {most} {bytes:02x?}", sample.name);
        result
    };
    let typed = bounded("typed", &|| (sample.decode)(codec, bytes));
    let dynamic = bounded("dynamic", &|| codec.decode::<Value>(bytes).map(drop));
    let skipped = bounded("skipped", &|| skip(codec.protocol, bytes));
    // Whoever expects something else reads the same bytes by skipping.
    let other = bounded("other", &|| codec.decode::<Other>(bytes).map(drop));
    if let Err(error) = skipped {
        // What has no end when it is walked over has none for anybody.
        assert!(typed.is_err() && dynamic.is_err() && other.is_err(), "{error} {bytes:02x?}");
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
        assert!(time < MOST_TIME, "{} {:?}: {time:?}", sample.name, sample.codec.protocol);
    }
}

#[test]
fn every_prefix_is_an_error_in_every_reading() {
    for sample in samples() {
        for end in 0..sample.bytes.len() {
            let bytes = &sample.bytes[..end];
            read(&sample, bytes);
            let codec = sample.codec;
            for error in [
                (sample.decode)(codec, bytes).unwrap_err(),
                codec.decode::<Value>(bytes).unwrap_err(),
                codec.decode::<Other>(bytes).unwrap_err(),
                skip(codec.protocol, bytes).unwrap_err(),
            ] {
                let is_cut = matches!(error.kind(), Kind::Truncated { .. });
                assert!(is_cut, "{} {:?} {end}: {error}", sample.name, codec.protocol);
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
            for byte in telling(sample.codec.protocol) {
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
            let Some(taken) = number_at(sample.codec.protocol, after) else { continue };
            let after = &after[taken..];
            let left = i64::try_from(after.len()).unwrap();
            let beyond = [i64::from(i32::MAX), i64::from(i32::MIN), 1 << 24, 1 << 32];
            for length in [-1, 0, 1, left - 1, left, left + 1].into_iter().chain(beyond) {
                let length = written(sample.codec.protocol, length);
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
        let [short, longer, longest] = [10, 100, 1000].map(|children| {
            let value = Tree { children: vec![tree(); children], ..tree() };
            cost(codec, &value)
        });
        assert!(short.allocations > 0.0 && short.heap > 0.0, "nothing was counted");
        for long in [longer, longest] {
            let is_flat = |one: f64, other: f64| (0.8..=1.2).contains(&(other / one));
            assert!(is_flat(short.allocations, long.allocations), "{codec:?}: {short:?} {long:?}");
            assert!(is_flat(short.heap, long.heap), "{codec:?}: {short:?} {long:?}");
        }
        for cost in [short, longer, longest] {
            // A buffer that doubles is at most twice as long as what is in it, and beside its old
            // place for a moment.
            assert!(cost.written_heap <= 3.0, "{codec:?}: {cost:?}");
            assert!(cost.written_allocations <= 40, "{codec:?}: {cost:?}");
        }
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

fn cost<T: Encode + DecodeOwned>(codec: Codec, value: &T) -> Cost {
    let mut bytes = Vec::new();
    let writing = allocation_counter::measure(|| bytes = codec.encode(value).unwrap());
    let reading = allocation_counter::measure(|| drop(codec.decode::<T>(&bytes).unwrap()));
    #[expect(clippy::cast_precision_loss, reason = "the numbers are small")]
    let each = |number: u64| number as f64 / bytes.len() as f64;
    Cost {
        allocations: each(reading.count_total),
        heap: each(reading.bytes_max),
        written_allocations: writing.count_total,
        written_heap: each(writing.bytes_max),
    }
}
