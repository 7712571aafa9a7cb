include "a/item.thrift"
include "b/item.thrift"
