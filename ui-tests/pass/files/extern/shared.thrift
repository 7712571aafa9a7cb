include "common.thrift"

enum Role { GUEST = 0, ADMIN = 1 }

struct User { 1: common.Id id, 2: string name, 3: Role role = Role.ADMIN, 4: optional User friend }

typedef list<User> Team

union Key { 1: common.Id id, 2: string name }

exception Denied { 1: string reason }

const i32 LIMIT = 10

service Base {
  User find(1: Key key) throws (1: Denied denied)
  void ping()
}
