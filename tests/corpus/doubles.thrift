// Doubles inside of keys, which Rust has no order for: by way of typedefs, enums, unions and circles.

typedef double Real
typedef set<Real> Reals
typedef map<Real, Reals> Table
typedef Inner Alias

enum E {
  A,
  B = 5,
}

struct Inner {
  1: Real r;
  2: optional Reals rs;
  3: Table t;
}

union U {
  1: Inner inner;
  2: Reals reals;
  3: map<E, Real> es;
  4: set<U> us;
  5: E e;
}

exception X {
  1: map<Alias, X> by;
  2: set<map<E, U>> odd;
  3: list<set<Alias>> lists;
  4: map<set<E>, map<Table, U>> more;
  5: optional X & next;
}

struct Keys {
  1: map<X, Keys> keys;
  2: set<Keys> set;
  3: map<map<E, Inner>, list<Keys>> m;
  4: map<list<U>, E> u;
}

const Reals RS = [1, .5, -1e3]
const Table T = {1: [2], 0.5: []}
const set<map<E, Real>> N = [{E.A: 1}, {E.B: 2.5}]
const map<Inner, U> I = {{"r": 1, "t": {2: [3]}}: {"us": [{"e": E.A}]}}
const X EX = {"by": {{"r": 2}: {}}, "odd": [{E.A: {"reals": [1]}}]}

struct D {
  1: Reals rs = RS;
  2: Table t = T;
  3: map<Inner, U> i = I;
  4: X x = EX;
  5: set<map<E, Real>> n = N;
  6: optional U u = {"es": {E.B: 1}};
}

service S {
  Table f(1: Table t = T, 2: set<U> us, 3: map<X, E> xs) throws (1: X x);
  Reals g(1: Keys k);
  oneway void h(1: D d);
}
