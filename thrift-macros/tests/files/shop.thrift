# What the documentation of `include_thrift!` includes.

struct Item {
  1: string name
  2: i32 count = 1
}
