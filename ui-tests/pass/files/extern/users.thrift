include "shared.thrift"
include "common.thrift"
include "local.thrift"
include "odd-name.thrift" as odd

typedef shared.User Account

struct Page {
  1: Account account
  2: shared.Role role = shared.Role.ADMIN
  3: set<shared.Key> keys
  4: optional local.Note note
  5: i32 limit = shared.LIMIT
  6: odd.Odd odd
  7: shared.User owner = {"name": "nobody", "id": {"value": -1}}
}

const shared.User ROOT = {"name": "root", "role": shared.Role.ADMIN, "friend": {"name": "you"}}
const shared.Key KEY = {"id": {"value": 7}}

service Users extends local.Notes {
  shared.Team all(1: common.Id after) throws (1: shared.Denied denied)
}
