// The payloads of the benchmark of the codec, for the compilers of peers. `src/ours/shapes.rs` says
// the same once more: that both write equal bytes is checked before anything is measured.

namespace rs payloads

enum Color { RED = 1, GREEN = 2, BLUE = 3 }

struct Small {
  1: required bool flag
  2: required i32 a
  3: required i64 b
  4: required double d
  5: required string s
  6: required Color c
}

struct Leaf {
  1: required i32 id
  2: optional string name
  3: optional double score
  4: optional bool active
  5: optional i64 parent
}

struct Mid {
  1: required string title
  2: required list<Leaf> leaves
  3: optional Leaf best
  4: optional Leaf worst
}

struct Nested {
  1: required i64 id
  2: required Mid mid
  3: optional string note
  4: optional string absent_note
  5: required map<string, i64> counts
  6: required set<i32> ids
  7: optional Mid absent_mid
}

struct Strings { 1: required list<string> items }

struct Blob { 1: required binary data }

struct Longs { 1: required list<i64> items }

struct Doubles { 1: required list<double> items }

enum Level { TRACE = 0, DEBUG = 1, INFO = 2, WARN = 3, ERROR = 4 }

struct LogRecord {
  1: required i64 timestamp
  2: required Level level
  3: required string message
  4: required string logger
  5: optional string thread
  6: optional i64 trace_id
  7: optional i64 span_id
  8: optional i32 line
  9: optional bool sampled
  10: optional double duration
  11: optional string user
  12: optional string host
  13: optional string url
  14: optional i32 status
  15: optional i64 bytes_in
  16: optional i64 bytes_out
  17: optional double score
  18: optional bool retried
  19: optional list<string> labels
  20: optional string error
}

struct LogBatch {
  1: required string source
  2: required list<LogRecord> records
}

// The names of the fields of Jaeger's format, as it is sent by its clients.

enum TagType { STRING = 0, DOUBLE = 1, BOOL = 2, LONG = 3, BINARY = 4 }

struct Tag {
  1: required string key
  2: required TagType vType
  3: optional string vStr
  4: optional double vDouble
  5: optional bool vBool
  6: optional i64 vLong
  7: optional binary vBinary
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
  5: required string operationName
  6: optional list<SpanRef> references
  7: required i32 flags
  8: required i64 startTime
  9: required i64 duration
  10: optional list<Tag> tags
  11: optional list<Log> logs
}

struct Process {
  1: required string serviceName
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
