//! What Apache's compiler reads although it is not quite right.

#![deny(warnings)]

thrift::thrift! {
    enum Color { red.dark = 3, red_light = 4 }

    const Color DARK = Color.red.dark
    const list<i32> NUMBERS = {1: 2}
    const map<string, i32> COUNTS = ["tea"]
    const double LARGE = 1e400
    const double SMALL = -1e400

    union Nothing { 1: Nothing more }

    service Log { oneway i32 write(1: string line) throws () }
}

struct Sink;

impl Log for Sink {
    async fn write(&self, _line: String) -> thrift::Result<()> {
        Ok(())
    }
}

fn main() {
    assert_eq!(DARK, Color::red_dark);
    assert_eq!(Color::red_dark.to_string(), "red.dark");
    assert!(NUMBERS.is_empty() && COUNTS.is_empty());
    assert_eq!((LARGE, SMALL), (f64::INFINITY, f64::NEG_INFINITY));
    let _ = LogServer::new(Sink);
}
