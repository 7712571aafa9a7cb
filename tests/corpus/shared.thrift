/** What the other files include. */
namespace * corpus.shared
namespace rs shared
namespace java com.example.shared (since = "1")

/** A color. */
enum Color {
    /** Like blood. */
    RED = 1,
    GREEN = 2 (hex = "00ff00"),
    BLUE
} (open)

/** Two of them. */
struct Pair { 1: i32 left, 2: string right = "r" }

/** One of them. */
union Either { 1: Pair pair, 2: Color color, 3: list<Either> several }

/** Not this time. */
exception Refused { 1: required string reason, 2: optional Either cause }

typedef i64 Key
typedef map<Key, list<Pair>> Table

const Key FIRST = 1
const Table NOTHING = {}
const Pair PAIR = {"left": 1}
const Color FAVOURITE = Color.GREEN

/** The root of all services. */
service Base {
    /** Nothing. */
    void ping()
    Pair swap(1: Pair pair) throws (1: Refused refused)
}
