/**
 * The calculator of Apache's tutorial: the same names and ids, so that the tutorial's clients and
 * servers in other languages can call each other with this one.
 */
include "shared.thrift"

namespace rs tutorial
namespace py tutorial

/** An `i32` by another name. */
typedef i32 MyInteger

const i32 INT32CONSTANT = 9853
const map<string, string> MAPCONSTANT = {'hello': 'world', 'goodnight': 'moon'}

/** What the calculator can do. */
enum Operation {
  ADD = 1,
  SUBTRACT = 2,
  MULTIPLY = 3,
  DIVIDE = 4
}

/** One task. */
struct Work {
  1: MyInteger num1 = 0,
  2: MyInteger num2,
  3: Operation op,
  4: optional string comment,
}

/** The task cannot be done. */
exception InvalidOperation {
  1: i32 whatOp,
  2: string why
}

service Calculator extends shared.SharedService {
  /** Answers. */
  void ping(),

  i32 add(1: i32 num1, 2: i32 num2),

  /** Does the work and keeps its result in the log under `logid`. */
  i32 calculate(1: i32 logid, 2: Work w) throws (1: InvalidOperation ouch),

  /** Is not answered. */
  oneway void zip()
}
