/*
 * What two programs must agree on to talk to each other: every type, and all that a service can
 * have. `tests/peers/` has a client and a server in each language; `tests/peers/README.md` says
 * what the clients check.
 *
 * Only what compiler 0.17 reads, no name that is a keyword in one of the languages, and every type
 * before its use, since C++ needs it so.
 */

namespace * conformance

enum Color {
  RED = 1
  GREEN = 2
  VIOLET = -7
}

typedef i64 Instant

struct Point {
  1: required double x
  2: required double y
}

union Shape {
  1: Point point
  2: string label
  3: list<i64> numbers
  4: Color color
}

struct Empty {
}

struct Everything {
  1: bool yes
  2: i8 tiny
  3: i16 small
  4: i32 medium
  5: i64 large
  6: double real
  7: string text
  8: binary blob
  9: Color color
  10: Instant instant
  11: list<i32> ints
  12: set<string> words
  13: map<string, i64> counts
  14: list<map<i32, list<string>>> nested
  15: Shape shape
  // Some write the fields as they are declared: the difference to the last id is negative here.
  200: optional string far
  16: optional bool maybe
  17: list<bool> flags
  18: list<Point> path
  19: map<i32, Point> points
  20: map<Color, string> names
  21: set<i64> numbers
  22: list<string> no_list
  23: set<i32> no_set
  24: map<string, string> no_map
  25: optional string never
  26: Empty empty
  32767: i32 farthest
}

struct Defaults {
  1: i32 number = 7
  2: string text = "seven"
  3: list<i32> numbers = [7, 77]
  4: Color color = Color.VIOLET
  5: bool yes = true
  6: double real = 0.7
}

exception NotFriendly {
  1: i32 code
  2: string reason
}

exception Busy {
  1: i64 seconds
  2: optional Color color
}

struct Person {
  1: string name
  2: Color favourite
}

enum NewerColor {
  RED = 1
  GREEN = 2
  VIOLET = -7
  GOLD = 99
}

struct Circle {
  1: Point center
  2: double radius
}

union NewerShape {
  1: Point point
  2: string label
  3: list<i64> numbers
  4: Color color
  5: Circle circle
}

struct NewerPerson {
  1: string name
  2: NewerColor favourite
  3: bool human
  4: i8 tiny
  5: i16 small
  6: i32 medium
  7: i64 large
  8: double real
  9: binary blob
  10: list<map<string, NewerShape>> nested
  11: set<i32> numbers
  12: list<bool> flags
  13: Everything everything
  1000: string far
}

service Base {
  void ping()

  /** How many times `notify` was called since the server started. */
  i32 notifications()
}

service Conformance extends Base {
  Everything echo(1: Everything everything)

  list<double> echo_doubles(1: list<double> doubles)

  binary echo_blob(1: binary blob)

  i64 sum(1: list<i64> values)

  /** The ids are not in order. */
  i64 subtract(2: i64 minuend, 1: i64 subtrahend)

  /** `Defaults` as a program makes it that sets nothing. */
  Defaults defaults()

  /**
   * "Hello, NAME!", but for three names: `enemy` raises `NotFriendly` (7, "go away"), `crowd`
   * raises `Busy` (30, GREEN), `boom` an error that is not declared.
   */
  string greet(1: string name) throws (1: NotFriendly not_friendly, 2: Busy busy)

  /** Raises `NotFriendly` (`code`, "refused") unless `code` is zero. */
  void admit(1: i32 code) throws (1: NotFriendly not_friendly)

  oneway void notify(1: string event)

  /** `person` as it came. */
  Person evolve(1: Person person)

  /** "Ada", GOLD, and all else that a person of today has. */
  NewerPerson newest()

  /** How many shapes came. */
  i32 count(1: list<Shape> shapes)

  /** A label "first", a circle around (1, 2), a label "last". */
  list<NewerShape> shapes()
}

/*
 * The same methods as a program knows them that is newer where it sends and older where it
 * receives: clients call them by this name of the service on a server of `Conformance`.
 */
service OtherVersion {
  Person evolve(1: NewerPerson person)
  Person newest()
  i32 count(1: list<NewerShape> shapes)
  list<Shape> shapes()
  void missing()
}
