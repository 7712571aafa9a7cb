/**
 * What several services of the calculator example have in common.
 */
namespace rs shared
namespace py shared

struct SharedStruct {
  1: i32 key
  2: string value
}

service SharedService {
  SharedStruct getStruct(1: i32 key)
}
