// Services: parents here and elsewhere, and whatever a method can take, return and throw.

include "shared.thrift"
include "types.thrift" as kinds

exception First { 1: string message }
exception Second { 1: i32 code, 2: First first }
typedef First Same

service Empty {}
service Parent extends shared.Base {
    i32 count()
}
service Child extends Parent {
    /** Every kind of result. */
    bool boolean(1: bool a)
    i8 tiny(1: i8 a)
    i16 small(1: i16 a)
    i64 large(1: i64 a)
    double real(1: double a)
    string text(1: string a)
    binary raw(1: binary a)
    uuid id(1: uuid a)
    list<i32> list(1: list<i32> a) throws (1: First first)
    set<double> set(1: set<double> a) throws (1: First first, 2: Second second)
    map<kinds.Point, kinds.Choice> map(1: map<kinds.Point, kinds.Choice> a) throws (3: Same same)
    kinds.Tone tone(1: kinds.Tone a = kinds.Tone.HIGH)
    kinds.Unqualified structure(1: kinds.Unqualified a)
    kinds.Choice choice(1: kinds.Choice a) throws (1: shared.Refused refused)
    Second exception(1: Second a) throws (1: Second second)
    kinds.Index index(2: kinds.Index a, 1: kinds.Counts b = [1, 2]) throws ()
    void many(1: required i32 a, 2: optional string b, 3: i32 c = 3, 4: kinds.Choice d, 7: kinds.Point e = {"x": 1})
    void unnumbered(i32 a, string b)
    oneway void fire(1: i32 a, 2: kinds.Nested nested)
    oneway void forget()
}
service Grandchild extends Child { void more() }
service Again extends Child { void more() }
