//! compact-thrift, whose declarative macros have no protocol but Compact, and no sets: 2-nested, which
//! has one, is left out.

use std::hint::black_box;
use std::rc::Rc;

use compact_thrift_runtime::{
    CompactThriftInput, CompactThriftInputSlice, CompactThriftProtocol, ThriftError, thrift,
};

use crate::case::{Op, Protocol};
use crate::payloads::{Payload, Result};

pub const NAME: &str = "compact-thrift";

/// The wire type of structs.
const STRUCT: u8 = 12;

thrift! {
    enum Color { RED = 1; GREEN = 2; BLUE = 3; }

    struct Small {
        1: required bool flag;
        2: required i32 a;
        3: required i64 b;
        4: required double d;
        5: required string s;
        6: required Color c;
    }

    struct Strings { 1: required list<string> items; }

    struct Blob { 1: required binary data; }

    struct Longs { 1: required list<i64> items; }

    struct Doubles { 1: required list<double> items; }

    enum Level { TRACE = 0; DEBUG = 1; INFO = 2; WARN = 3; ERROR = 4; }

    struct LogRecord {
        1: required i64 timestamp;
        2: required Level level;
        3: required string message;
        4: required string logger;
        5: optional string thread;
        6: optional i64 trace_id;
        7: optional i64 span_id;
        8: optional i32 line;
        9: optional bool sampled;
        10: optional double duration;
        11: optional string user;
        12: optional string host;
        13: optional string url;
        14: optional i32 status;
        15: optional i64 bytes_in;
        16: optional i64 bytes_out;
        17: optional double score;
        18: optional bool retried;
        19: optional list<string> labels;
        20: optional string error;
    }

    struct LogBatch {
        1: required string source;
        2: required list<LogRecord> records;
    }

    enum TagType { STRING = 0; DOUBLE = 1; BOOL = 2; LONG = 3; BINARY = 4; }

    struct Tag {
        1: required string key;
        2: required TagType v_type;
        3: optional string v_str;
        4: optional double v_double;
        5: optional bool v_bool;
        6: optional i64 v_long;
        7: optional binary v_binary;
    }

    struct Log {
        1: required i64 timestamp;
        2: required list<Tag> fields;
    }

    enum SpanRefType { CHILD_OF = 0; FOLLOWS_FROM = 1; }

    struct SpanRef {
        1: required SpanRefType ref_type;
        2: required i64 trace_id_low;
        3: required i64 trace_id_high;
        4: required i64 span_id;
    }

    struct Span {
        1: required i64 trace_id_low;
        2: required i64 trace_id_high;
        3: required i64 span_id;
        4: required i64 parent_span_id;
        5: required string operation_name;
        6: optional list<SpanRef> references;
        7: required i32 flags;
        8: required i64 start_time;
        9: required i64 duration;
        10: optional list<Tag> tags;
        11: optional list<Log> logs;
    }

    struct Process {
        1: required string service_name;
        2: optional list<Tag> tags;
    }

    struct ClientStats {
        1: required i64 full_queue_dropped_spans;
        2: required i64 too_large_dropped_spans;
        3: required i64 failed_to_emit_spans;
    }

    struct Batch {
        1: required Process process;
        2: required list<Span> spans;
        3: optional i64 seq_no;
        4: optional ClientStats stats;
    }
}

#[inline]
fn write<T: CompactThriftProtocol<'static>>(
    value: &T,
    out: &mut Vec<u8>,
) -> Result<(), ThriftError> {
    value.write_thrift(out)
}

#[inline]
fn read<T>(bytes: &'static [u8]) -> Result<T, ThriftError>
where
    T: CompactThriftProtocol<'static> + Default,
{
    T::read_thrift(&mut CompactThriftInputSlice::new(bytes))
}

/// Adds the rows of Compact.
///
/// # Errors
///
/// Fails when other bytes are written.
pub fn add<T, O>(payload: &mut Payload<'_, O>) -> Result<()>
where
    T: CompactThriftProtocol<'static> + Default + 'static,
    O: thrift::Decode<'static> + PartialEq,
{
    let problem = |error| format!("{}: {NAME} fails: {error:?}", payload.name);
    let bytes = payload.compact;
    let value = Rc::new(read::<T>(bytes).map_err(problem)?);
    let mut out = Vec::new();
    write(&*value, &mut out).map_err(problem)?;
    payload.same(Protocol::Compact, NAME, &out)?;

    let again = Rc::clone(&value);
    let mut rows = payload.rows(Protocol::Compact, NAME);
    rows.add(Op::Encode, move || {
        out.clear();
        let done = write(&*value, &mut out);
        black_box(&out);
        done.is_ok()
    });
    rows.add(Op::EncodeNew, move || {
        let mut out = Vec::new();
        write(&*again, &mut out).map(|()| out)
    });
    rows.add(Op::DecodeOwned, move || read::<T>(bytes));
    rows.add(Op::Skip, move || CompactThriftInputSlice::new(bytes).skip_field(STRUCT).is_ok());
    Ok(())
}
