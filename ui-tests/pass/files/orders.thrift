include "people.thrift"
include "places.thrift"

const places.City HOME = {"name": "Rome"}

struct Order {
  1: people.Person customer
  2: places.City from
  3: i32 count = people.DEFAULT_COUNT
}
