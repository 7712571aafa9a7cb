// The mistakes of this file are in lines 4, 7, 9, 14 and 17.

struct Misspelt {
  1: i32 x (rust.nmae = "y")
}

struct Twice { 1: i32 fooBar, 2: i32 foo_bar }

struct twice {}

struct Text { 1: string text (rust.type = "&'a str") }

service Borrowing {
  void put(1: Text text)
}

const i32 ANSWER = 42  const i32 answer = 43
