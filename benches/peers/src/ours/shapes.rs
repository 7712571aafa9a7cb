//! The payloads in IDL, once for each notation of strings.

macro_rules! shapes {
    ($text:tt, $binary:tt) => {
        thrift::thrift! {
            enum Color { RED = 1, GREEN = 2, BLUE = 3 }

            struct Small {
                1: required bool flag
                2: required i32 a
                3: required i64 b
                4: required double d
                5: required string s (rust.type = $text)
                6: required Color c
            }

            struct Leaf {
                1: required i32 id
                2: optional string name (rust.type = $text)
                3: optional double score
                4: optional bool active
                5: optional i64 parent
            }

            struct Mid {
                1: required string title (rust.type = $text)
                2: required list<Leaf> leaves
                3: optional Leaf best
                4: optional Leaf worst
            }

            struct Nested {
                1: required i64 id
                2: required Mid mid
                3: optional string note (rust.type = $text)
                4: optional string absent_note (rust.type = $text)
                5: required map<string (rust.type = $text), i64> counts
                6: required set<i32> ids
                7: optional Mid absent_mid
            }

            struct Strings { 1: required list<string (rust.type = $text)> items }

            struct Blob { 1: required binary data (rust.type = $binary) }

            struct Longs { 1: required list<i64> items }

            struct Doubles { 1: required list<double> items }

            enum Level { TRACE = 0, DEBUG = 1, INFO = 2, WARN = 3, ERROR = 4 }

            struct LogRecord {
                1: required i64 timestamp
                2: required Level level
                3: required string message (rust.type = $text)
                4: required string logger (rust.type = $text)
                5: optional string thread (rust.type = $text)
                6: optional i64 trace_id
                7: optional i64 span_id
                8: optional i32 line
                9: optional bool sampled
                10: optional double duration
                11: optional string user (rust.type = $text)
                12: optional string host (rust.type = $text)
                13: optional string url (rust.type = $text)
                14: optional i32 status
                15: optional i64 bytes_in
                16: optional i64 bytes_out
                17: optional double score
                18: optional bool retried
                19: optional list<string (rust.type = $text)> labels
                20: optional string error (rust.type = $text)
            }

            struct LogBatch {
                1: required string source (rust.type = $text)
                2: required list<LogRecord> records
            }

            enum TagType { STRING = 0, DOUBLE = 1, BOOL = 2, LONG = 3, BINARY = 4 }

            struct Tag {
                1: required string key (rust.type = $text)
                2: required TagType vType
                3: optional string vStr (rust.type = $text)
                4: optional double vDouble
                5: optional bool vBool
                6: optional i64 vLong
                7: optional binary vBinary (rust.type = $binary)
            }

            struct Log {
                1: required i64 timestamp
                2: required list<Tag> fields
            }

            enum SpanRefType { CHILD_OF = 0, FOLLOWS_FROM = 1 }

            struct SpanRef {
                1: required SpanRefType refType
                2: required i64 traceIdLow
                3: required i64 traceIdHigh
                4: required i64 spanId
            }

            struct Span {
                1: required i64 traceIdLow
                2: required i64 traceIdHigh
                3: required i64 spanId
                4: required i64 parentSpanId
                5: required string operationName (rust.type = $text)
                6: optional list<SpanRef> references
                7: required i32 flags
                8: required i64 startTime
                9: required i64 duration
                10: optional list<Tag> tags
                11: optional list<Log> logs
            }

            struct Process {
                1: required string serviceName (rust.type = $text)
                2: optional list<Tag> tags
            }

            struct ClientStats {
                1: required i64 fullQueueDroppedSpans
                2: required i64 tooLargeDroppedSpans
                3: required i64 failedToEmitSpans
            }

            struct Batch {
                1: required Process process
                2: required list<Span> spans
                3: optional i64 seqNo
                4: optional ClientStats stats
            }
        }
    };
}

/// Strings and bytes that are copied out of the message.
pub mod owned {
    shapes!("String", "Bytes");
}

/// Strings and bytes that keep the message alive.
pub mod shared {
    shapes!("ByteString", "Bytes");
}

/// Strings and bytes that lie in the message.
pub mod borrowed {
    shapes!("&'a str", "&'a [u8]");
}
