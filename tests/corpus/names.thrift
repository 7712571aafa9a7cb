// Names that are keywords somewhere, or come close to each other.

struct Type { 1: i32 type, 2: i32 self, 3: i32 super, 4: i32 crate, 5: i32 fn, 6: i32 match, 7: i32 move, 8: i32 async, 9: i32 await, 10: i32 dyn, 11: i32 gen, 12: i32 abstract, 13: i32 try, 14: i32 yield, 15: i32 union, 16: i32 Self (rust.name = "itself") }
    (rust.name = "TypeItself")

/** Words of the IDL itself. */
struct Words { 1: i32 struct, 2: i32 exception, 3: i32 service, 4: i32 required, 5: list<i32> list, 6: map<i32, i32> map, 7: set<i32> set, 8: i32 string, 9: i32 binary, 10: i32 void, 11: i32 typedef, 12: i32 const, 13: i32 enum, 14: i32 include, 15: i32 namespace, 16: i32 oneway, 17: i32 throws, 18: i32 extends, 19: i32 optional, 20: i32 uuid, 21: i32 bool, 22: i32 i32 }

/** Names of what expansions use. */
struct Option { 1: optional Result some, 2: Vec none }
struct Result { 1: i32 ok, 2: i32 err }
struct Vec { 1: list<String> items }
struct String { 1: string value, 2: Box boxed }
struct Box { 1: optional Box boxed }
struct Default { 1: i32 default = 3, 2: i32 out, 3: i32 input, 4: i32 fields, 5: i32 value }
union Ok { 1: i32 Ok, 2: string Err, 3: Result Unknown, 4: Some Some }
union Some { 1: i32 none, 2: Some some }
enum None { None = 0, Some = 1, Ok = 2, self = 3, fn = 4, VALUES = 5, a.b = 6 }
exception Error { 1: string message, 2: i32 source }
struct Encode { 1: i32 encode, 2: i32 decode, 3: i32 clone, 4: i32 eq }
struct Total { 1: map<double, Total> total }

struct snake_case_name { 1: i32 camelCase, 2: i32 PascalCase, 3: i32 SHOUTY_CASE, 4: i32 _leading, 5: i32 leading, 6: i32 trailing_, 7: i32 HTTPServer2Go }
struct Renamed { 1: i32 fooBar, 2: i32 foo_bar (rust.name = "other") } (rust.name = "Another")
struct UTF8String { 1: i32 value }
struct S { 1: i32 a, 2: i32 A (rust.name = "upper"), 3: i32 a1, 4: i32 a_1 (rust.name = "apart") }

const i32 type = 1
const i32 camelCaseConstant = 2
const list<i32> self = [3]

service fn {
    i32 match(1: i32 type, 2: i32 self) throws (1: Error fn, 2: Error type)
    void await(1: Type crate, 2: Option super)
    oneway void drop(1: i32 async)
    None none(1: None none, 2: Ok ok)
}
