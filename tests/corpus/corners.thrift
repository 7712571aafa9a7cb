// Corners: requiredness and recursion mixed, numbers that enums share, messages of exceptions.

namespace rs corners

struct A {
  1: optional A a;
  2: required list<A> as_;
  3: map<A, A> m;
  4: B b;
  5: set<B> bs;
  6: C c;
}

struct B {
  1: A & a;
  2: optional list<C> cs;
  3: required string s;
}

union C {
  1: A a;
  2: B b;
  3: C c;
  4: list<C> cs;
  5: set<set<C>> css;
  6: i64 n;
}

struct Req {
  1: required B b;
  2: required list<C> c;
  3: required E e;
  4: required uuid u;
  5: required map<E, E> es;
}

enum E {
  MINUS = -5,
  NEXT,
  ZERO = 0,
  Zero2 = 0,
  max = 2147483647,
}

union Def {
  1: i32 a = 5;
  2: string b;
}

struct HasDef {
  1: Def d;
  2: required E e = E.NEXT;
  3: E f = 0;
  4: optional E g = E.max;
  5: binary bin = "é";
  6: set<binary> bins = ["a", "b"];
  7: map<binary, set<uuid>> mm;
}

exception Empty {}

exception Msg {
  1: i32 message;
}

exception OptMsg {
  1: optional string message;
  2: optional Msg cause;
}

exception ListMsg {
  1: list<string> message;
}

struct Wide {
  1: bool a1;
  2: bool a2;
  3: bool a3;
  17: bool a17;
  18: bool a18;
  33: bool a33;
  34: optional bool a34;
  50: optional bool a50;
  100: list<bool> l;
  101: set<bool> s;
  102: map<bool, bool> m;
}

struct Deep {
  1: list<list<list<list<list<list<list<list<i8>>>>>>>> l;
  2: map<i8, map<i8, map<i8, map<i8, map<i8, i8>>>>> m;
}

const list<list<Def>> LL = [[{"a": 1}], []]
const map<E, list<Req>> MR = {E.ZERO: []}
const E DUP = E.Zero2
const map<binary, binary> BB = {"k": "v"}
const map<uuid, bool> UB = {"00112233-4455-6677-8899-aabbccddeeff": true}
const bool FROM_INT = 1
const set<bool> SB = [true, 0]
service Base {}

service Svc extends Base {
  map<C, list<A>> a(
      1: C c,
      2: map<C, A> m = {},
  ) throws (1: Empty e, 2: Msg m, 3: OptMsg o, 4: ListMsg l);
  E e(1: E e = E.NEXT, 2: E f = 2147483647);
  Def d();
  C c();
  void v() throws (1: Empty e);
  Empty ex();
}
