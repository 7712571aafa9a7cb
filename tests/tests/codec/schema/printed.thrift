enum Nothing {}

struct Tree {
  1: required string name;
  2: list<Tree> children;
  3: optional Tree twin;
  4: Forest forest;
} (final = "1")

/** How it feels. */
enum Mood {
  CALM = 1,
  /** Nearly calm. */
  FINE = 1,
  ANGRY = -7 (color = "red", loud = "1"),
} (since = "1.0")

/**
 * A part of another.
 *
 *  - with a list
 */
struct Inner {
  1: i32 number = 7;
  2: optional string text (redact = 'a "secret"');
}

union Choice {
  1: i32 number;
  /** More of them. */
  3: list<Inner> many;
  2: Inner inner;
}

struct Empty {}

/** Every type, with and without a default. */
struct Everything {
  1: required bool b;
  2: i8 y = -128;
  3: i16 s = 32767;
  4: i32 i;
  5: i64 l = -9223372036854775808;
  6: double d = 0.1;
  7: double large = 1e300;
  8: double whole = 3.0;
  9: optional string st = "a\t\"b\" 'c' \\ é\r\n";
  10: binary bi = "raw";
  11: uuid u = "00112233-4455-6677-8899-aabbccddeeff";
  12: list<bool> lb = [true, false];
  13: set<i32> si = [1, 3];
  14: map<string, list<set<i64>>> m = {"": [], "x": [[1, 2], []]};
  15: map<Mood, Inner> moods = {Mood.ANGRY: {"number": 7, "text": "?"}};
  16: Mood mood = Mood.CALM;
  17: optional Mood other;
  18: Inner inner = {"number": 1};
  19: Choice choice = {"many": [{"number": 7}, {"number": 7, "text": "t"}]};
  20: optional Choice another;
  21: Empty empty;
  22: list<Empty> items = [{}];
  23: map<i32, map<i32, string>> nested (a.b = "c", d = "1");
  i32 unnumbered;
  32767: set<string> last;
  24: set<double> doubles = [-0.0, 0.5, 1.7976931348623157e308];
  25: map<double, list<double>> halves;
}

struct Forest {
  1: list<Tree> trees;
  2: optional Forest later;
  3: Everything all = {"unnumbered": 0, "b": true, "y": -128, "s": 32767, "i": 0, "l": -9223372036854775808, "d": 0.1, "large": 1e300, "whole": 3.0, "st": "a\t\"b\" 'c' \\ é\r\n", "bi": "raw", "u": "00112233-4455-6677-8899-aabbccddeeff", "lb": [true, false], "si": [1, 3], "m": {"": [], "x": [[1, 2], []]}, "moods": {Mood.ANGRY: {"number": 7, "text": "?"}}, "mood": Mood.CALM, "inner": {"number": 1}, "choice": {"many": [{"number": 7}, {"number": 7, "text": "t"}]}, "empty": {}, "items": [{}], "nested": {}, "doubles": [-0.0, 0.5, 1.7976931348623157e308], "halves": {}, "last": []};
}

/** Answers. */
service Base {
  void ping();
}

exception Failed {
  1: string message;
  2: optional Choice reason;
}

service Store extends Base {
  /** Finds one. */
  Everything get(1: i32 id, 2: Mood mood = Mood.CALM) throws (1: Failed failed) (slow = "yes");
  map<string, list<set<i64>>> all(
      /** Where it starts. */
      1: required string start,
      3: required Choice choice,
  );
  oneway void forget(i32 id);
} (owner = "us")
