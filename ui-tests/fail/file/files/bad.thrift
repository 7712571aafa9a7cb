// The mistakes of this file are in lines 5, 9 and 12.

struct Bad {
  1: i32 fine
  2: strng typo
}

struct Twice {
  1: i32 x, 1: i32 y
}

struct Unfinished { 1: i32 }

struct Good { 1: i32 x }
