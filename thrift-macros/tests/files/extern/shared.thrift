include "common.thrift"

struct User { 1: common.Id id, 2: string name }

exception Denied { 1: string reason }

service Base { User find(1: common.Id id) throws (1: Denied denied) }
