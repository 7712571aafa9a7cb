/*
 * The type `uuid`, for the libraries that have it although their compiler does not:
 * `tests/peers/python/uuids` speaks this service by hand.
 */

namespace * uuids

service Uuids {
  uuid echo(1: uuid id)

  /** The other way round. */
  list<uuid> reverse(1: list<uuid> ids)

  /** Each id with its place in the list. */
  map<uuid, i32> places(1: list<uuid> ids)
}
