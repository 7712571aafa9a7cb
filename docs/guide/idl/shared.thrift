include "common.thrift"

struct User { 1: common.Id id, 2: string name }

service Base {
  User find(1: common.Id id)
}
