include "shared.thrift"

struct Note { 1: shared.User by, 2: string text }

service Notes extends shared.Base {
  Note last() throws (1: shared.Denied denied)
}
