// Annotations for Rust and for others, and docs everywhere.

namespace rs annotations
namespace cpp a.b (cpp.only)

/** Old. */
enum Old {
    /** First. */
    FIRST = 1 (deprecated = "use SECOND"),
    /** Second. */
    SECOND = 2 (go.name = "Zweiter", rust.attr = "doc(alias = \"two\")"),
} (deprecated, cpp.enum.type = "short")

/** Tables. */
struct Tables {
    /** A table. */
    1: map<string, i32> table (rust.type = "HashMap"),
    2: set<i32> numbers (rust.type = "HashSet"),
    3: list<string> queue = ["a", "b"] (rust.type = "VecDeque"),
    4: map<string, list<i32>> ordered (rust.type = "IndexMap"),
    5: set<string (cpp.type = "x")> ordered_set (rust.type = "IndexSet"),
    6: list<map<i32, i32> (rust.type = "HashMap")> tables,
    7: string shared (rust.type = "ByteString"),
    8: string boxed (rust.type = "Box<str>"),
    9: i64 deprecated_number (deprecated = "since 2"),
    10: double total (rust.type = "OrderedFloat"),
    11: list<i32> items (rust.type = "Box<[i32]>"),
} (final, java.since = "1", rust.derive = "Eq")

/** What a newer peer adds is kept. */
struct Kept { 1: i32 a = 1, 2: optional list<Kept> b, 9: i32 c } (rust.unknown_fields = "keep")
exception KeptException { 1: string message } (rust.unknown_fields = "keep", deprecated)

/** Boxes and names. */
struct Boxed {
    1: string name (rust.box, rust.name = "title"),
    2: optional Choice choice (rust.box),
    3: string secret (rust.redact),
    4: required i32 hidden (rust.visibility = "pub(crate)"),
} (rust.attr = "#[must_use]")

/** Choices. */
union Choice {
    /** A large one. */
    1: string large (rust.box),
    2: list<i32> many (rust.type = "VecDeque"),
    3: i32 old (deprecated = "use many"),
}

typedef string (rust.type = "ByteString") Shared
typedef map<i32, Shared> (rust.type = "HashMap") SharedTable
struct Aliases { 1: Shared shared = "x", 2: SharedTable table, 3: list<Shared> list, 4: optional Shared maybe }

/** A service with docs everywhere. */
service Documented {
    /** A method. */
    i32 (cpp.type = "x") method(
        /** An argument. */
        1: i32 argument (deprecated),
        2: optional map<string, i32> table (rust.type = "HashMap"),
    ) throws (
        /** Thrown. */
        1: KeptException kept (why = "because"),
    ) (deprecated = "use other", priority = "high")
    void other()
} (owner = "us", deprecated)
