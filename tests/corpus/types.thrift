// Every type in every place: as a field of each requiredness, as element, key and value.

include "shared.thrift"

namespace rs kinds

enum Tone { LOW = -1, HIGH = 1, LOUD }

struct Point { 1: i32 x, 2: optional i32 y = 7 }

union Choice { 1: i32 number, 2: string text, 3: Point point, 4: list<Choice> more }

exception Failed { 1: string message, 2: optional Choice reason }

typedef i32 Number
typedef Number Count
typedef list<Count> Counts
typedef map<string, Counts> Index
typedef Point Place
typedef Choice Pick
typedef Tone Pitch

/** Fields without a qualifier. */
struct Unqualified {
    1: bool f0
    2: i8 f1
    3: i16 f2
    4: i32 f3
    5: i64 f4
    6: double f5
    7: string f6
    8: binary f7
    9: uuid f8
    10: Tone f9
    11: Point f10
    12: Choice f11
    13: Failed f12
    14: list<i32> f13
    15: set<string> f14
    16: map<i32, string> f15
    17: Count f16
    18: Counts f17
    19: Index f18
    20: Place f19
    21: Pick f20
    22: Pitch f21
    23: shared.Color f22
    24: shared.Pair f23
    25: shared.Either f24
    26: shared.Refused f25
    27: shared.Key f26
    28: shared.Table f27
}

/** Fields that must be there. */
struct Required {
    1: required bool f0
    2: required i8 f1
    3: required i16 f2
    4: required i32 f3
    5: required i64 f4
    6: required double f5
    7: required string f6
    8: required binary f7
    9: required uuid f8
    10: required Tone f9
    11: required Point f10
    12: required Choice f11
    13: required Failed f12
    14: required list<i32> f13
    15: required set<string> f14
    16: required map<i32, string> f15
    17: required Count f16
    18: required Counts f17
    19: required Index f18
    20: required Place f19
    21: required Pick f20
    22: required Pitch f21
    23: required shared.Color f22
    24: required shared.Pair f23
    25: required shared.Either f24
    26: required shared.Refused f25
    27: required shared.Key f26
    28: required shared.Table f27
}

/** Fields that may be left out. */
struct Optional {
    1: optional bool f0
    2: optional i8 f1
    3: optional i16 f2
    4: optional i32 f3
    5: optional i64 f4
    6: optional double f5
    7: optional string f6
    8: optional binary f7
    9: optional uuid f8
    10: optional Tone f9
    11: optional Point f10
    12: optional Choice f11
    13: optional Failed f12
    14: optional list<i32> f13
    15: optional set<string> f14
    16: optional map<i32, string> f15
    17: optional Count f16
    18: optional Counts f17
    19: optional Index f18
    20: optional Place f19
    21: optional Pick f20
    22: optional Pitch f21
    23: optional shared.Color f22
    24: optional shared.Pair f23
    25: optional shared.Either f24
    26: optional shared.Refused f25
    27: optional shared.Key f26
    28: optional shared.Table f27
}

/** Elements of lists. */
struct Lists {
    1: list<bool> f0
    2: list<i8> f1
    3: list<i16> f2
    4: list<i32> f3
    5: list<i64> f4
    6: list<double> f5
    7: list<string> f6
    8: list<binary> f7
    9: list<uuid> f8
    10: list<Tone> f9
    11: list<Point> f10
    12: list<Choice> f11
    13: list<Failed> f12
    14: list<list<i32>> f13
    15: list<set<string>> f14
    16: list<map<i32, string>> f15
    17: list<Count> f16
    18: list<Counts> f17
    19: list<Index> f18
    20: list<Place> f19
    21: list<Pick> f20
    22: list<Pitch> f21
    23: list<shared.Color> f22
    24: list<shared.Pair> f23
    25: list<shared.Either> f24
    26: list<shared.Refused> f25
    27: list<shared.Key> f26
    28: list<shared.Table> f27
}

/** Elements of sets. */
struct Sets {
    1: set<bool> f0
    2: set<i8> f1
    3: set<i16> f2
    4: set<i32> f3
    5: set<i64> f4
    6: set<double> f5
    7: set<string> f6
    8: set<binary> f7
    9: set<uuid> f8
    10: set<Tone> f9
    11: set<Point> f10
    12: set<Choice> f11
    13: set<Failed> f12
    14: set<list<i32>> f13
    15: set<set<string>> f14
    16: set<map<i32, string>> f15
    17: set<Count> f16
    18: set<Counts> f17
    19: set<Index> f18
    20: set<Place> f19
    21: set<Pick> f20
    22: set<Pitch> f21
    23: set<shared.Color> f22
    24: set<shared.Pair> f23
    25: set<shared.Either> f24
    26: set<shared.Refused> f25
    27: set<shared.Key> f26
    28: set<shared.Table> f27
}

/** Keys of maps. */
struct Keys {
    1: map<bool, bool> f0
    2: map<i8, bool> f1
    3: map<i16, bool> f2
    4: map<i32, bool> f3
    5: map<i64, bool> f4
    6: map<double, bool> f5
    7: map<string, bool> f6
    8: map<binary, bool> f7
    9: map<uuid, bool> f8
    10: map<Tone, bool> f9
    11: map<Point, bool> f10
    12: map<Choice, bool> f11
    13: map<Failed, bool> f12
    14: map<list<i32>, bool> f13
    15: map<set<string>, bool> f14
    16: map<map<i32, string>, bool> f15
    17: map<Count, bool> f16
    18: map<Counts, bool> f17
    19: map<Index, bool> f18
    20: map<Place, bool> f19
    21: map<Pick, bool> f20
    22: map<Pitch, bool> f21
    23: map<shared.Color, bool> f22
    24: map<shared.Pair, bool> f23
    25: map<shared.Either, bool> f24
    26: map<shared.Refused, bool> f25
    27: map<shared.Key, bool> f26
    28: map<shared.Table, bool> f27
}

