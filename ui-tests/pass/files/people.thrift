include "places.thrift"

const i32 DEFAULT_COUNT = 3

struct Person {
  1: string name
  2: places.City home
}
