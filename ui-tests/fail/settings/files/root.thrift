include "left.thrift"
include "right.thrift"

struct Root { 1: left.Left left, 2: right.Right right }