/** Values of maps. */
struct Values {
    1: map<i8, bool> f0
    2: map<i8, i8> f1
    3: map<i8, i16> f2
    4: map<i8, i32> f3
    5: map<i8, i64> f4
    6: map<i8, double> f5
    7: map<i8, string> f6
    8: map<i8, binary> f7
    9: map<i8, uuid> f8
    10: map<i8, Tone> f9
    11: map<i8, Point> f10
    12: map<i8, Choice> f11
    13: map<i8, Failed> f12
    14: map<i8, list<i32>> f13
    15: map<i8, set<string>> f14
    16: map<i8, map<i32, string>> f15
    17: map<i8, Count> f16
    18: map<i8, Counts> f17
    19: map<i8, Index> f18
    20: map<i8, Place> f19
    21: map<i8, Pick> f20
    22: map<i8, Pitch> f21
    23: map<i8, shared.Color> f22
    24: map<i8, shared.Pair> f23
    25: map<i8, shared.Either> f24
    26: map<i8, shared.Refused> f25
    27: map<i8, shared.Key> f26
    28: map<i8, shared.Table> f27
}

/** Members of a union. */
union Members {
    1: bool f0
    2: i8 f1
    3: i16 f2
    4: i32 f3
    5: i64 f4
    6: double f5
    7: string f6
    8: binary f7
    9: uuid f8
    10: Tone f9
    11: Point f10
    12: Choice f11
    13: Failed f12
    14: list<i32> f13
    15: set<string> f14
    16: map<i32, string> f15
    17: Count f16
    18: Counts f17
    19: Index f18
    20: Place f19
    21: Pick f20
    22: Pitch f21
    23: shared.Color f22
    24: shared.Pair f23
    25: shared.Either f24
    26: shared.Refused f25
    27: shared.Key f26
    28: shared.Table f27
}

/** Fields of an exception. */
exception Thrown {
    1: bool f0
    2: i8 f1
    3: i16 f2
    4: i32 f3
    5: i64 f4
    6: double f5
    7: string f6
    8: binary f7
    9: uuid f8
    10: Tone f9
    11: Point f10
    12: Choice f11
    13: Failed f12
    14: list<i32> f13
    15: set<string> f14
    16: map<i32, string> f15
    17: Count f16
    18: Counts f17
    19: Index f18
    20: Place f19
    21: Pick f20
    22: Pitch f21
    23: shared.Color f22
    24: shared.Pair f23
    25: shared.Either f24
    26: shared.Refused f25
    27: shared.Key f26
    28: shared.Table f27
}

/** Containers in containers. */
struct Nested {
    1: list<list<list<i32>>> f0
    2: list<set<map<i32, list<bool>>>> f1
    3: set<list<double>> f2
    4: set<set<set<i8>>> f3
    5: set<map<double, double>> f4
    6: map<list<i32>, set<Point>> f5
    7: map<set<double>, map<Choice, Tone>> f6
    8: map<map<string, uuid>, list<Failed>> f7
    9: map<Point, map<Choice, map<Failed, binary>>> f8
    10: list<map<shared.Pair, shared.Either>> f9
    11: list<map<Pitch, set<Pick>>> f10
}

/** The same, where they may be left out. */
struct NestedOptional {
    1: optional list<list<list<i32>>> f0
    2: optional list<set<map<i32, list<bool>>>> f1
    3: optional set<list<double>> f2
    4: optional set<set<set<i8>>> f3
    5: optional set<map<double, double>> f4
    6: optional map<list<i32>, set<Point>> f5
    7: optional map<set<double>, map<Choice, Tone>> f6
    8: optional map<map<string, uuid>, list<Failed>> f7
    9: optional map<Point, map<Choice, map<Failed, binary>>> f8
    10: optional list<map<shared.Pair, shared.Either>> f9
    11: optional list<map<Pitch, set<Pick>>> f10
}

struct Empty {}
exception EmptyException {}
enum NoValues {}
struct Hollow { 1: Empty empty, 2: list<Empty> list, 3: set<Empty> set, 4: map<Empty, NoValues> map, 5: optional EmptyException failed }

/** Ids from the first to the last, in no order. */
struct Far { 32767: i32 last, 1: bool first, 16: bool near, 300: bool far, 15: i8 fifteen, 17: optional bool next }

/** Fields and members without an id have negative ones. */
struct Unnumbered { i32 first, 5: i32 fifth, string second }
union UnnumberedUnion { i32 number, string text }

/** Doubles behind keys of every kind. */
struct Measures {
    1: map<Tone, double> tones,
    2: map<Point, list<double>> points,
    3: map<Choice, Real> choices,
    4: map<Failed, Measures> failed,
    5: map<shared.Color, map<uuid, double>> colors,
    6: set<Tone> set,
    7: list<Point> list,
}
typedef double Real
struct Measured { 1: map<Measures, double> measures, 2: set<Measures> all }
