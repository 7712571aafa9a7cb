// What is called in the benchmark of calls. `echo.proto` says the same for tonic, and
// `src/implementations/tarpc.rs` for tarpc.

namespace rs echo

enum Status { OPEN = 1, PAID = 2, SENT = 3 }

struct Order {
  1: required i32 id
  2: required string customer
  3: required bool gift
  4: required i64 placed
  5: required double total
  6: required Status status
}

service Echo {
  Order order(1: Order order)
  string text(1: string text)
  binary blob(1: binary blob)
}
