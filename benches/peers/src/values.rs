//! The values that are encoded: the same in every run, and for every implementation.

use std::iter::repeat_with;

use crate::ours::owned::{
    Batch, Blob, ClientStats, Color, Doubles, Leaf, Level, Log, LogBatch, LogRecord, Longs, Mid,
    Nested, Process, Small, Span, SpanRef, SpanRefType, Strings, Tag, TagType,
};

/// Marsaglia's xorshift, with a multiplication at the end.
struct Random(u64);

const LETTERS: &[u8] = b"abcdefghijklmnopqrstuvwxyz0123456789-_./ ABCDEF";

impl Random {
    fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    fn long(&mut self) -> i64 {
        self.next().cast_signed()
    }

    fn below(&mut self, end: u32) -> i32 {
        // Less than `end`, which callers keep small.
        i32::try_from(self.next() % u64::from(end)).unwrap_or(i32::MAX)
    }

    fn long_below(&mut self, end: u64) -> i64 {
        (self.next() % end).cast_signed()
    }

    /// At least 0 and less than 1, in steps of the smallest difference.
    #[allow(clippy::cast_precision_loss, reason = "53 bits are what a double has")]
    fn double(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    fn byte(&mut self) -> u8 {
        self.next().to_le_bytes()[0]
    }

    fn letter(&mut self) -> char {
        // Less than the number of letters.
        let place = self.next() % LETTERS.len() as u64;
        char::from(LETTERS[usize::try_from(place).unwrap_or(0)])
    }

    fn text(&mut self, len: usize) -> String {
        repeat_with(|| self.letter()).take(len).collect()
    }

    fn text_between(&mut self, least: usize, span: u32) -> String {
        let len = least + self.below(span).unsigned_abs() as usize;
        self.text(len)
    }

    /// Every number of bits from 0 to 63 as often as any other, and half of them negative.
    fn of_any_length(&mut self) -> i64 {
        let high = 1_u64 << self.long_below(63);
        let value = (self.next() & (high | (high - 1))).cast_signed();
        if self.next() & 1 == 1 { -value } else { value }
    }
}

pub(crate) fn small() -> Small {
    Small {
        flag: true,
        a: 123_456,
        b: 9_876_543_210_123,
        #[allow(clippy::approx_constant, reason = "a double with many digits")]
        d: 3.141_592_65,
        s: "sixteen bytes ok".into(),
        c: Color::GREEN,
    }
}

fn leaf(random: &mut Random, id: i32) -> Leaf {
    Leaf {
        id,
        name: (id % 2 == 0).then(|| random.text(12)),
        score: (id % 3 == 0).then(|| random.double()),
        active: (id % 4 != 1).then_some(id % 8 < 4),
        parent: (id % 5 != 0).then(|| random.long_below(100_000)),
    }
}

pub(crate) fn nested() -> Nested {
    let random = &mut Random::new(2);
    Nested {
        id: 77_000_000_001,
        mid: Mid {
            title: "a title for the middle".into(),
            leaves: (0..100).map(|id| leaf(random, id)).collect(),
            best: Some(leaf(random, 2)),
            worst: None,
        },
        note: Some("an optional note that is present".into()),
        absent_note: None,
        counts: (0..100)
            .map(|number| {
                let name = format!("counter.{number:03}.{}", random.text(6));
                (name, random.long_below(1 << 40))
            })
            .collect(),
        ids: (0..50).map(|number| number * 7919 - 100_000).collect(),
        absent_mid: None,
    }
}

pub(crate) fn strings() -> Strings {
    let random = &mut Random::new(3);
    Strings { items: repeat_with(|| random.text(32)).take(1_000).collect() }
}

pub(crate) fn blob() -> Blob {
    let random = &mut Random::new(4);
    Blob { data: repeat_with(|| random.byte()).take(1 << 20).collect() }
}

pub(crate) fn longs() -> Longs {
    let random = &mut Random::new(5);
    Longs { items: repeat_with(|| random.of_any_length()).take(100_000).collect() }
}

pub(crate) fn doubles() -> Doubles {
    let random = &mut Random::new(6);
    Doubles { items: repeat_with(|| random.double() * 1e6).take(100_000).collect() }
}

pub(crate) fn log_batch(records: i64) -> LogBatch {
    let random = &mut Random::new(7);
    LogBatch {
        source: "host-0042.dc1.example.com".into(),
        records: (0..records).map(|number| log_record(random, number)).collect(),
    }
}

fn log_record(random: &mut Random, number: i64) -> LogRecord {
    LogRecord {
        timestamp: 1_700_000_000_000_000 + number * 1_371,
        level: Level(random.below(5)),
        message: random.text_between(40, 80),
        logger: random.text_between(12, 16),
        thread: Some(format!("worker-{}", random.below(32))),
        trace_id: Some(random.long()),
        span_id: Some(random.long()),
        line: Some(random.below(5_000)),
        sampled: Some(random.below(2) == 1),
        duration: Some(random.double() * 1_000.0),
        user: None,
        host: None,
        url: None,
        status: None,
        bytes_in: None,
        bytes_out: None,
        score: None,
        retried: None,
        labels: None,
        error: None,
    }
}

pub(crate) fn batch(spans: i64) -> Batch {
    let random = &mut Random::new(8);
    Batch {
        spans: (0..spans).map(|number| span(random, number)).collect(),
        process: Process {
            service_name: "frontend".into(),
            tags: Some(vec![
                text_tag("hostname", "hotrod-7c9f".into()),
                text_tag("ip", "10.1.2.3".into()),
                text_tag("jaeger.version", "Go-2.30.0".into()),
            ]),
        },
        seq_no: Some(42),
        stats: Some(ClientStats {
            full_queue_dropped_spans: 0,
            too_large_dropped_spans: 1,
            failed_to_emit_spans: 2,
        }),
    }
}

fn span(random: &mut Random, number: i64) -> Span {
    const OPERATIONS: [&str; 5] = [
        "HTTP GET /dispatch",
        "HTTP GET: /customer",
        "SQL SELECT",
        "/driver.DriverService/FindNearest",
        "GetDriver",
    ];
    // Fields take their numbers in the order in which they stand here.
    let tags = tags(random, number);
    Span {
        trace_id_low: random.long(),
        trace_id_high: 0,
        span_id: random.long(),
        parent_span_id: random.long(),
        operation_name: OPERATIONS[random.below(5).unsigned_abs() as usize].into(),
        references: (number % 2 == 0).then(|| vec![reference(random, number)]),
        flags: 1,
        start_time: 1_700_000_000_000_000 + number * 997,
        duration: 10 + random.long_below(1_000_000),
        tags: Some(tags),
        logs: (number % 4 == 0).then(|| vec![log(random, number)]),
    }
}

fn tags(random: &mut Random, number: i64) -> Vec<Tag> {
    let customer = random.below(1_000);
    let nonce = random.double();
    let mut tags = vec![
        text_tag("http.method", "GET".into()),
        text_tag("http.url", format!("/dispatch?customer={customer}&nonse={nonce}")),
        text_tag("span.kind", "server".into()),
        Tag {
            v_long: Some(if number % 10 == 0 { 500 } else { 200 }),
            ..tag("http.status_code", TagType::LONG)
        },
        Tag { v_bool: Some(true), ..tag("sampler.decision", TagType::BOOL) },
        Tag { v_double: Some(random.double()), ..tag("sampler.param", TagType::DOUBLE) },
    ];
    if number % 20 == 0 {
        let bytes = repeat_with(|| random.byte()).take(16).collect();
        tags.push(Tag { v_binary: Some(bytes), ..tag("raw", TagType::BINARY) });
    }
    tags
}

fn reference(random: &mut Random, number: i64) -> SpanRef {
    SpanRef {
        ref_type: if number % 4 == 0 { SpanRefType::FOLLOWS_FROM } else { SpanRefType::CHILD_OF },
        trace_id_low: random.long(),
        trace_id_high: 0,
        span_id: random.long(),
    }
}

fn log(random: &mut Random, number: i64) -> Log {
    Log {
        timestamp: 1_700_000_000_000_500 + number * 997,
        fields: vec![text_tag("level", "info".into()), text_tag("event", random.text(40))],
    }
}

fn text_tag(key: &str, value: String) -> Tag {
    Tag { v_str: Some(value), ..tag(key, TagType::STRING) }
}

fn tag(key: &str, v_type: TagType) -> Tag {
    Tag { key: key.into(), v_type, ..Tag::default() }
}
