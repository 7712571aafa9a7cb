// Every way for a type to hold itself.

struct OptionalSelf { 1: i32 value, 2: optional OptionalSelf next }
struct DefaultSelf { 1: i32 value, 2: DefaultSelf next }
struct ListSelf { 1: list<ListSelf> children }
struct SetSelf { 1: i32 value, 2: set<SetSelf> children }
struct ValueSelf { 1: map<string, ValueSelf> children }
struct KeySelf { 1: i32 value, 2: map<KeySelf, bool> children }
struct NestedSelf { 1: optional list<map<i32, set<NestedSelf>>> children }
struct RequiredList { 1: required list<RequiredList> children }
struct Reference { 1: i32 value, 2: optional Reference & next, 3: Reference & other }
struct Named { 1: Alias alias }
typedef Named Alias
typedef list<Forward> Forwards
struct Forward { 1: Forwards forwards, 2: optional Backward backward }
struct Backward { 1: Forward forward, 2: Backward & again }

/** A circle of three. */
struct First { 1: optional Second second }
struct Second { 1: Third third, 2: map<i8, First> firsts }
struct Third { 1: required i32 value, 2: First first, 3: Loop loop }

/** A circle through unions. */
union Loop { 1: i32 end, 2: Loop again, 3: Knot knot, 4: map<string, Loop> table }
struct Knot { 1: required Loop loop, 2: Loop maybe, 3: list<Knot> knots }

/** Arithmetic. */
union Expression { 1: double number, 2: Operation operation, 3: set<Expression> several }
struct Operation { 1: required string name, 2: required Expression left, 3: optional Expression right }

exception Caused { 1: string message, 2: optional Caused by, 3: list<Caused> others }

/** A box that may only hold a double by way of itself. */
struct Measured { 1: double value, 2: set<Measured> parts, 3: map<Measured, Measured> by }
