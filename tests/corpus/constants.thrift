// Constants and defaults of every type, some of which refer to others, before or behind them.

include "shared.thrift"

enum Size { SMALL, MEDIUM = 10, LARGE, HUGE = 0x7fffffff, NONE = -2147483648, TINY = 0 }

const bool YES = true
const bool NO = 0
const i8 LEAST8 = -128
const byte MOST8 = 0x7f
const i16 LEAST16 = -32768
const i16 MOST16 = 32767
const i32 LEAST32 = -2147483648
const i32 MOST32 = 2147483647
const i64 LEAST64 = -9223372036854775808
const i64 MOST64 = 9223372036854775807
const double TENTH = 0.1
const double MINUS = -1.5e-300
const double WHOLE = 3
const double HALF = .5
const string TEXT = "a \"quoted\" 'text' with \t and \\ and é and 🎉"
const string APOSTROPHE = 'it\'s' const string NOTHING = ""
const binary RAW = "raw"
const uuid ID = "00112233-4455-6677-8899-aabbccddeeff"
const uuid BRACED = '{00112233-4455-6677-8899-AABBCCDDEEFF}'
const Size LARGE = Size.LARGE
const Size TEN = 10
const shared.Color COLOR = shared.Color.BLUE
const i32 NUMBER_OF_SIZE = Size.LARGE

const list<i32> LIST = [1, 2; 3 4]
const set<string> SET = ["b", "a"]
const map<string, i32> MAP = {"a": 1, "b": MOST32}
const set<double> DOUBLES = [1.5, 0, -0.5]
const map<double, string> BY_DOUBLE = {0.5: "half"}
const map<Point, list<Choice>> DEEP = {{"x": 1}: [{"number": 1}, {"points": [{}, {"y": 2}]}]}
const list<map<Size, set<i32>>> NESTED = [{Size.SMALL: [1], Size.HUGE: []}, {}]

const i32 FORWARD = BACKWARD
const i32 BACKWARD = 5
const list<i32> REFERRED = [BACKWARD, shared.FIRST]
const map<string, list<i32>> WHOLE_LIST = {"list": LIST}
const Point ORIGIN = {}
const list<Point> POINTS = [ORIGIN, {"x": BACKWARD}]
const shared.Pair PAIR = shared.PAIR
const shared.Table TABLE = {1: [shared.PAIR, {"left": 2, "right": TEXT}]}
const Choice CHOICE = {"size": Size.MEDIUM}
const Broken BROKEN = {"message": "always", "choice": CHOICE}

typedef i32 Number
typedef list<Number> Numbers
const Number TYPED = 7
const Numbers TYPED_LIST = [TYPED]

struct Point { 1: i32 x = BACKWARD, 2: optional i32 y = -1, 3: optional i32 z }

union Choice { 1: i32 number, 2: Size size, 3: list<Point> points }

exception Broken { 1: string message = TEXT, 2: Choice choice = {"number": 3} }

/** A default of every type. */
struct Defaults {
    1: bool b = YES,
    2: i8 y = LEAST8,
    3: i16 s = -1,
    4: i32 i = 0x10,
    5: i64 l = MOST64,
    6: double d = TENTH,
    7: string t = TEXT,
    8: binary r = "\t",
    9: uuid u = ID,
    10: Size e = Size.LARGE,
    11: Size number = 10,
    12: list<i32> list = LIST,
    13: set<string> set = ["x"],
    14: map<string, i32> map = {"k": 1},
    15: Point point = {"x": 3},
    16: Choice choice = {"points": [{"z": 1}]},
    17: Broken broken = BROKEN,
    18: shared.Pair pair = shared.PAIR,
    19: shared.Table table = TABLE,
    20: shared.Color color = shared.FAVOURITE,
    21: map<Point, list<Choice>> deep = DEEP,
    22: set<double> doubles = DOUBLES,
}

/** The same, where they may be left out. */
struct OptionalDefaults {
    1: optional bool b = YES,
    2: optional i8 y = LEAST8,
    3: optional i16 s = -1,
    4: optional i32 i = 0x10,
    5: optional i64 l = MOST64,
    6: optional double d = TENTH,
    7: optional string t = TEXT,
    8: optional binary r = "\t",
    9: optional uuid u = ID,
    10: optional Size e = Size.LARGE,
    12: optional list<i32> list = LIST,
    13: optional set<string> set = ["x"],
    14: optional map<string, i32> map = {"k": 1},
    15: optional Point point = {"x": 3},
    16: optional Choice choice = {"points": [{"z": 1}]},
    17: optional Broken broken = BROKEN,
    18: optional shared.Pair pair = shared.PAIR,
    21: optional map<Point, list<Choice>> deep = DEEP,
    22: optional set<double> doubles = DOUBLES,
}

struct RequiredDefaults { 1: required i32 i = 3, 2: required list<i32> list = LIST, 3: required Point point = ORIGIN }
