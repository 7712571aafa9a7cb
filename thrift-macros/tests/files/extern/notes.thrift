include "shared.thrift"

struct Note { 1: shared.User by }
