include "common.thrift"

struct Odd { 1: double odd, 2: common.Id id }
