// What is written and read in JSON with names: every type that it can have.

namespace py shelf

enum Genre { NOVEL = 1, POEMS = 2, ESSAY = -3 }

union Place {
    1: i32 shelf
    2: string lentTo
}

struct Author {
    1: required string name
    2: optional i16 born
}

struct Book {
    1: bool owned
    2: i8 stars
    3: i16 year
    4: i32 copies
    5: i64 number
    6: double price
    7: string title
    8: binary cover
    9: Genre genre
    10: Author author
    11: optional Place place
    12: optional string note
    13: list<Author> translators
    14: list<list<i32>> chapters
    15: set<string> tags
    16: map<string, Place> places
    17: map<i64, double> ratings
    18: map<bool, i8> flags
    19: map<Genre, list<string>> shelves
    20: map<double, i32> prices
    21: map<binary, i16> covers
    22: map<i8, map<i16, set<i32>>> nested
}
