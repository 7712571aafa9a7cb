include "shared.thrift"

struct Page { 1: list<shared.User> users }

service Users extends shared.Base {
  Page all()
}
